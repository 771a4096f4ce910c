"""What a reviewer took out or put in beside other changes: references, last blocks, notes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sample_project import Changes, write_project
from test_review import FILE, apply, listed, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.scaffold.review.reading import read_returned, review

TABLE = "| Ort | Antal |\n| --- | ---: |\n| Malmö | 3 |\n: Orterna {#orter}\n"
REFERRING = (
    "# Rubrik\n\nVi hade få ärenden.\n"
    '{{ ref("tabell:orter") | capitalize }} visar var de fanns.\n\n' + TABLE
)
ENDS = {
    "paragraphs": "# Rubrik\n\nFörst detta.\n\nNäst sist.\n\nAllra sist.\n",
    "items": "# Rubrik\n\nFörst detta.\n\n- Ett.\n- Näst sist.\n- Allra sist.\n",
    "above-a-note": "# Rubrik\n\nFörst[^1] detta.\n\nNäst sist.\n\nAllra sist.\n\n[^1]: En not.\n",
}
NOTED = "# Rubrik\n\nFörst detta.[^1]\n\n[^1]: En not.\n\nSist detta.\n"
MARK = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NEW_NOTE = (
    ("En not.", "En &lt;!-- ny --&gt; not."),
    (r'(<w:footnote w:id=)"1"(.*?)En (.*?)</w:footnote>', r'\g<0>\1"7"\2Ännu en \3</w:footnote>'),
)


def _returned(root: Path, text: str, *edits: tuple[str, str], files: Changes | None = None) -> Path:
    """The built document of a text with patterns of its markup replaced, each once."""
    write_project(root, {FILE: text, **(files or {})})
    sent = build_year(root, 2022, BuildOptions()).target
    target = root / "granskad.docx"
    found = set()
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in ("word/document.xml", "word/footnotes.xml"):
                markup = content.decode("utf-8")
                for before, after in edits:
                    markup, count = re.subn(before, after, markup, count=1, flags=re.DOTALL)
                    found |= {before} if count else set()
                content = markup.encode("utf-8")
            new.writestr(name, content)
    assert found == {before for before, _after in edits}
    return target


def _without(text: str) -> tuple[str, str]:
    return rf"<w:p>(?:(?!<w:p>).)*?{re.escape(text)}.*?</w:p>", ""


def test_a_sentence_typed_for_one_with_a_reference_is_no_value(tmp_path: Path) -> None:
    typed = (r">Tabell.<.*? visar var de fanns\.", ">Polisen ringde oss först och tog emot många.")
    file = _returned(tmp_path, REFERRING, typed)
    assert {each for each, _before, _after in listed(reviewed(tmp_path, file))} == {"taken"}
    expected = "Polisen ringde oss först och tog emot många."
    assert apply(tmp_path, file).splitlines()[3] == expected


def test_another_number_of_a_reference_is_told(tmp_path: Path) -> None:
    typed = (r">1</w:t>(.*?) visar var de fanns\.", r">7</w:t>\1 anger var de låg.")
    file = _returned(tmp_path, REFERRING, typed)
    found = listed(reviewed(tmp_path, file))
    assert found[0] == ("numbers", "Tabell\xa01", "Tabell\xa07")
    assert 'ref("tabell:orter") | capitalize }} anger var de låg.' in apply(tmp_path, file)


@pytest.mark.parametrize(
    "typed", ["Under COVID-19 kom ingen alls.", "Ingen av dem mätte 19m2 alls, sades det."]
)
def test_a_number_that_is_part_of_a_word_is_typed_for_no_value(tmp_path: Path, typed: str) -> None:
    text = "# Rubrik\n\nFörst detta. Antalet kvinnor var {{ kon.Kvinnor }}.\n"
    file = _returned(tmp_path, text, (r"Antalet kvinnor.*?>\.<", f"{typed}<"))
    assert {each for each, _before, _after in listed(reviewed(tmp_path, file))} == {"taken"}
    assert apply(tmp_path, file) == f"# Rubrik\n\nFörst detta. {typed}\n"


def test_of_two_values_that_which_words_still_stand_beside_was_typed_over(tmp_path: Path) -> None:
    """The other went out with its sentence."""
    text = "# Rubrik\n\nDet var {{ kon.Kvinnor }} kvinnor, och {{ kon.Män }} män kom.\n"
    file = _returned(tmp_path, text, (r"Det var .*?>2<", "</w:t></w:r><w:r><w:t>19<"))
    assert ("numbers", "2", "19") in listed(reviewed(tmp_path, file))
    assert apply(tmp_path, file) == "# Rubrik\n\n{{ kon.Män }} män kom.\n"


@pytest.mark.parametrize("name", ENDS)
def test_the_last_blocks_go_out_without_a_conflict(tmp_path: Path, name: str) -> None:
    text = ENDS[name]
    file = _returned(tmp_path, text, _without("Näst sist."), _without("Allra sist."))
    assert {each for each, _before, _after in listed(reviewed(tmp_path, file))} == {"taken"}
    kept = re.sub(r"(?:- )?(?:Näst|Allra) sist\.\n+", "", text).rstrip("\n") + "\n"
    assert apply(tmp_path, file) == kept
    again = reviewed(tmp_path, file)
    assert ({each.list for each in again.verdicts}, again.changed) == ({"already"}, {})


@pytest.mark.parametrize("between", ["", "Mitt i.[^2]\n\n"])
def test_a_note_stays_at_its_other_mark(tmp_path: Path, between: str) -> None:
    notes = "[^1]: En not.\n" + ("\n[^2]: En annan not.\n" if between else "")
    text = f"# Rubrik\n\nFörst detta.[^1]\n\n{between}Sist detta.[^1]\n\n{notes}"
    mark = r"<w:r>(?:(?!<w:r>).)*?<w:footnoteReference.*?</w:r>", ""
    file = _returned(tmp_path, text, mark)
    assert {each for each, _before, _after in listed(reviewed(tmp_path, file))} == {"taken"}
    assert apply(tmp_path, file) == text.replace("Först detta.[^1]", "Först detta.")


def test_words_behind_a_new_note_are_no_part_of_it(tmp_path: Path) -> None:
    marked = "Först</w:t></w:r>" + MARK.format(7) + "<w:r><w:t> detta."
    typed = ("Först detta.", marked), ("Sist detta.", "Sist detta. Nytt.")
    file = _returned(tmp_path, NOTED, *typed, *NEW_NOTE)
    text = apply(tmp_path, file)
    assert "Sist detta.\nNytt.\n\n[^granskning-1]: Ännu en \\<!-- ny --> not.\n" in text
    assert "[^1]: En \\<!-- ny --> not.\n" in text
    assert {each.list for each in reviewed(tmp_path, file).verdicts} == {"already"}


@pytest.mark.parametrize("typed", ["Alldeles näst sist.", "Näst allra sist."])
@pytest.mark.parametrize("order", [1, -1])
def test_words_typed_into_what_another_took_out_are_a_conflict(
    tmp_path: Path, typed: str, order: int
) -> None:
    text = ENDS["paragraphs"]
    wordy = _returned(tmp_path, text, (">Näst sist", f">{typed.rstrip('.')}"))
    wordy = wordy.rename(tmp_path / "ord.docx")
    files = [wordy, _returned(tmp_path, text, _without("Näst sist."))][::order]
    found = review(tmp_path, 2022, [read_returned(each) for each in files], lambda _each: True)
    assert [each.list for each in found.verdicts] == ["taken", "conflict"]


def test_a_word_of_a_value_that_stands_elsewhere_is_not_what_is_left_of_it(tmp_path: Path) -> None:
    value = '{{ "inte fler" if kon.Kvinnor > 1 else "många" }}'
    text = f"# Rubrik\n\nUppgiften från Lund lyder {value}.\n"
    more = ". Sedan inte något kompletterande enligt planen."
    anew = ("lyder ", "ärenden därtill "), (">inte fler<", ">sjutton<"), (r">\.<", f">{more}<")
    file = _returned(tmp_path, text, *anew)
    told = [each[1:] for each in listed(reviewed(tmp_path, file)) if each[0] == "numbers"]
    assert told == [("inte fler", "sjutton")]
    expected = f"# Rubrik\n\nUppgiften från Lund ärenden därtill {value}{more}\n"
    assert apply(tmp_path, file).replace(".\nSedan", ". Sedan") == expected


def test_the_line_below_a_figure_typed_anew_is_told_and_no_new_text(tmp_path: Path) -> None:
    statistics = (
        "kon:\n  note: Talen gäller Lund.\n  total: 5\n  counts: {Kvinnor: 3, Män: 2}\n"
        "land:\n  title: Land\n  unit: ärenden\n  of: kon\n  counts: {Sverige: 5}\n"
    )
    text = '# Rubrik\n\nFörst detta.\n\n{{ figure("kon") }}\n\nSist detta.\n'
    typed = "[^<>]*Talen gäller Lund", "Antal här: 5. Siffrorna avser Malmö"
    file = _returned(tmp_path, text, typed, files={"content/2022/statistics.yaml": statistics})
    told = listed(reviewed(tmp_path, file))
    assert {each for each, _before, _after in told} == {"not-understood"}
    assert told[-1][2].endswith("Siffrorna avser Malmö")
