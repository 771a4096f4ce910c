"""Language and typography: what each rule finds in a line of Swedish, and what it leaves alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import write_example

from reportgen.checks.engine import Reported, check_year

Check = Callable[..., list[Reported]]


@pytest.fixture
def found(tmp_path: Path) -> Check:
    """What one rule says of a line of text in the example project."""

    def check(code: str, line: str) -> list[Reported]:
        root = write_example(f"# Text\n\n{line}\n", tmp_path / "projekt")
        return list(check_year(root, 2022, [code], ()).reported)

    return check


def corrected(line: str, reported: list[Reported]) -> str:
    """The line with every correction made, last first."""
    for each in reversed(reported):
        assert each.fix is not None, each.diagnostic
        begin, end = each.fix.span.column - 1, each.fix.span.end_column - 1
        line = line[:begin] + each.fix.replacement + line[end:]
    return line


# What is wrong, and what `--fix` makes of it.
CORRECTED = [
    ("straight-quotes", 'Vi sade "ja" och “nej”.', "Vi sade ”ja” och ”nej”."),
    ("straight-quotes", 'Det hette "Handel 2022" då.', "Det hette ”Handel 2022” då."),
    ("range-hyphen", "Barn 7-12 år, 13 - 17 år.", "Barn 7–12 år, 13–17 år."),
    ("range-hyphen", "Vi var 7 – 12 personer.", "Vi var 7–12 personer."),
    ("range-hyphen", "I maj-juni, måndag-fredag.", "I maj–juni, måndag–fredag."),
    ("range-hyphen", "Öppet 08-16 och 2021-2022.", "Öppet 08–16 och 2021–2022."),
    ("range-hyphen", "Åldrarna 0-6 år.", "Åldrarna 0–6 år."),
    ("pause-hyphen", "Vi vann - nästan -- allt.", "Vi vann – nästan – allt."),
    ("pause-hyphen", "Vi vann—nästan.", "Vi vann – nästan."),
    ("double-space", "Vi  vann   allt.", "Vi vann allt."),
    ("space-before-punctuation", "Vi vann , ja !", "Vi vann, ja!"),
    ("missing-no-break-space", "Det var 10 000 kr.", "Det var 10\u00a0000\u00a0kr."),
    ("missing-no-break-space", "Klart kl. 10, s. 12.", "Klart kl.\u00a010, s.\u00a012."),
    ("missing-no-break-space", "Enligt 14 § gäller.", "Enligt 14\u00a0§ gäller."),
    ("percent-sign", "Hälften, 50%, 12,5 %.", "Hälften, 50\u00a0procent, 12,5\u00a0procent."),
    ("minus-hyphen", "Mellan -3 och (-1) grader.", "Mellan −3 och (−1) grader."),
    ("three-points", "Sedan... nej.", "Sedan… nej."),
    ("abbreviation-points", "Bla. vi, t ex du, osv", "Bl.a. vi, t.ex. du, osv."),
    ("abbreviation-points", "T. ex. vi m fl kl 10.", "T.ex. vi m.fl. kl. 10."),
    ("skall", "Skall vi? Vi skall.", "Ska vi? Vi ska."),
    ("country-name", "Kirgistans och Filipinerna.", "Kirgizistans och Filippinerna."),
    ("country-name", "Från Rumännien och Thaliand.", "Från Rumänien och Thailand."),
]


@pytest.mark.parametrize(("code", "wrong", "right"), CORRECTED)
def test_what_has_one_right_answer_is_corrected(
    found: Check, code: str, wrong: str, right: str
) -> None:
    assert corrected(wrong, found(code, wrong)) == right
    assert not found(code, right)


LEFT_ALONE = [
    ("unlike-names", "Vi mötte Skolverket, Skolinspektionen, Socialstyrelsen och Socialnämnden."),
    (
        "unlike-names",
        "Vi mötte Anna-Lena Ek och Annalena Berg, och Hamnljuset och Hamnljusets chef.",
    ),
    (
        "unlike-names",
        "Utöver polisen kom fler. Ut över landet. Vi och Länsstyrelsen i länet. Läns.",
    ),
    ("unclosed-quote", 'En skärm på 24" räcker.'),
    ("unclosed-quote", "Hon sade: ”Vi är klara.” Sedan gick ”Eva” hem."),
    ("no-full-stop", "Göteborg den 3 mars. Eva Ek"),
    ("no-full-stop", "Vi hade två mål: att nå fler. Här är de:"),
    ("no-full-stop", "En enda mening som slutar så här"),
    ("straight-quotes", "Hon sade: ”Vi är klara.”"),
    ("straight-quotes", 'En skärm på 24" räcker.'),
    ("range-hyphen", "Ring 031-365 00 00 eller 08-123 456 78 före 2022-11-14."),
    ("range-hyphen", "Diarienummer 2022-118, dnr 2022-3456, rum 4-12."),
    ("range-hyphen", "IOM-ansökan, 26-åringar och 90-talet."),
    ("pause-hyphen", "In- och utresor, hälso- och sjukvård."),
    ("space-before-punctuation", "Vi vann … nästan."),
    ("missing-no-break-space", "Ring 031-365 00 00, läs EN 301 549, år 2022 100 ärenden."),
    ("percent-sign", "Hälften, alltså 50 procent, är 100-procentigt nöjda."),
    ("minus-hyphen", "Det är −5 grader, och barnen är 7–12 år."),
    ("abbreviation-points", "T.ex. polisen, bl.a. i Göteborg, dvs. här, m.m."),
    ("abbreviation-points", "Rummet var tomt, 12 mm regn, från och till, i t.ex.-fallet."),
    ("skall", "Ett hundskall hördes, och det skulle upphöra."),
    ("country-name", "Georgier och rumäner från Kirgizistan, Irans och Iraks gränser."),
    ("country-name", "Nigerianer, thailändare, Niger, Nigeria, Zambia och Gambia."),
    ("country-name", "Tennisspelaren Angela Mortimer vann."),
    ("small-number", "Av 26 kurser var 5 nya; de pågick i 3 timmar."),
    ("small-number", "Expeditionen på Storgatan 4 har öppet."),
    ("small-number", "Barnen är 7–12 år, i grupp 2, enligt 4 §."),
    ("sentence-begins-with-digit", "Det var så. År 2022 kom. ”Tre kom.”"),
    ("sentence-begins-with-digit", "Så är det. 14 § gäller."),
    ("sentence-begins-with-digit", "Det tog tid:\n\n- 2 veckor\n- 3 veckor"),
]


@pytest.mark.parametrize(("code", "line"), LEFT_ALONE)
def test_what_is_right_is_left_alone(found: Check, code: str, line: str) -> None:
    assert not found(code, line)


def test_a_computed_range_and_percentage_are_read_as_the_reader_sees_them(found: Check) -> None:
    assert len(found("range-hyphen", "Vi hade {{ kon.Män }}-{{ kon.Kvinnor }} ärenden.")) == 1
    assert len(found("percent-sign", "Vi var {{ share(kon.Män) | number }} %.")) == 1
    assert not found("percent-sign", "Vi var {{ share(kon.Män) | percent }}.")


def test_digits_first_in_a_sentence_say_what_to_write(found: Check) -> None:
    (computed,) = found("sentence-begins-with-digit", "Så. {{ atervandande.Återvänt }} återvände.")
    assert "{{ words(atervandande.Återvänt) | capitalize }}" in str(computed.diagnostic.hint)
    (typed,) = found("sentence-begins-with-digit", "Så. 3 återvände.")
    assert "'Tre'" in str(typed.diagnostic.hint)


@pytest.mark.parametrize(
    "line",
    [
        "IOM, alltså Internationella organisationen för migration, hjälper till.",
        "Vi ingår i den nationella samverkan mot prostitution och människohandel, NSPM, som leds.",
        "ÅMP står för återvändandeprogrammet för människohandel och prostitution.",
        "Det är stödet som heter återvändandeprogrammet och som ofta förkortas ÅMP.",
    ],
)
def test_an_abbreviation_is_explained_beside_its_words(line: str, found: Check) -> None:
    assert not found("unexplained-abbreviation", line)


@pytest.mark.parametrize("line", ["Vi möter IOM, alltid.", "Det förkortas ÅMP.", "Där står NSPM."])
def test_an_abbreviation_beside_other_words_is_not_explained(line: str, found: Check) -> None:
    assert len(found("unexplained-abbreviation", line)) == 1


def test_a_label_of_the_statistics_explains_its_abbreviation(tmp_path: Path) -> None:
    root = write_example("# Text\n\nTipset kom från AKC.\n", tmp_path / "projekt")
    code = "unexplained-abbreviation"
    assert len(check_year(root, 2022, [code], ()).reported) == 1
    statistics = root / "content/2022/statistics.yaml"
    extra = "tips: {title: Tips, single: true, counts: {Arbetsmiljöverket/AKC: 3, Polisen: 4}}\n"
    statistics.write_text(f"{statistics.read_text('utf-8')}{extra}", "utf-8")
    assert not check_year(root, 2022, [code], ()).reported
