"""Whether `review` did with a returned document what it must: the text, the lists, the sums."""

from __future__ import annotations

import difflib
import json
import re
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from desk import Edit
from grounds import Ground, built, call
from quick import applied, printed
from script import Returned, blocks_said

from reportgen.diagnostics import ReportError

_OUTSIDE = ("signature", "cover:omslag avsändare")  # follow from the settings and the date
_PLACED = ("figure|", "caption|", "row|", "källrad|")
_OF_WORDS = {"contradicting-number", "wrong-percent", "vague-link"}
_DOUBTFUL = ("conflict", "declined", "not-understood")
LISTS = ("taken", "already", "numbers", "conflict", "declined", "not-understood", "resolved")


class Finding(NamedTuple):
    """What went wrong, by a short name, and what was seen."""

    name: str
    text: str


class Answer(NamedTuple):
    """What the command said: its object, or what it printed in place of one."""

    said: dict[str, object] | None
    printed: str
    code: int

    def items(self, key: str) -> list[dict[str, object]]:
        found = (self.said or {}).get(key, [])
        return found if isinstance(found, list) else []

    def listed(self, *names: str) -> list[dict[str, object]]:
        """Changes and comments in these lists."""
        both = [*self.items("changes"), *self.items("comments")]
        return [each for each in both if each.get("list") in names]


def review(root: Path, *arguments: str) -> Answer:
    """Call `reportgen review … --json` on a project."""
    result = call("review", *arguments, "--json", "--project", str(root))
    printed = result.output
    crash = result.exception
    if crash is not None and not isinstance(crash, SystemExit):
        printed += "".join(traceback.format_exception(crash))[-3000:]
        return Answer(None, f"CRASH {printed}", 99)
    try:
        said = json.loads(result.stdout)
    except json.JSONDecodeError:
        return Answer(None, printed, result.exit_code)
    return Answer(said, printed, result.exit_code)


def _quickly(root: Path, document: Path, year: int) -> Answer:
    """What `review --apply --json` says, asked of what the command calls."""
    try:
        return Answer(applied(root, document, year), "", 0)
    except ReportError as error:
        return Answer(None, str(error.diagnostics), 1)
    except Exception:  # noqa: BLE001  # what the command would crash of
        return Answer(None, f"CRASH {traceback.format_exc()[-3000:]}", 99)


def sources_of(root: Path) -> dict[str, bytes]:
    """Every file of a project that a person writes."""
    files = (path for path in root.rglob("*") if path.is_file())
    named = {path.relative_to(root).as_posix(): path for path in files}
    return {
        name: path.read_bytes() for name, path in named.items() if not name.startswith("output/")
    }


def judge(
    ground: Ground, returned: Returned, folder: Path, *, quick: bool = False
) -> list[Finding]:
    """Everything that is wrong with the way a document is taken back.

    With `quick` it is applied and printed as `quick` says, but not listed before nor applied a
    second time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = ground.copy(folder / "project")
    document = folder / "granskad.docx"
    document.write_bytes(returned.content)
    year = ("--year", str(ground.year))
    found = [] if quick else _listing(root, document, *year)
    applied = (
        _quickly(root, document, ground.year)
        if quick
        else review(root, str(document), "--apply", *year)
    )
    found += _answered("apply", applied) + _sums(applied)
    if applied.said is None:
        return found
    found += _lists(returned, applied) + _comments(returned, applied, sources_of(root))
    told = applied.listed(*_DOUBTFUL)
    document_now = printed(root, ground.year) if quick else built(root, ground.year)
    whole = any(each.fate == "either" for each in returned.edits)
    if whole and any(each.get("kind") == "deleted" for each in told):
        return found  # a section that can't go: what else it says is not looked at
    differs = _text(*document_now, returned)
    found += differs if told else [f._replace(name=f"silent-{f.name}") for f in differs]
    return found if quick else found + _twice(root, document, *year)


def _listing(root: Path, document: Path, *year: str) -> list[Finding]:
    """A listing writes nothing."""
    before = sources_of(root)
    found = _answered("list", review(root, str(document), *year))
    if sources_of(root) != before:
        found.append(Finding("listing-writes", "the sources changed without --apply"))
    return found


def _answered(when: str, answer: Answer) -> list[Finding]:
    if answer.said is None:
        name = "crash" if answer.printed.startswith("CRASH") else "refused"
        return [Finding(name, f"{when}: {answer.printed[-1500:]}")]
    return []


def _sums(answer: Answer) -> list[Finding]:
    """The sums that are printed are those of the lists, and every entry is in one list."""
    if answer.said is None:
        return []
    counted = Counter(
        str(each.get("list")) for key in ("changes", "comments") for each in answer.items(key)
    )
    sums = answer.said.get("sums")
    told = {k: n for k, n in sums.items() if n} if isinstance(sums, dict) else {}
    found = [Finding("sums", f"{told} for {dict(counted)}")] if told != dict(counted) else []
    strange = set(counted) - set(LISTS)
    return [*found, Finding("lists", f"{strange}")] if strange else found


def _lists(returned: Returned, answer: Answer) -> list[Finding]:
    """Nothing is in doubt where the sources are as they were sent; values are reported."""
    told = [each for each in returned.edits if each.fate in ("told", "made", "either")]
    doubtful = [e for e in answer.listed(*_DOUBTFUL) if not _is_loss(e) and not _is_of(told, e)]
    found = [Finding(str(e.get("list")), json.dumps(e, ensure_ascii=False)[:600]) for e in doubtful]
    found += [
        Finding("not-told", each.about)
        for each in told
        if each.token and not any(_is_of([each], e) for e in answer.items("changes"))
    ]
    values = [each for each in returned.edits if each.fate in ("numbers", "made")]
    if [each for each in values if each.fate == "numbers"] and not answer.listed("numbers"):
        found.append(Finding("numbers", f"not reported: {values[0]}"))
    if not values and answer.listed("numbers"):
        found.append(Finding("numbers", f"no value was changed: {answer.listed('numbers')[0]}"))
    changes = [each for each in answer.items("changes") if not _is_loss(each)]
    if not returned.edits and changes:
        found.append(Finding("unchanged", json.dumps(changes[0], ensure_ascii=False)))
    return found


def _is_of(edits: list[Edit], change: dict[str, object]) -> bool:
    """Whether a change is one of edits that can't be taken; one without a token may be any."""
    text = f"{change.get('before')} {change.get('after')}"
    return any(not each.token or each.token in text for each in edits)


def _is_loss(change: dict[str, object]) -> bool:
    """Whether it is told as what LibreOffice loses when it saves, and as not applied."""
    is_lost = change.get("list") == "declined" and change.get("after") == ""
    return is_lost and "LibreOffice" in str(change.get("reason"))


def _comments(returned: Returned, answer: Answer, sources: dict[str, bytes]) -> list[Finding]:
    told = " ".join(str(each.get("text")) for each in answer.items("comments"))
    written = b"\n".join(sources.values()).decode("utf-8", "replace")
    found = []
    for each in returned.edits:
        if each.fate not in ("comment", "resolved"):
            continue
        if each.token not in told:
            found.append(Finding("comment-lost", each.about))
        token = next(word for word in each.token.split() if word.startswith("zq"))
        if each.fate == "comment" and token not in written:
            found.append(Finding("comment-unwritten", each.about))
    return found


def _text(content: bytes | None, said: str, returned: Returned) -> list[Finding]:
    """What is built of the sources now says what the reviewer wrote."""
    if content is None:
        codes = set(re.findall(r"\b(?:fel|error)\[([a-z-]+)\]", said))
        # A typed number that the figures deny, the words of a link that say nothing.
        is_of_words = bool(codes) and codes <= _OF_WORDS
        return [] if is_of_words else [Finding("build", said[-1200:])]
    return compare(returned.wanted, blocks_said(content))


def compare(wanted: list[str], seen: list[str]) -> list[Finding]:
    """The first differences, a hunk a finding."""
    wanted, seen = _compared(wanted), _compared(seen)
    return [] if wanted == seen else _differences(wanted, seen)[:6]


def _differences(wanted: list[str], seen: list[str]) -> list[Finding]:
    found = []
    matcher = difflib.SequenceMatcher(None, wanted, seen, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            lines = [*(f"- {each}" for each in wanted[a:b]), *(f"+ {each}" for each in seen[c:d])]
            found.append(Finding("text", "\n".join(lines)[:2500]))
    return found


def _compared(lines: list[str]) -> list[str]:
    """Text, then what is placed: text may be set before a figure that has no room on its page."""
    inside = [each for each in lines if not each.startswith(_OUTSIDE)]
    placed = [each for each in inside if each.startswith(_PLACED)]
    return [each for each in inside if not each.startswith(_PLACED)] + placed


def _twice(root: Path, document: Path, *year: str) -> list[Finding]:
    """Applied again, nothing changes and nothing is taken."""
    before = sources_of(root)
    again = review(root, str(document), "--apply", *year)
    found = _answered("again", again)
    if sources_of(root) != before:
        changed = [
            name for name, content in sources_of(root).items() if before.get(name) != content
        ]
        found.append(Finding("twice", f"the sources changed again: {changed}"))
    elif again.listed("taken"):
        found.append(
            Finding("twice-told", json.dumps(again.listed("taken")[0], ensure_ascii=False)[:600])
        )
    return found


def judge_same(
    ground: Ground, content: bytes, folder: Path, *, empty: bool = True
) -> list[Finding]:
    """A document in which nothing was changed, or all was rejected: the sources stay."""
    root = ground.copy(folder / "project")
    document = folder / "granskad.docx"
    document.write_bytes(content)
    before = sources_of(root)
    answer = review(root, str(document), "--apply", "--year", str(ground.year))
    found = _answered("same", answer)
    if empty and answer.items("changes"):
        found.append(
            Finding("unchanged", json.dumps(answer.items("changes")[0], ensure_ascii=False)[:600])
        )
    if sources_of(root) != before:
        found.append(Finding("unchanged-written", "the sources changed"))
    return found


def kinds_of(edits: tuple[Edit, ...]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in Counter(each.kind for each in edits).items())
