"""Files that came back, on one screen: base, theirs and ours, to a verdict on every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.source import Source, decode_source
from reportgen.readers.word.reading import WordDocument, read_word_document
from reportgen.scaffold.review.applying import changed_files, is_readable
from reportgen.scaffold.review.base import Base, Where, find_base, texts_in
from reportgen.scaffold.review.comparing import Review, loses
from reportgen.scaffold.review.edits import Change, Edit
from reportgen.scaffold.review.identities import with_ids
from reportgen.scaffold.review.numbers import still_add_up, with_numbers
from reportgen.scaffold.review.origins import origin_of
from reportgen.scaffold.review.remarks import Remark, remarks
from reportgen.scaffold.review.verdicts import (
    Authored,
    Verdict,
    Wanted,
    authored,
    edits_of,
    files_of,
    judge,
)
from reportgen.scaffold.review.ways import Ways
from reportgen.storage.rewriting import Changed
from reportgen.storage.sent import Files, digest_of_file, sources_of


class Returned(Struct, frozen=True):
    """A file that came back, read as it would be with all its changes accepted."""

    path: Path
    accepted: WordDocument
    digest: str = ""

    @property
    def rejected(self) -> WordDocument:
        """The same with all changes rejected: asked for where it is not known what was sent."""
        if not self.accepted.revisions:
            return self.accepted
        return read_word_document(self.path, changes="rejected")


class Reviewed(Struct, frozen=True):
    """What came back of a year: a verdict on every change and every comment.

    `wheres` says where the bases of the files were found, each way once. `told` is what the Word
    files hold that no report can; `files` are the sources as they were read, `changed` those that
    would be written, before and after (None before a new one, and after one that is taken away).
    `alike` are the digests of files whose base was found by likeness, each with that base's build.
    """

    year: int
    wheres: tuple[Where, ...]
    verdicts: tuple[Verdict, ...]
    remarks: tuple[Remark, ...]
    told: tuple[Message, ...]
    files: Files
    changed: Changed
    origins: Mapping[str, Span]
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def where(self) -> Where:
        """Where the base of the first file was found."""
        return self.wheres[0]

    @property
    def every(self) -> tuple[Verdict | Remark, ...]:
        """All changes and comments."""
        return (*self.verdicts, *self.remarks)

    def origin(self, change: Change) -> Span | None:
        """The line of the statistics that a computed value came from, None where none is known."""
        return origin_of(change.expression, self.origins)


def read_returned(path: Path) -> Returned:
    """The file at `path`; raises ReportError (unreadable-word-file)."""
    return Returned(path, read_word_document(path), digest_of_file(path))


def year_of(files: Sequence[Returned], wanted: int | None) -> int:
    """The year that the files are of; raises ReportError (unknown-review) where none says it."""
    years = {each.accepted.sent.year for each in files if each.accepted.sent.build}
    if wanted is not None:
        return wanted
    if len(years) != 1:
        message = _("the file does not say which year it is of")
        hint = _("say it: reportgen review FILE.docx --year 2022")
        if len(years) > 1:
            message = _("the files are of several years: {years}", years=", ".join(map(str, years)))
        raise report_error("unknown-review", None, message, hint)
    return years.pop()


def review(
    root: Path, year: int, files: Sequence[Returned], wanted: Wanted, *, numbers: bool = False
) -> Reviewed:
    """A verdict on all that came back in `files`, for the sources as they are now.

    `wanted` says of a change or comment whether it is to be taken. With `numbers` those that were
    typed over are put into the statistics, if these add up then. Raises ReportError (unknown-year).
    """
    now = sources_of(root, year)
    ours = texts_in(now)
    bases = _bases(root, year, files)
    ways = Ways(ours)
    changes: list[Authored] = []
    noted: list[Remark] = []
    for number, (each, base) in enumerate(zip(files, bases, strict=True)):
        found = Review(base, base.sent or each.rejected, each.accepted)
        revisions = each.accepted.revisions
        own = [authored(change, revisions, number) for change in found.changes()]
        own += [Authored(change, file=number) for change in _untracked(base, each)]
        changes += with_numbers(own, base.sources) if numbers else own
        known = base.sent.comments if base.sent is not None else ()
        comments = remarks(each.accepted.comments, known, found.places(), ours, base.sources)
        noted += [_as_now(comment, base.sources, ways, ours) for comment in comments]
    changes, noted = with_ids(changes, noted)
    noted = [each if wanted(each) else _not_wanted(each) for each in noted]
    verdicts = judge(changes, [each.sources for each in bases], ours, now, wanted)
    verdicts, changed = _readable(verdicts, noted, now)
    if numbers and not _add_up(root, year, now, changed):
        verdicts, changed = _readable([*map(_without_number, verdicts)], noted, now)
    verdicts = [_placed_now(each, bases[each.authored.file].sources, ways) for each in verdicts]
    told = tuple(_told(files, bases))
    wheres = tuple(dict.fromkeys(each.where for each in bases))
    origins = {name: at for each in reversed(bases) for name, at in each.origins.items()}
    alike = tuple(
        (each.digest, base.build)
        for each, base in zip(files, bases, strict=True)
        if base.where == "alike" and each.digest
    )
    return Reviewed(year, wheres, tuple(verdicts), tuple(noted), told, now, changed, origins, alike)


def _bases(root: Path, year: int, files: Sequence[Returned]) -> list[Base]:
    """What each of the files was made of: the same for those of one build."""
    known: dict[str, Base] = {}
    found: list[Base] = []
    for each in files:
        build = each.accepted.sent.build
        base = known.get(build) if build else None
        if base is None:
            base = known[build] = find_base(root, year, each.accepted, each.digest)
        found.append(base)
    return found


def _untracked(base: Base, file: Returned) -> Iterator[Change]:
    """Where a file without its tracked changes is not what the sources say: told only."""
    if base.printed is None:
        return
    reason = _("changed without tracking, or since then in the source: the file can't say which")
    for change in Review(base, base.printed, file.rejected).changes():
        yield replace(change, edits=(), files=(), reason=change.reason or reason)


def _not_wanted(remark: Remark) -> Remark:
    return replace(remark, list="declined", edits=()) if remark.list == "taken" else remark


def _add_up(root: Path, year: int, now: Files, changed: Changed) -> bool:
    statistics = {
        name: after
        for name, (_before, after) in changed.items()
        if name.endswith(".yaml") and after is not None
    }
    return not statistics or still_add_up(root, year, now, statistics)


def _without_number(verdict: Verdict) -> Verdict:
    """The verdict on a number that is told only."""
    if verdict.list != "taken" or verdict.authored.change.kind not in ("value", "statistics"):
        return verdict
    reason = _("the statistics would not add up with it")
    return replace(verdict, list="numbers", edits=(), reason=reason)


def _told(files: Sequence[Returned], bases: Sequence[Base]) -> Iterator[Message]:
    """What the files hold that no report can, but for what every document of ours has."""
    for file, base in zip(files, bases, strict=True):
        for each in file.accepted.told:
            if each.code not in _USUAL:
                yield each.message
        sent = base.sent or file.rejected
        more = _formatted(file.accepted) - _formatted(sent)
        if more > 0 and not loses(file.accepted):
            yield _(
                "a format that the text files don't have was put on text (strikethrough, colour, "
                "underlining), and is left: {count} place",
                "formats that the text files don't have were put on text (strikethrough, colour, "
                "underlining), and are left: {count} places",
                count=more,
            )


# The contents are made anew; the colours of links and the like are a template's.
_FORMATS = "formatting-not-kept"
_USUAL = ("contents-left-out", _FORMATS, "looks-like-heading")


def _formatted(document: WordDocument) -> int:
    """At how many places a document has formats that no report can hold."""
    counts = [each.message.values["count"] for each in document.told if each.code == _FORMATS]
    return sum(each for each in counts if isinstance(each, int))


def _all_edits(verdicts: Sequence[Verdict], noted: Sequence[Remark]) -> dict[str, list[Edit]]:
    edits = edits_of(verdicts)
    for each in noted:
        for edit in each.edits if each.list == "taken" else ():
            edits.setdefault(edit.file, []).append(edit)
    return edits


_BREAKS: Message = _("written there it would be something else than in Word")


def _readable(
    verdicts: list[Verdict], noted: Sequence[Remark], now: Files
) -> tuple[list[Verdict], Changed]:
    """The verdicts, without changes after which a file could not be read, and what they change."""
    changed = changed_files(now, _all_edits(verdicts, noted))
    whole = files_of(verdicts)
    others = {file: after for file, (_b, after) in changed.items() if file not in whole}
    broken = [f for f, after in others.items() if not _reads(after, f) and _reads(now[f], f)]
    for file in broken:
        verdicts = _without_breaking(verdicts, file, now)
    if broken:
        changed = changed_files(now, _all_edits(verdicts, noted))
    made = {
        name: (None if content is not None else now[name], content)
        for name, content in files_of(verdicts).items()
    }
    return verdicts, {**changed, **made}


def _reads(content: bytes, file: str) -> bool:
    try:
        return is_readable(decode_source(content, file).text, file)
    except ReportError:
        return False


def _without_breaking(verdicts: Sequence[Verdict], file: str, now: Files) -> list[Verdict]:
    """The verdicts with those declined that make a file unreadable, tried one after the other."""
    kept: list[Verdict] = []
    for each in verdicts:
        if each.list == "taken" and any(edit.file == file for edit in each.edits):
            edits = edits_of([*kept, each]).get(file, [])
            changed = changed_files(now, {file: edits})
            if file in changed and not _reads(changed[file][1], file):
                kept.append(
                    replace(each, list="not-understood", edits=(), files=(), reason=_BREAKS)
                )
                continue
        kept.append(each)
    return kept


def _placed_now(verdict: Verdict, base: Mapping[str, Source], ways: Ways) -> Verdict:
    """The verdict with its place in the file as it is now."""
    change = verdict.authored.change
    placed = replace(change, span=ways.now(change.span, base))
    return replace(verdict, authored=replace(verdict.authored, change=placed))


def _as_now(
    remark: Remark, base: Mapping[str, Source], ways: Ways, ours: Mapping[str, Source]
) -> Remark:
    """The remark with its place in the file as it is now."""
    from reportgen.compare.threeway import Placed

    remark = replace(remark, span=ways.now(remark.span, base))
    if remark.list != "taken":
        return remark
    [edit] = remark.edits
    text = ours[edit.file].text
    way = ways.of(base, edit.file)
    outcome = way.place(edit) if edit.begin == edit.end else way.outcome(edit, [edit])
    if isinstance(outcome, Placed):
        begin, end = outcome.begin, outcome.end
        if begin == end and text[begin : begin + 1].strip():
            # The block goes on there by now: the comment stands below it.
            blank = text.find("\n\n", begin)
            begin = end = len(text.rstrip("\n")) if blank < 0 else blank
        return replace(remark, edits=(Edit(edit.file, begin, end, edit.text),))
    reason = _("the source has been changed there since it was sent")
    return replace(remark, list="conflict", edits=(), reason=reason)
