"""What comes back and needs a file of its own: sections, pictures; and threads of comments."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image
from sample_project import write_project
from test_review import FILE, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.readers.word.reading import read_word_document
from reportgen.scaffold.review.choosing import apply_chosen, changes_of
from reportgen.scaffold.review.reading import read_returned, review

FIRST = '# Rubrik\n\nPolisen tog kontakt.\n\n![Ett lag](../bilder/lag.png "Laget i maj")\n'
SECOND = "# Andra\n\nHär börjar det andra avsnittet.\n\nSlut på det.\n"
SECOND_FILE = "content/2022/20-andra.md"
REMARK = "<!-- kommentar: Eva Ek, 2023-02-01: Stämmer det? -->"


def picture(colour: str, size: tuple[int, int] = (60, 40), form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    made = Image.new("RGB", size, "white")
    made.paste(colour, (0, 0, size[0] // 2, size[1]))
    made.save(stream, form)
    return stream.getvalue()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The document of two sections, one with a picture."""
    write_project(tmp_path, {FILE: FIRST, SECOND_FILE: SECOND})
    (tmp_path / "content/bilder").mkdir()
    (tmp_path / "content/bilder/lag.png").write_bytes(picture("red"))
    return build_year(tmp_path, 2022, BuildOptions()).target


class Desk:
    """A document in which a reviewer writes."""

    def __init__(self, sent: Path) -> None:
        self.document = docx.Document(str(sent))
        self.place = sent.parents[2] / "granskad.docx"

    def find(self, text: str) -> Paragraph:
        """The last paragraph with that text: contents come first."""
        body = self.document.element.body
        found = [each for each in body.iter(qn("w:p")) if text in "".join(each.itertext())]
        return Paragraph(found[-1], self.document._body)

    def add(self, after: Paragraph, text: str, like: Paragraph) -> Paragraph:
        """A new paragraph in the style of another."""
        made = self.document.add_paragraph(text, like.style)
        after._p.addnext(made._p)
        return made

    def saved(self, name: str = "granskad") -> Path:
        place = self.place.with_name(f"{name}.docx")
        self.document.save(str(place))
        return place


def test_a_new_section_is_a_file_of_its_own(tmp_path: Path, sent: Path) -> None:
    desk = Desk(sent)
    text, heading = desk.find("Slut på det."), desk.find("Andra")
    for place, title in ((desk.find("Laget i maj"), "Nyss inskjutet"), (text, "Åtgärder")):
        made = desk.add(place, title, heading)
        desk.add(made, "Vi skrev detta i Word. Det är nytt.", text)
    file = desk.saved()
    applied = apply_chosen(
        tmp_path, [file], [each.id for each in changes_of(tmp_path, [file]).every]
    )
    assert [each.list for each in applied.reviewed.every] == ["taken", "taken"]
    names = {"15-nyss-inskjutet.md": "Nyss inskjutet", "30-atgarder.md": "Åtgärder"}
    for name, title in names.items():
        made = (tmp_path / "content/2022" / name).read_text("utf-8")
        assert made == f"# {title}\n\nVi skrev detta i Word.\nDet är nytt.\n"
    assert (tmp_path / FILE).read_text("utf-8") == FIRST
    build = build_year(tmp_path, 2022, BuildOptions())
    shown = [each.text for each in docx.Document(str(build.target)).paragraphs]
    order = [shown.index(each) for each in ("Nyss inskjutet", "Här börjar det andra avsnittet.")]
    assert order == sorted(order)
    assert [each.list for each in changes_of(tmp_path, [file]).every] == ["already", "already"]
    arguments = ["review", "--restore", applied.kept, "--project", str(tmp_path)]
    result = CliRunner().invoke(make_program(), arguments)
    assert "30-atgarder.md" in result.output
    assert not (tmp_path / "content/2022/30-atgarder.md").exists()


def test_a_heading_of_a_section_in_the_middle_of_one_is_told(tmp_path: Path, sent: Path) -> None:
    desk = Desk(sent)
    text = desk.find("Här börjar det andra")
    desk.add(text, "Mitt i", desk.find("Andra"))
    found = reviewed(tmp_path, desk.saved())
    assert [each.list for each in found.every] == ["not-understood"]
    assert found.changed == {}


def test_a_new_picture_is_saved_and_named(tmp_path: Path, sent: Path) -> None:
    desk = Desk(sent)
    made = desk.add(desk.find("Här börjar det andra"), "", desk.find("Slut på det."))
    made.add_run().add_picture(io.BytesIO(picture("blue")))
    made._p.find(".//" + qn("wp:docPr")).set("descr", "Stapel av blått")
    file = desk.saved()
    apply_chosen(tmp_path, [file], [each.id for each in changes_of(tmp_path, [file]).every])
    found = re.search(r"!\[Stapel av blått\]\((bilder/\S+)\)", (tmp_path / SECOND_FILE).read_text())
    assert found is not None
    assert (tmp_path / "content/2022" / found[1]).read_bytes() == picture("blue")
    build_year(tmp_path, 2022, BuildOptions())
    assert [each.list for each in changes_of(tmp_path, [file]).every] == ["already"]


def test_a_picture_that_word_calls_tmp_is_called_what_it_is(tmp_path: Path, sent: Path) -> None:
    desk = Desk(sent)
    made = desk.add(desk.find("Här börjar det andra"), "", desk.find("Slut på det."))
    made.add_run().add_picture(io.BytesIO(picture("blue")))
    [relation] = made._p.xpath(".//a:blip/@r:embed")
    desk.document.part.related_parts[relation].partname = PackURI("/word/media/image9.tmp")
    file = desk.saved()
    apply_chosen(tmp_path, [file], [each.id for each in changes_of(tmp_path, [file]).every])
    [saved] = (tmp_path / "content/2022/bilder").iterdir()
    assert (saved.suffix, saved.read_bytes()) == (".png", picture("blue"))
    build_year(tmp_path, 2022, BuildOptions())


def _with_picture(desk: Desk, content: bytes) -> Path:
    for each in desk.document.part.rels.values():
        if each.reltype.endswith("/image"):
            each.target_part._blob = content
    return desk.saved()


def test_a_replaced_picture_is_saved_beside_the_old_one(tmp_path: Path, sent: Path) -> None:
    file = _with_picture(Desk(sent), picture("blue"))
    [change] = changes_of(tmp_path, [file]).every
    apply_chosen(tmp_path, [file], [change.id])
    text = (tmp_path / FILE).read_text("utf-8")
    found = re.search(r'!\[Ett lag\]\((bilder/lag-\S+) "Laget i maj"\)', text)
    assert found is not None
    assert (tmp_path / "content/2022" / found[1]).read_bytes() == picture("blue")
    assert (tmp_path / "content/bilder/lag.png").read_bytes() == picture("red")
    assert [each.list for each in changes_of(tmp_path, [file]).every] == ["already"]


def test_a_picture_that_a_program_wrote_anew_is_no_change(tmp_path: Path, sent: Path) -> None:
    for content in (picture("red", (30, 20)), picture("red", form="JPEG")):
        file = _with_picture(Desk(sent), content)
        assert changes_of(tmp_path, [file]).every == ()


def test_two_reviewers_new_paragraphs_are_both_kept(tmp_path: Path, sent: Path) -> None:
    files = []
    for name, text in (("ett", "Eva skriver detta."), ("två", "Bo skriver något annat.")):
        desk = Desk(sent)
        desk.add(desk.find("Här börjar det andra"), text, desk.find("Slut på det."))
        files.append(desk.saved(name))
    found = changes_of(tmp_path, files)
    assert [each.list for each in found.every] == ["taken", "taken"]
    apply_chosen(tmp_path, files, [each.id for each in found.every])
    new = "Eva skriver detta.\n\nBo skriver något annat."
    expected = SECOND.replace("avsnittet.\n", f"avsnittet.\n\n{new}\n")
    assert (tmp_path / SECOND_FILE).read_text("utf-8") == expected
    assert [each.list for each in changes_of(tmp_path, files).every] == ["already", "already"]


# Threads


def _answered(margin: Path, target: Path, *, done: bool) -> Path:
    """The document with an answer to its first comment, or with that marked as done."""
    answer = (
        '<w:comment w:id="70" w:author="Bo By" w:date="2023-03-01T00:00:00Z">'
        '<w:p w14:paraId="2000000A"><w:r><w:t>Ja, det gör det.</w:t></w:r></w:p></w:comment>'
    )
    entry = '<w15:commentEx w15:paraId="2000000A" w15:paraIdParent="10000000" w15:done="0"/>'
    with zipfile.ZipFile(margin) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith(".xml") else old.read(name)
            if name == "word/comments.xml" and isinstance(content, str) and not done:
                content = content.replace("</w:comments>", f"{answer}</w:comments>")
            if name == "word/commentsExtended.xml" and isinstance(content, str):
                content = content.replace('w15:done="0"', f'w15:done="{int(done)}"', 1)
                ends = "</w15:commentsEx>"
                content = content if done else content.replace(ends, entry + ends)
            if name == "word/document.xml" and isinstance(content, str) and not done:
                mark = '<w:commentReference w:id="0"/></w:r>'
                assert mark in content
                content = content.replace(mark, mark + mark.replace("0", "70").join(("<w:r>", "")))
            new.writestr(name, content)
    return target


def test_an_answer_stands_behind_what_it_answers_and_goes_back_as_one(tmp_path: Path) -> None:
    other = "<!-- kommentar: Åsa Ö, 2023-02-02: En annan sak. -->"
    text = SECOND.replace("avsnittet.\n", f"avsnittet.\n\n{REMARK}\n\n{other}\n")
    write_project(tmp_path, {FILE: text})
    margin = build_year(tmp_path, 2022, BuildOptions(comments=True)).target
    file = _answered(margin, tmp_path / "granskad.docx", done=False)
    found = changes_of(tmp_path, [file])
    assert [(each.list, each.author) for each in found.every] == [("taken", "Bo By")]
    apply_chosen(tmp_path, [file], [found.every[0].id])
    answer = "<!-- svar: Bo By, 2023-03-01: Ja, det gör det. -->"
    assert (tmp_path / FILE).read_text("utf-8") == text.replace(REMARK, f"{REMARK}\n\n{answer}")
    again = build_year(tmp_path, 2022, BuildOptions(comments=True, force=True)).target
    first, second, third = read_word_document(again).comments
    assert (second.thread, second.text) == (first.id, "Ja, det gör det.")
    assert (first.thread, third.thread) == ("", "")
    assert [each.list for each in changes_of(tmp_path, [file]).every] == ["already"]


def test_a_comment_that_is_done_is_marked_so(tmp_path: Path) -> None:
    text = SECOND.replace("avsnittet.\n", f"avsnittet.\n\n{REMARK}\n")
    write_project(tmp_path, {FILE: text})
    margin = build_year(tmp_path, 2022, BuildOptions(comments=True)).target
    file = _answered(margin, tmp_path / "granskad.docx", done=True)
    found = changes_of(tmp_path, [file])
    apply_chosen(tmp_path, [file], [each.id for each in found.every])
    assert (tmp_path / FILE).read_text("utf-8") == text.replace("<!-- kommentar", "<!-- löst")
    assert [each.list for each in changes_of(tmp_path, [file]).every] == ["already"]
    again = build_year(tmp_path, 2022, BuildOptions(comments=True, force=True)).target
    assert [each.resolved for each in read_word_document(again).comments] == [True]


def test_a_comment_comes_in_after_another_was_taken_away(tmp_path: Path, sent: Path) -> None:
    desk = Desk(sent)
    runs = desk.find("Slut på det.").runs
    desk.document.add_comment(runs, "Bra.", "Eva Ek")
    file = desk.saved()
    place = tmp_path / SECOND_FILE
    place.write_text(SECOND.replace("avsnittet.\n", f"avsnittet.\n\n{REMARK}\n"), "utf-8")
    found = review(tmp_path, 2022, [read_returned(file)], lambda _each: True)
    assert [each.list for each in found.every] == ["taken"]
