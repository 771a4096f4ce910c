"""Many random reviews of many documents: `python tests/review/run.py --count 500 --seed 0`."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from grounds import Ground, all_grounds
from rejecting import reject_all
from script import KINDS, MODES, Order, Returned, make_script, order_of
from verdict import Finding, judge, judge_same, kinds_of

_BATCH = 10


def main() -> int:
    options = _options()
    folder = Path(options.folder)
    shutil.rmtree(folder, ignore_errors=True)
    grounds = all_grounds(folder / "grounds", range(options.generated))
    grounds = [each for each in grounds if not options.ground or each.name in options.ground]
    seeds = list(range(options.seed, options.seed + options.count))
    begun, failing = time.monotonic(), Counter[str]()
    failed = 0
    batches = [seeds[n : n + _BATCH] for n in range(0, len(seeds), _BATCH)]
    with ProcessPoolExecutor(options.jobs) as pool:
        work = [pool.submit(_batch, batch, grounds, folder, options) for batch in batches]
        for done in work:
            for seed, text, names in done.result():
                if names or options.verbose:
                    print(text, flush=True)
                failing.update(names)
                failed += bool(names)
                del seed
    print(f"\n{len(seeds)} scripts in {time.monotonic() - begun:.0f} s, {failed} with findings")
    for name, n in failing.most_common():
        print(f"  {name:40} {n:5} scripts")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--generated", type=int, default=12, help="how many generated projects")
    parser.add_argument("--ground", nargs="*", help="only these documents")
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--edits", type=int, help="this many edits in each script")
    parser.add_argument("--kinds", nargs="*", choices=sorted(KINDS), metavar="KIND")
    parser.add_argument("--nasty", type=float, default=0.12, help="how often words hold Markdown")
    parser.add_argument("--whole", action="store_true", help="don't look for the first bad edit")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--folder", default="/tmp/review", help="where projects are made")
    return parser.parse_args()


def order_for(seed: int, options: argparse.Namespace) -> Order:
    changes: dict[str, object] = {"nasty": options.nasty}
    changes |= {"mode": options.mode} if options.mode else {}
    changes |= {"count": options.edits} if options.edits else {}
    changes |= {"kinds": frozenset(options.kinds)} if options.kinds else {}
    return order_of(seed, **changes)


def _batch(
    seeds: list[int], grounds: list[Ground], folder: Path, options: argparse.Namespace
) -> list[tuple[int, str, list[str]]]:
    return [_one(seed, grounds[seed % len(grounds)], folder, options) for seed in seeds]


def _one(
    seed: int, ground: Ground, folder: Path, options: argparse.Namespace
) -> tuple[int, str, list[str]]:
    order = order_for(seed, options)
    place = folder / f"{seed}"
    place.mkdir(parents=True, exist_ok=True)
    returned, found = attempt(ground, order, place)
    if not found:
        shutil.rmtree(place)
        return seed, f"{seed}: {ground.name}, {order.mode}, {kinds_of(returned.edits)}: ok", []
    first = "" if options.whole else _first_bad(ground, order, place, {each.name for each in found})
    head = f"== {seed}: {ground.name}, {order.mode}, {len(returned.edits)} edits\n   {first}"
    shown = "\n".join(f"   [{each.name}] {each.text}" for each in found[:6])
    culprit = first.partition(":")[0] or "?"
    return seed, f"{head}\n{shown}", sorted({f"{each.name}" for each in found} | {f"by {culprit}"})


def attempt(ground: Ground, order: Order, place: Path) -> tuple[Returned, list[Finding]]:
    """Make a script and judge what becomes of it; rejected too, where all is recorded."""
    place.mkdir(parents=True, exist_ok=True)
    returned = make_script(ground.sent, ground.root, order)
    try:
        found = judge(ground, returned, place)
        if order.mode == "recorded" and not any(
            each.kind in ("alt", "comment") for each in returned.edits
        ):
            rejected = judge_same(ground, reject_all(returned.content), place)
            found += [Finding(f"rejected-{each.name}", each.text) for each in rejected]
    except Exception:  # noqa: BLE001  # the harness itself is at fault: said, and the run goes on
        found = [Finding("harness", traceback.format_exc()[-1500:])]
    (place / "granskad.docx").write_bytes(returned.content)
    return returned, found


def _first_bad(ground: Ground, order: Order, place: Path, names: set[str]) -> str:
    """The edit with which the script fails first, by halves."""
    low, high = 0, order.count
    last = ""
    while low < high:
        middle = (low + high) // 2
        returned, found = attempt(ground, replace(order, count=middle), place / "shorter")
        if {each.name for each in found} & names:
            high = middle
            last = _told(returned, found, middle)
        else:
            low = middle + 1
    if last == "" or not last.startswith(f"{high}"):
        returned, found = attempt(ground, replace(order, count=high), place / "shorter")
        last = _told(returned, found, high)
    return last.partition(" ")[2]


def _told(returned: Returned, found: list[Finding], count: int) -> str:
    edit = returned.edits[-1] if returned.edits else None
    what = f"{edit.kind}: {edit.about}" if edit else "no edit: "
    return f"{count} {what} (first {count})\n   " + "\n   ".join(
        f"[{f.name}] {f.text}" for f in found[:3]
    )


if __name__ == "__main__":
    sys.exit(main())
