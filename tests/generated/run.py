"""Build many random projects and judge them: `python tests/generated/run.py --count 500`."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from building import build, make_pdfs
from judging import Finding, judge_all
from project_made import FEATURES, make_project

_BATCH = 10


def main() -> int:
    options = _options()
    folder = Path(options.folder)
    seeds = list(range(options.first_seed, options.first_seed + options.count))
    batches = [seeds[n : n + _BATCH] for n in range(0, len(seeds), _BATCH)]
    features = FEATURES - set(options.without)
    found: dict[int, list[Finding]] = {}
    begun = time.monotonic()
    with ProcessPoolExecutor(options.jobs) as pool:
        work = (pool.submit(judge_batch, batch, folder, features, options.pdf) for batch in batches)
        for done in list(work):
            told = done.result()
            found |= told
            _tell(told)
    _summarise(found, folder, time.monotonic() - begun)
    return 1 if any(found.values()) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--folder", default="/tmp/generated", help="where projects are made; failing ones stay"
    )
    parser.add_argument(
        "--without", nargs="*", default=[], choices=sorted(FEATURES), metavar="FEATURE"
    )
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="Word and HTML only")
    return parser.parse_args()


def judge_batch(
    seeds: list[int], folder: Path, features: frozenset[str], pdf: bool
) -> dict[int, list[Finding]]:
    """Build and judge some projects; those without findings are removed."""
    made = []
    for seed in seeds:
        root = folder / str(seed)
        shutil.rmtree(root, ignore_errors=True)
        made.append(build(make_project(seed, features), root))
    if pdf:
        make_pdfs(made, folder / f"libreoffice-{seeds[0]}")
        shutil.rmtree(folder / f"libreoffice-{seeds[0]}", ignore_errors=True)
    found = judge_all(made)
    for seed, findings in found.items():
        if findings:
            (folder / str(seed) / "findings.txt").write_text(
                "\n".join(f"{n}: {t}" for n, t in findings), "utf-8"
            )
        else:
            shutil.rmtree(folder / str(seed))
    return found


def _tell(found: dict[int, list[Finding]]) -> None:
    for seed, findings in found.items():
        counted = Counter(name for name, _ in findings)
        print(
            f"{seed}: {', '.join(f'{name} {n}' for name, n in counted.items()) or 'ok'}", flush=True
        )


def _summarise(found: dict[int, list[Finding]], folder: Path, seconds: float) -> None:
    failing = {seed: findings for seed, findings in found.items() if findings}
    print(f"\n{len(found)} projects in {seconds:.0f} s, {len(failing)} with findings, in {folder}")
    projects = Counter(
        name for findings in failing.values() for name in {each for each, _ in findings}
    )
    findings = Counter(name for each in failing.values() for name, _ in each)
    for name, count in projects.most_common():
        first = next(seed for seed, each in failing.items() if name in {n for n, _ in each})
        print(f"  {name:20} {count:4} projects, {findings[name]:5} findings, first in seed {first}")


if __name__ == "__main__":
    sys.exit(main())
