"""A finished text pasted into a new project, as the guide tells of it: what is shown is true."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner, Result

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program

GUIDE = Path(__file__).parents[2] / "docs" / "anvandarhandledning.md"
TEXT = "content/2024/10-sammanfattning.md"
NATIONALITIES = {"Rumänien": 21, "Nigeria": 14, "Sverige": 11, "Thailand": 10, "Vietnam": 5}
COUNTS = {
    "Människohandel": 40,
    "Sexuell exploatering/prostitution": 24,
    "Sexuella ändamål": 25,
    "Arbetskraftsexploatering": 15,
    "Statslös": 0,
    "Okänt": 3,
    "Barn 13–17 år": 5,
    "Vuxna": 59,
    "Kvinnor": 47,
    "Män": 16,
    "Annan könsidentitet": 1,
    "Ansökningar": 6,
    "Återvänt": 4,
    "Återtagna": 2,
    "Utbildningar": 14,
    "Intervjuer": 9,
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_program(), arguments, env={"COLUMNS": "80"})


def fill_in(statistics: Path) -> None:
    """Every count of the year as a person fills it in, 0 where there were none."""
    text = statistics.read_text("utf-8").replace("total: null", "total: 64")
    countries = "".join(f"    {name}: {count}\n" for name, count in NATIONALITIES.items())
    text = text.replace("    Statslös:", f"{countries}    Statslös:")
    for label, count in COUNTS.items():
        text = text.replace(f"    {label}: null", f"    {label}: {count}")
    statistics.write_text(re.sub(r"(?m)^(    .+): null", r"\1: 0", text), "utf-8")


def shown_in_the_guide() -> tuple[str, str, str]:
    """The text that is pasted, what the check says of it, and the text with expressions."""
    section = GUIDE.read_text("utf-8").partition("### Har du redan en färdig text?\n")[2]
    pasted, told, corrected = re.findall(r"```(?:markdown|text)\n(.*?)```", section, re.DOTALL)[:3]
    return pasted, told, corrected


def test_the_way_in_is_as_the_guide_shows_it(tmp_path: Path) -> None:
    pasted, told, corrected = shown_in_the_guide()
    root = tmp_path / "projekt"
    names = ["--region", "region Nord", "--organisation", "Norrbo kommun", "--year", "2024"]
    assert run("init", str(root), *names).exit_code == 0
    fill_in(root / "content/2024/statistics.yaml")
    (root / TEXT).write_text(pasted, "utf-8")

    listed = run("check", "2024", "--project", str(root)).stdout
    for part in told.split("…\n"):
        assert part.strip("\n") in listed

    after = run("check", "2024", "--project", str(root), "--fix").stdout
    assert (root / TEXT).read_text("utf-8") == corrected
    assert "typed-number" not in after

    mended = corrected.replace("män i 15", 'män i {{ kon["Män"] }}')
    (root / TEXT).write_text(mended, "utf-8")
    assert build_year(root, 2024, BuildOptions(draft=True)).target.is_file()
