"""`reportgen watch`: the Word document is what the text is, as soon as it is saved."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from running import save
from sample_project import text_of

TRENDS = "content/2022/50-trender.md"
HOPE = "Vi hoppas att det ger mer resurser."


@pytest.fixture
def watched(report, start):
    settings = report / "content" / "reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "page_numbers: false\n", "utf-8")
    running = start(report, command="watch")
    running.wait_for("diagram rit")
    return running


def document(report: Path) -> Path:
    return report / "output/2022/arsrapport-2022-region-vast.docx"


def test_what_is_saved_is_built(watched, report):
    begun = time.monotonic()
    save(report / TRENDS, HOPE, "Det här är nytt.")
    watched.wait_for("Byggde .*docx på 0,")
    assert time.monotonic() - begun < 1
    assert "Det här är nytt." in text_of(document(report))


def test_an_error_leaves_the_document_and_is_told_once(watched, report):
    before = document(report).read_bytes()
    save(report / TRENDS, "{{ arenden.total }}", "{{ arenden.totalt }}")
    watched.wait_for("unknown-statistic")
    watched.wait_for("Dokumentet är kvar som det var")
    assert document(report).read_bytes() == before
    save(report / TRENDS, "{{ arenden.totalt }}", "{{ arenden.total }}")
    save(report / TRENDS, HOPE, "Rättat och ändrat.")
    watched.wait_for("Byggde")
    assert "Rättat och ändrat." in text_of(document(report))


@pytest.mark.skipif(os.name == "nt", reason="there Word locks the document")
def test_a_document_that_is_open_is_left_alone_until_it_is_closed(watched, report):
    target = document(report)
    before = target.read_bytes()
    owner = target.with_name("~$srapport-2022-region-vast.docx")
    owner.write_bytes(b"\x05Anna")
    save(report / TRENDS, HOPE, "Skrivet medan det var öppet.")
    watched.wait_for("file-in-use")
    beside = target.with_name("arsrapport-2022-region-vast-ny.docx")
    watched.wait_for("Byggde .*-ny.docx")
    assert target.read_bytes() == before
    assert "Skrivet medan det var öppet." in text_of(beside)
    save(report / TRENDS, "Skrivet medan det var öppet.", "Skrivet senare.")
    watched.wait_for("Byggde .*-ny.docx")
    assert "Skrivet senare." in text_of(beside)
    owner.unlink()
    watched.wait_for("Byggde .*vast.docx")
    assert "Skrivet senare." in text_of(target)
    assert not beside.exists()


def test_a_logo_beside_the_project_is_watched_too(watched, report):
    from sample_project import make_png

    (report / "bilder").mkdir()
    logo = report / "bilder" / "logo.png"
    logo.write_bytes(make_png(10, 10))
    settings = report / "content/reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "logo: bilder/logo.png\n", "utf-8")
    watched.wait_for("Byggde")
    before = document(report).read_bytes()
    logo.write_bytes(make_png(20, 10))
    watched.wait_for("Byggde")
    assert document(report).read_bytes() != before


def test_ctrl_c_ends_it_cleanly(watched):
    assert watched.interrupt() == 0
    watched.wait_for("Bevakningen är avslutad")
    assert "Traceback" not in "\n".join(watched.lines)


def test_a_draft_and_a_place_of_ones_own(report, start, tmp_path):
    save(report / TRENDS, "# Trender\n", "---\nreviewed: false\n---\n# Trender\n")
    running = start(report, "--draft", "-o", str(tmp_path / "ut"), command="watch")
    running.wait_for("Byggde")
    assert [each.name for each in (tmp_path / "ut").iterdir()] == [
        "arsrapport-2022-region-vast-utkast.docx"
    ]


@pytest.mark.parametrize("command", ["preview", "watch"])
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["2031"], 1, "unknown-year"),
        (["tjugo"], 2, "tjugo"),
        (["2022", "2021"], 2, "2021"),
        (["--project", "finns-inte"], 2, "finns-inte"),
        (["--okänd"], 2, "--okänd"),
    ],
)
def test_wrong_usage(report, command, arguments, code, told):
    from sample_project import run

    ended = run(command, *arguments, folder=report)
    assert (ended.returncode, "Traceback" in ended.stderr) == (code, False)
    assert told in ended.stderr


@pytest.mark.parametrize("port", ["-1", "70000", "x"])
def test_a_port_that_is_none(report, port):
    from sample_project import run

    assert run("preview", "--port", port, folder=report).returncode == 2


def test_wrong_user_settings_are_told_and_the_preview_starts(report, start, tmp_path):
    settings = tmp_path / "config" / "reportgen" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("editro: code\n")
    running = start(report)
    told = "\n".join(running.lines)
    assert "unknown-key" in told
    assert "settings.yaml:1:1" in told
    assert running.get()[0] == 200
