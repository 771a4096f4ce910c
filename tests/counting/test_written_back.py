"""Counts are put in their places: every other byte stays, and what was counted stands beside."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from registers_made import ROWS, Office, xlsx

from reportgen.diagnostics import Problems, ReportError
from reportgen.readers.counting.entries import StatisticsFile
from reportgen.readers.counting.results import Origin, Result
from reportgen.readers.source import decode_source
from reportgen.readers.statistics.file import salvage_statistics
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.scaffold.counted import with_results

BEFORE = """\
# Årets siffror.

kon:   # könen
  title: "Ärenden efter kön"   # rubriken
  total:  7
  counted: {register: arenden, by: Kön, labels: {Kvinnor: kvinna, Män: man}}
  # Det är raderna som räknas.
  counts:
    Män:     4      # check: ignore small-count – prövat

    # Okänt finns inte i år.
    Kvinnor: 3


land: {counted: {register: arenden, by: Land, empty: Okänt}, counts: {Norge: 2, Okänt: null}}
alder:
    counted:
        register: arenden
        by: Ålder
        bands:
            Barn: 0–17
            Vuxna: 18–
antal:
  title: Antal
  counted: {register: arenden}
  value:
kommuner: 55
"""
AFTER = """\
# Årets siffror.

kon:   # könen
  title: "Ärenden efter kön"   # rubriken
  total:  3
  counted: {register: arenden, by: Kön, labels: {Kvinnor: kvinna, Män: man}}
  counted_from: ORIGIN
  # Det är raderna som räknas.
  counts:
    Män:     1      # check: ignore small-count – prövat

    # Okänt finns inte i år.
    Kvinnor: 2


land: {counted: {register: arenden, by: Land, empty: Okänt}, counted_from: ORIGIN, \
counts: {Norge: 0, Rumänien: 1, Ukraina: 1, Okänt: 1}}
alder:
    counted:
        register: arenden
        by: Ålder
        bands:
            Barn: 0–17
            Vuxna: 18–
    counts:
      Barn: 1
      Vuxna: 2
    counted_from: ORIGIN
antal:
  title: Antal
  counted: {register: arenden}
  counted_from: ORIGIN
  value: 3
kommuner: 55
"""
ORIGIN = r"\{rows: 3, date: [0-9-]{10}, source: [0-9a-f]{4}-[0-9a-f]{16}, counts: [0-9a-f]{8}\}"


def masked(statistics: str) -> str:
    return re.sub(ORIGIN, "ORIGIN", statistics)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_numbers_change(office: Office, end: str, mark: str) -> None:
    office.write()
    file = office.project / "content/2022/statistics.yaml"
    file.write_bytes((mark + BEFORE.replace("\n", end)).encode())
    assert office.count(xlsx()).code == 0
    assert masked(file.read_bytes().decode()) == mark + AFTER.replace("\n", end)
    once = file.read_bytes()
    counted = office.count(xlsx_again := (office.registers / "register.xlsx").read_bytes())
    assert file.read_bytes() == once
    assert xlsx_again
    assert "Alla tal är som de var." in counted.told


def test_a_file_without_a_last_line_end_gets_its_rows_on_lines(office: Office) -> None:
    counted = "counted: {register: arenden, by: Land, empty: Okänt}"
    for statistics in (
        f"land:\n  {counted}",
        f"land:\n  {counted}\n  counts: {{}}  # tomt\n",
        f"land:\n  counts: {{}}\n  {counted}\n",
        f"land: {{{counted}, counts: {{}}}}\n",
        f"land: {{counts: {{ }}, {counted}}}",
    ):
        office.write(statistics)
        assert office.count(xlsx()).counts("land") == {"Rumänien": 1, "Ukraina": 1, "Okänt": 1}


def test_a_new_row_stands_where_the_profile_has_it(office: Office) -> None:
    rows = [
        ROWS[0],
        *((n, 2022, "Kvinna", land, 3) for n, land in enumerate(["Tiggeri", "Organ", "Annat"])),
    ]
    counted = "counted: {register: arenden, by: Land}"
    office.write(f"andamal: {{total: 1, {counted}, counts: {{Tiggeri: 1, Oklart: 1}}}}\n")
    assert list(office.count(xlsx(rows)).counts("andamal")) == [
        "Tiggeri",
        "Organ",
        "Annat",
        "Oklart",
    ]
    office.write(f"andamal: {{total: 1, {counted}, counts: {{Annat: 1}}}}\n")
    assert list(office.count(xlsx(rows)).counts("andamal")) == ["Tiggeri", "Organ", "Annat"]


def test_what_no_longer_agrees_is_written_and_told(office: Office) -> None:
    office.write(
        "kon: {total: 9, counts: {Kvinnor: 9},"
        " counted: {register: arenden, by: Kön, labels: {Kvinnor: kvinna, Män: man}}}\n"
        "land: {of: kon, counts: {Norge: 9}}\n"
    )
    counted = office.count(xlsx())
    assert counted.code == 1
    assert counted.counts() == {"Kvinnor": 2, "Män": 1}
    assert "parts-do-not-add-up" in counted.told


def test_check_changes_nothing_and_says_what_would(office: Office) -> None:
    office.write(BEFORE)
    counted = office.count(xlsx(), "--check")
    assert (counted.code, counted.statistics) == (1, BEFORE)
    assert "Män: 4 → 1" in counted.told
    assert "Okänt: null → 1" in counted.told
    assert "statistics.yaml skulle ändras" in counted.told
    office.count(xlsx())
    assert office.run("count", "--check", "--register", "arenden=nej.xlsx").code == 1
    content = (office.registers / "register.xlsx").read_bytes()
    assert office.count(content, "--check").code == 0


def test_a_new_year_begins_without_what_the_old_one_was_counted_from(office: Office) -> None:
    office.write(BEFORE)
    office.count(xlsx())
    office.run("new", "2023")
    new = (office.project / "content/2023/statistics.yaml").read_text("utf-8")
    assert "counted_from" not in new
    assert new.count("counted:") == 4
    assert yaml.safe_load(new)["kon"]["counts"] == {"Män": None, "Kvinnor": None}


def test_check_tells_of_changes_by_hand_and_of_a_newer_register(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office.folder / "config"))
    office.write(BEFORE.replace("by: Kön", "by: Kön"))
    office.count(xlsx())
    config = office.folder / "config/reportgen"
    path = office.registers / "register.xlsx"
    (config / "settings.yaml").write_text(f"registers:\n  arenden: {path}\n", "utf-8")
    rules = ("check", "2022", "--select", "counted-by-hand,counted-before")
    assert "Inget att anmärka på" in office.run(*rules).told
    file = office.project / "content/2022/statistics.yaml"
    counted = file.read_text("utf-8")
    by_hand = counted.replace("    Kvinnor: 2", "    Kvinnor: 3").replace("Män:     1", "Män: 0")
    file.write_text(by_hand, "utf-8")
    told = office.run(*rules).told
    assert told.count("[counted-by-hand]") == 1
    assert "'kon' har ändrats för hand" in told
    file.write_text(counted, "utf-8")
    path.write_bytes(xlsx([*ROWS, (9, date(2022, 1, 1), "Man", "Norge", 3)]))
    told = office.run(*rules).told
    assert told.count("[counted-before]") == 1, "once for a register"
    (config / "count.key").unlink()
    assert "[counted-before]" not in office.run(*rules).told, "of the same day, by another person"
    file.write_text(re.sub(r"date: [0-9-]+", "date: 2020-01-01", counted), "utf-8")
    assert "[counted-before]" in office.run(*rules).told
    path.unlink()
    assert "Inget att anmärka på" in office.run(*rules).told


def test_a_register_is_known_by_a_key_that_nobody_else_has(office: Office) -> None:
    office.write()
    one = office.count(xlsx()).entry("kon")["counted_from"]["source"]
    key = office.folder / "config/reportgen/count.key"
    assert len(key.read_bytes()) == 32
    assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"another")
    content = (office.registers / "register.xlsx").read_bytes()
    assert office.count(content).entry("kon")["counted_from"]["source"] != one


LABELS = st.text(
    st.sampled_from("aåAÖ 1:#,{}[]&*!|>'\"%@`\\-–?=~()/."), min_size=1, max_size=8
).filter(lambda each: each and " ".join(each.split()) == each)
NUMBERS = st.integers(0, 10**6)


@given(
    st.dictionaries(LABELS, NUMBERS | st.none(), max_size=4),
    st.dictionaries(LABELS, NUMBERS, min_size=1, max_size=6),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_any_labels_are_written_so_that_they_are_read_again(
    old: dict[str, int | None], new: dict[str, int], flow: bool, after: bool, total: bool
) -> None:
    quoted = {
        f'"{label}"'.replace("\\", "\\\\") if False else _quote(label): n
        for label, n in old.items()
    }
    before = _table(quoted, flow=flow, total=total) + ("sist: {value: 1}\n" if after else "")
    try:
        entries = _entries(before)
    except ReportError:
        return
    rows = {**dict.fromkeys(old, 0), **new}
    result = Result(
        "t", old, rows, 5 if total else None, 4, Origin(3, 2, date(2022, 1, 2), "0a-1b")
    )
    content = with_results(StatisticsFile("s.yaml", before.encode(), entries, {}), [result])
    read = _entries(content.decode())
    assert {label: n for label, (_s, n) in read["t"].counts.items()} == rows
    assert list(read) == list(entries)
    assert (read["t"].counted_from.rows, read["t"].counted_from.cases) == (3, 2)
    again = with_results(StatisticsFile("s.yaml", content, read, {}), [result])
    assert again == content


def _quote(label: str) -> str:
    return "'" + label.replace("'", "''") + "'"


def _table(rows: dict[str, int | None], *, flow: bool, total: bool) -> str:
    pairs = [f"{label}: {'null' if n is None else n}" for label, n in rows.items()]
    if flow:
        first = "total: 4, " if total else ""
        return "t: {" + first + "note: En, counts: {" + ", ".join(pairs) + "}} # här\n"
    first = "  total: 4\n" if total else ""
    below = "".join(f"\n      {each}  # rad" for each in pairs)
    return f"t:\n{first}  note: En\n  counts:{below or ' {}'}\n  # efter\n"


def _entries(text: str) -> dict[str, object]:
    problems = Problems()
    read = salvage_statistics(parse_yaml(decode_source(text.encode(), "s.yaml")), problems)
    problems.raise_errors()
    return {name: entry for name, (_span, entry) in read.entries.items()}


def test_a_path_is_kept_in_the_settings_and_all_else_in_them_stays(tmp_path: Path) -> None:
    from reportgen.readers.user import keep_register, read_user_settings

    for before in (
        "",
        "editor: code\n",
        "editor: code",
        "registers:\n    andra: 'x'\n",
        "registers: # mina\n  andra: x\neditor: code\n",
    ):
        file = tmp_path / "settings.yaml"
        file.write_text(before, "utf-8")
        keep_register(file, "arenden", r"H:\Åsas 'fil' {year}.xlsx")
        settings = read_user_settings(file)
        assert settings.registers["arenden"] == r"H:\Åsas 'fil' {year}.xlsx"
        assert all(line in file.read_text("utf-8") for line in before.splitlines())
