"""How often the rules of language speak up about real Swedish that none of us wrote.

`python tests/checks/real_swedish.py` fetches packages with Swedish in them, checks a sample of
their paragraphs as a report, prints the findings per 1,000 words, and writes 200 of them, chosen
by chance, into a file for a person to judge: `true` where the finding is right, `false` where it
is a false alarm. `--judged FILE.tsv` reads that file back and prints the shares.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from swedish_sources import SOURCES, MissingPackageError, Paragraph, Source, choose, read_source

# Topics of `check --explain all` that are about statistics, files and the form of a report, but for
# some rules. What is not told here is run: a new topic as well.
_OTHER_TOPICS = {
    "Diagram",
    "Figurer och tabeller",
    "Filer och inställningar",
    "Siffror som inte är ifyllda",
    "Kvar från förra året",
    "Siffror i texten",
    "Sekretess",
    "Små antal",
    "Räkning",
    "Serier över år",
    "Tystade regler",
    "Struktur",
    "Wordmallen",
    "Trendord",
}
_RULES_OF_LANGUAGE = {"unexplained-abbreviation"}
# The words of a section, about as many as in one of a real report.
_SECTION = 1500
_MARKUP = re.compile(r"[\\`*_\[\]<>{}#|~^$@]|&(?=#?\w+;)|^[-+:](?=\s)|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\")]*\s+(?=[”\"(]?[A-ZÅÄÖ0-9])")
_COLUMNS = ("rule", "sentence", "message", "judged", "source")
_ANSWERS = {"true": True, "false": False}


@dataclass(frozen=True)
class Found:
    """A finding: its rule, the sentence with what was found in ⟦ ⟧, and what is said of it."""

    rule: str
    sentence: str
    message: str
    source: str


def main() -> None:
    """Measure, or read what a person judged."""
    parser = argparse.ArgumentParser(description="False alarms on real Swedish.")
    parser.add_argument("--words", type=int, default=200_000, help="how many to check")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what is fetched")
    parser.add_argument("--seed", type=int, default=1, help="another number, another sample")
    parser.add_argument("--select", metavar="RULES", help="only these, with commas between them")
    sample = Path("real-swedish.tsv")
    parser.add_argument("--sample", type=Path, default=sample, help="what is to be judged")
    parser.add_argument("--judged", type=Path, help="a sample that a person has judged")
    parser.add_argument("--texts", type=Path, help="where to write all paragraphs, as JSON lines")
    chosen = parser.parse_args()
    if chosen.judged:
        print_judged(chosen.judged)
        return
    with nullcontext(chosen.cache) if chosen.cache else TemporaryDirectory() as cache:
        Path(cache).mkdir(parents=True, exist_ok=True)
        read = read_all(Path(cache))
    if chosen.texts:
        write_texts(chosen.texts, read)
    paragraphs = choose(read, chosen.words, chosen.seed)
    if not paragraphs:
        sys.exit("No package could be fetched: there is nothing to check.")
    rules = chosen.select.split(",") if chosen.select else list(rules_of_language())
    found = check_paragraphs(paragraphs, rules)
    print_measures(paragraphs, found, rules)
    write_sample(chosen.sample, found, chosen.seed)


def read_all(cache: Path) -> dict[Source, list[Paragraph]]:
    """What every source has; says which are not to be had."""
    read = {}
    for source in SOURCES:
        try:
            read[source] = read_source(source, cache)
        except MissingPackageError as error:
            print(f"{source.name} is not to be had: {error}", file=sys.stderr)
            continue
        words = sum(each.words for each in read[source])
        print(f"{source.name}: {words} words ({source.about})", file=sys.stderr)
    return read


def write_texts(path: Path, read: dict[Source, list[Paragraph]]) -> None:
    """All paragraphs, `{"source": …, "text": …}` on each line."""
    entries = {each.text.casefold(): each for texts in read.values() for each in texts}
    with path.open("w", encoding="utf-8") as file:
        for each in entries.values():
            entry = {"source": each.source, "text": each.text}
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def check_paragraphs(paragraphs: Iterable[Paragraph], rules: Iterable[str]) -> list[Found]:
    """What these rules find in a report of these paragraphs."""
    with TemporaryDirectory() as folder:
        sections = write_report(Path(folder), paragraphs)
        options = ["--project", folder, "--format", "json", "--select", ",".join(rules)]
        answer = json.loads(_reportgen("check", *options))
    return [_locate(each, *sections[each["file"]]) for each in answer["findings"]]


def rules_of_language() -> Iterator[str]:
    """The codes of the rules of language, by the topics of the program's own list."""
    topic = ""
    for line in _reportgen("check", "--explain", "all").splitlines():
        rule = re.match(r"  ([a-z][a-z-]+) ", line)
        if rule and (topic not in _OTHER_TOPICS or rule[1] in _RULES_OF_LANGUAGE):
            yield rule[1]
        elif not line.startswith(" "):
            topic = line.strip()


def _reportgen(*arguments: str) -> str:
    """What the command prints; it ends with 1 where it finds errors."""
    command = [sys.executable, "-m", "reportgen", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if not done.stdout:
        sys.exit(f"reportgen {arguments[0]} says nothing but: {done.stderr}")
    return done.stdout


def write_report(root: Path, paragraphs: Iterable[Paragraph]) -> dict[str, tuple[str, list[str]]]:
    """A project of these paragraphs in `root`; for each file of text its source and its lines."""
    by_source: dict[str, list[Paragraph]] = {}
    for each in paragraphs:
        by_source.setdefault(each.source, []).append(each)
    sections = {}
    for source, texts in by_source.items():
        for part in _parts(texts):
            file = f"content/2022/{len(sections) + 1000}-text{len(sections) + 1}.md"
            lines = ["# Text", *(line for each in part for line in ("", _escaped(each.text)))]
            sections[file] = (source, lines)
    names = [Path(file).stem.partition("-")[2] for file in sections]
    profile = "".join(f"  - {{id: {name}, title: Text}}\n" for name in names)
    files = {
        "content/reportgen.yaml": "region: Exempel\norganisation: Exempel\nprofile: profil.yaml\n",
        "profil.yaml": f"name: liten\ntitle: Ett format\nsections:\n{profile}",
        "content/2022/report.yaml": "title: Rapport 2022\ndate: 2023-01-26\n",
        "content/2022/statistics.yaml": "{}\n",
        **{file: "\n".join(lines) + "\n" for file, (_source, lines) in sections.items()},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return sections


def _parts(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs in parts of a section's length."""
    part: list[Paragraph] = []
    for each in paragraphs:
        part.append(each)
        if sum(other.words for other in part) >= _SECTION:
            yield part
            part = []
    if part:
        yield part


def _escaped(text: str) -> str:
    """The text as Markdown that means nothing but its letters."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _locate(finding: dict, source: str, lines: list[str]) -> Found:
    """A finding of the program in its sentence; in its paragraph where it is of all of it."""
    line = lines[finding["line"] - 1]
    last = finding["end_column"] if finding["end_line"] == finding["line"] else len(line) + 1
    start, end = finding["column"] - 1, last - 1
    if (start, end) == (0, len(line)) and (quoted := re.search(r"'([^']+)'", finding["message"])):
        # A text with escapes in it is one place to the program.
        at = line.find(quoted[1])
        start, end = (at, at + len(quoted[1])) if at >= 0 else (start, end)
    bounds = [0, *(each.end() for each in _SENTENCE_END.finditer(line)), len(line)]
    first = max(each for each in bounds if each <= start)
    final = min((each for each in bounds if each >= end), default=len(line))
    sentence = f"{line[first:start]}⟦{line[start:end]}⟧{line[end:final]}"
    said = "; ".join(filter(None, (finding["message"], finding["hint"])))
    return Found(finding["code"], re.sub(r"\\(?=\W)", "", sentence.strip()), said, source)


def print_measures(
    paragraphs: Iterable[Paragraph], found: list[Found], rules: Iterable[str]
) -> None:
    """The sources' words and findings, and each rule's, per 1,000 words."""
    words: Counter[str] = Counter()
    for each in paragraphs:
        words[each.source] += each.words
    total = words.total()
    print(f"{total} words, {1000 * len(found) / total:.2f} findings per 1,000\n")
    print(f"{'source':<28}{'words':>8}{'share':>7}{'findings':>10}{'per 1,000':>11}")
    by_source = Counter(each.source for each in found)
    for source, count in words.most_common():
        rate = 1000 * by_source[source] / count
        print(f"{source:<28}{count:>8}{count / total:>7.0%}{by_source[source]:>10}{rate:>11.2f}")
    print(f"\n{'rule':<28}{'findings':>8}{'per 1,000':>12}")
    by_rule = Counter(each.rule for each in found)
    for rule in sorted(rules, key=lambda each: -by_rule[each]):
        print(f"{rule:<28}{by_rule[rule]:>8}{1000 * by_rule[rule] / total:>12.3f}")


def write_sample(path: Path, found: list[Found], seed: int) -> None:
    """200 findings by chance, or all there are, with an empty column for the judgement."""
    chosen = random.Random(seed).sample(found, min(200, len(found)))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, dialect="excel-tab", lineterminator="\n")
        rows.writerow(_COLUMNS)
        for each in sorted(chosen, key=lambda each: each.rule):
            rows.writerow((each.rule, each.sentence, each.message, "", each.source))
    print(f"\nTo be judged: {path}")


def print_judged(path: Path) -> None:
    """Of each rule's findings that were judged, how many are right."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    judged = [(row["rule"], _ANSWERS.get(row["judged"].strip().lower())) for row in rows]
    known = [(rule, right) for rule, right in judged if right is not None]
    for rule in (*sorted({rule for rule, _right in known}), "all"):
        answers = [right for each, right in known if rule in (each, "all")]
        if answers:
            share = sum(answers) / len(answers)
            print(f"{rule:<28}{sum(answers):>5} of {len(answers):>4} are right{share:>7.0%}")
    print(f"{len(rows) - len(known)} not judged")


if __name__ == "__main__":
    main()
