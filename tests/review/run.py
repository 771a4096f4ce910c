"""Many random reviews of many documents: `python tests/review/run.py --count 500 --seed 0`.

`--task` says what: scripts in Word's XML, the same while the sources go on being written,
LibreOffice as the reviewer, damaged documents, or the command killed.
"""

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
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from desk import Edit
from grounds import Ground, all_grounds
from hostile import damaged, judge_hostile
from killing import judge_killed
from libreoffice import carry_out, make_job, office
from meanwhile import judge_meanwhile
from quick import remembered_bases
from rejecting import reject_all
from script import KINDS, MODES, Order, Returned, make_script, order_of
from verdict import Finding, judge, judge_same, kinds_of

_BATCH = 10
_WHOLE = 10  # one script of so many goes through the commands, and twice
_PORT = 20_161


class Told(NamedTuple):
    """What to print of a seed, and the names of what was found."""

    text: str
    names: list[str]


def main() -> int:
    options = _options()
    folder = Path(options.folder)
    shutil.rmtree(folder, ignore_errors=True)
    grounds = all_grounds(folder / "grounds", range(options.generated))
    grounds = [each for each in grounds if not options.ground or each.name in options.ground]
    seeds = list(range(options.seed, options.seed + options.count))
    batches = [seeds[n : n + _BATCH] for n in range(0, len(seeds), _BATCH)]
    begun, names, failed = time.monotonic(), Counter[str](), 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for done in [pool.submit(_batch, each, grounds, folder, options) for each in batches]:
            for told in done.result():
                if told.names or options.verbose:
                    print(told.text, flush=True)
                names.update(told.names)
                failed += bool(told.names)
    print(f"\n{len(seeds)} scripts in {time.monotonic() - begun:.0f} s, {failed} with findings")
    for name, n in names.most_common():
        print(f"  {name:40} {n:5} scripts")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--task",
        default="scripts",
        choices=("scripts", "meanwhile", "libreoffice", "hostile", "killed"),
    )
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--generated", type=int, default=12, help="how many generated projects")
    parser.add_argument("--ground", nargs="*", help="only these documents")
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--edits", type=int, help="this many edits in each script")
    parser.add_argument("--kinds", nargs="*", choices=sorted(KINDS), metavar="KIND")
    parser.add_argument("--nasty", type=float, default=0.12, help="how often words hold Markdown")
    parser.add_argument("--saved", type=float, default=0.15, help="how often others saved it too")
    parser.add_argument("--whole", action="store_true", help="don't look for the first bad edit")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--folder", default="/tmp/review", help="where projects are made")
    return parser.parse_args()


def _batch(
    seeds: list[int], grounds: list[Ground], folder: Path, options: argparse.Namespace
) -> list[Told]:
    if options.task == "libreoffice":
        return _by_libreoffice(seeds, grounds, folder, options.nasty)
    with remembered_bases():
        return [_one(seed, grounds[seed % len(grounds)], folder, options) for seed in seeds]


def _one(seed: int, ground: Ground, folder: Path, options: argparse.Namespace) -> Told:
    order = _order(seed, options)
    place = folder / f"{seed}"
    edits, found = attempt(options.task, ground, order, place)
    if not found:
        shutil.rmtree(place)
        return Told(f"{seed}: {ground.name}, {order.mode}, {kinds_of(edits)}: ok", [])
    first = ""
    if options.task in ("scripts", "meanwhile") and not options.whole:
        first = _first_bad(options.task, ground, order, place, {each.name for each in found})
    head = f"== {seed}: {ground.name}, {order.mode}, {len(edits)} edits\n   {first}"
    by = [f"by {first.partition(':')[0]}"] if first else []
    return Told(f"{head}\n{_listed(found, 6)}", sorted({each.name for each in found}) + by)


def _listed(found: list[Finding], most: int) -> str:
    return "\n".join(f"   [{each.name}] {each.text}" for each in found[:most])


def _order(seed: int, options: argparse.Namespace) -> Order:
    changes: dict[str, object] = {"nasty": options.nasty, "saved": options.saved}
    changes |= {"mode": options.mode} if options.mode else {}
    changes |= {"count": options.edits} if options.edits else {}
    changes |= {"kinds": frozenset(options.kinds)} if options.kinds else {}
    return order_of(seed, **changes)


def attempt(
    task: str, ground: Ground, order: Order, place: Path
) -> tuple[tuple[Edit, ...], list[Finding]]:
    """Make a script and judge what becomes of it; rejected too, where all is recorded."""
    place.mkdir(parents=True, exist_ok=True)
    returned = make_script(ground.sent, ground.root, order)
    (place / "granskad.docx").write_bytes(returned.content)
    try:
        if task == "meanwhile":
            found = judge_meanwhile(ground, returned, place, order.seed, order.seed % 12 + 1)
        elif task == "hostile":
            bad = damaged(returned.content, Random(order.seed), 2)
            found = [
                f for name, content in bad for f in judge_hostile(ground, name, content, place)
            ]
        elif task == "killed":
            found = judge_killed(ground, returned.content, place, order.seed)
        else:
            found = judge(ground, returned, place, quick=order.seed % _WHOLE > 0)
            if order.mode == "recorded" and _is_all_recorded(returned):
                same = judge_same(ground, reject_all(returned.content), place)
                found += [Finding(f"rejected-{each.name}", each.text) for each in same]
    except Exception:  # noqa: BLE001  # the harness is at fault: said, and the run goes on
        found = [Finding("harness", traceback.format_exc()[-1500:])]
    return returned.edits, found


def _is_all_recorded(returned: Returned) -> bool:
    unseen = any(each.kind in ("alt", "comment") for each in returned.edits)
    return not unseen and not returned.loose


def _first_bad(task: str, ground: Ground, order: Order, place: Path, names: set[str]) -> str:
    """The edit with which the script fails first, by halves, and what is found then."""
    low, high = 0, order.count
    told: dict[int, str] = {}
    while low < high:
        middle = (low + high) // 2
        edits, found = attempt(task, ground, replace(order, count=middle), place / "shorter")
        if {each.name for each in found} & names:
            high, told[middle] = middle, _told(edits, found, middle)
        else:
            low = middle + 1
    if high not in told:
        edits, found = attempt(task, ground, replace(order, count=high), place / "shorter")
        told[high] = _told(edits, found, high)
    return told[high]


def _told(edits: tuple[Edit, ...], found: list[Finding], count: int) -> str:
    what = f"{edits[-1].kind}: {edits[-1].about}" if edits else "no edit: "
    return f"{what} (first {count})\n{_listed(found, 3)}\n   --"


def _by_libreoffice(
    seeds: list[int], grounds: list[Ground], folder: Path, nasty: float
) -> list[Told]:
    place = folder / f"libreoffice-{seeds[0]}"
    place.mkdir(parents=True)
    jobs = [make_job(grounds[seed % len(grounds)], seed, nasty=nasty) for seed in seeds]
    with office(place, _PORT + seeds[0] % 997) as port:
        contents = carry_out(jobs, place, port)
    told = []
    for seed, job, content in zip(seeds, jobs, contents, strict=True):
        head = f"== {seed}: {job.ground.name}, {'recorded' if job.recorded else 'plain'}"
        if content is None:
            told.append(Told(f"{head}: a paragraph was not found", ["harness"]))
            continue
        found = judge(job.ground, job.returned(content), place / str(seed))
        head += f", {kinds_of(job.edits)}"
        told.append(Told(f"{head}\n{_listed(found, 6)}", sorted({each.name for each in found})))
    return told


if __name__ == "__main__":
    sys.exit(main())
