"""Changes that no text file can take: they must be told, and leave everything else alone."""

from __future__ import annotations

import re
from random import Random

from desk import Desk
from letters import Block, Group, Letter, said, words_of
from lxml import etree
from package import Package, Styles, W, w
from reading import VALUE

_CHART = (
    '<w:p xmlns:w="{w}"><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
    'drawingml/2006/wordprocessingDrawing"><wp:extent cx="5000000" cy="3000000"/>'
    '<wp:docPr id="771" name="Diagram 1" descr="{alt}"/><a:graphic xmlns:a="http://schemas.'
    'openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.'
    'org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/'
    'chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:id="{id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
_CHART_ROLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CHART_PART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>
<c:ser><c:idx val="0"/><c:order val="0"/>
<c:cat><c:strLit><c:ptCount val="2"/><c:pt idx="0"><c:v>Norr</c:v></c:pt>
<c:pt idx="1"><c:v>Söder</c:v></c:pt></c:strLit></c:cat>
<c:val><c:numLit><c:ptCount val="2"/><c:pt idx="0"><c:v>3</c:v></c:pt>
<c:pt idx="1"><c:v>4</c:v></c:pt></c:numLit></c:val></c:ser>
<c:axId val="1"/><c:axId val="2"/></c:barChart></c:plotArea></c:chart></c:chartSpace>"""


def header_words(desk: Desk) -> bool:
    """The header or footer of the pages typed over."""
    parts = sorted(
        name
        for name in desk.paper.package.parts
        if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
    )
    texts = [
        node
        for name in parts
        for node in desk.paper.package.tree(name).iter(f"{W}t")
        if re.search(r"[^\W\d_]{3}", node.text or "") and "zq" not in (node.text or "")
    ]
    if not texts:
        return False
    node = desk.rng.choice(texts)
    text = desk.words.token()
    desk.note("margin", f"{node.text} → {text}", "told", text)
    node.text = text
    desk.loose = True
    return True


def new_chart(desk: Desk) -> bool:
    """A chart made in Word."""
    after = desk.pick("p")
    following = desk.near(after, 1) if after else None
    if after is None or following is None or following.kind != "p":
        return False
    text = desk.words.token()
    desk.note("chart", text, "told", text)
    name = f"word/charts/by-hand-{text}.xml"
    desk.paper.package.add(name, etree.fromstring(_CHART_PART), _CHART_ROLE, _CHART_TYPE)
    identity = desk.paper.package.tree("word/_rels/document.xml.rels")[-1].get("Id")
    made = etree.fromstring(_CHART.format(w=W[1:-1], alt=text, id=identity))
    after.element.addnext(made)
    block = Block("figure", [Letter("🖼")], made, alt=text, kept=False)
    desk.touched |= {made, after.element}
    desk.paper.blocks.insert(desk.at(after) + 1, block)
    desk.loose = True
    return True


def merge_cells(desk: Desk) -> bool:
    """Two cells of a typed table made one (Word records no such thing)."""
    found = [
        t
        for t in desk.blocks("table")
        if t.typed
        and t.rows
        and len(t.rows) > 2
        and t.element not in desk.touched
        and all(cell.kind == "cell" for row in t.rows for cell in row)
    ]
    if not found:
        return False
    table = desk.rng.choice(found)
    assert table.rows is not None
    row = desk.rng.choice(table.rows[1:])
    if len(row) < 3 or any(each.group or each.look for cell in row for each in cell.letters):
        return False
    at = desk.rng.randrange(1, len(row) - 1)
    cells = [each.element.getparent() for each in row]
    if any(len(each.findall(f"{W}p")) != 1 for each in cells) or "zq" in row[at].text:
        return False
    table.frozen = said([table], desk.paper.groups, kept=True)
    desk.note("cells", f"merged: {row[at].text} ¦ {row[at + 1].text}", "told")
    properties = cells[at].find(f"{W}tcPr")
    if properties is None:
        properties = w("tcPr")
        cells[at].insert(0, properties)
    width = properties.find(f"{W}tcW")
    span = w("gridSpan", val="2")
    if width is None:
        properties.insert(0, span)
    else:
        width.addnext(span)
    cells[at].append(cells[at + 1].find(f"{W}p"))
    cells[at + 1].getparent().remove(cells[at + 1])
    row[at].letters += [Letter("⏎"), *row[at + 1].letters]
    row[at].kind = "merged"
    del row[at + 1]
    desk.loose = True
    desk.touched.add(table.element)
    return True


def statistics_words(desk: Desk) -> bool:
    """A word in the header or a row's label of a table that the program makes."""
    tables = [t for t in desk.blocks("table") if not t.typed and t.rows]
    if not tables:
        return False
    table = desk.rng.choice(tables)
    assert table.rows is not None
    cells = table.rows[0] if desk.rng.random() < 0.5 else [row[0] for row in table.rows]
    return _typed_over(desk, desk.rng.choice(cells), "numbers")


def source_line(desk: Desk) -> bool:
    """A word in the line below a table or figure that says where its figures are from."""
    block = desk.pick("källrad")
    return block is not None and _typed_over(desk, block, "made")


def _typed_over(desk: Desk, block: Block, fate: str) -> bool:
    letters = block.letters
    words = [
        (a, b)
        for a, b in words_of(block.text)
        if b - a > 3 and not any(each.group or each.look for each in letters[a:b])
    ]
    if not words or block.element is None:
        return False
    start, end = desk.rng.choice(words)
    text = desk.words.token()
    old = block.text[start:end]
    desk.note("made", f"{old} → {text}", fate, text)
    number = max([0, *desk.paper.groups]) + 1
    desk.paper.groups[number] = Group("value", old)
    desk.pen.insert(block.element, start, text, None)
    letters[start:start] = [Letter(sign, "", number) for sign in text]
    desk.delete(letters, block.element, start + len(text), end + len(text))
    return True


# What programs and people do with the whole file.


def accept_some(package: Package, rng: Random) -> None:
    """Some tracked insertions and deletions of words accepted, as somebody does in between."""
    for name in ("word/document.xml", "word/footnotes.xml"):
        if not package.has(name):
            continue
        for each in list(package.tree(name).iter(f"{W}ins", f"{W}del")):
            parent = each.getparent()
            if parent is None or parent.tag != f"{W}p" or rng.random() < 0.5:
                continue
            if each.tag == f"{W}ins":
                for child in list(each):
                    each.addprevious(child)
            parent.remove(each)


def through_another(package: Package) -> None:
    """As a program writes it that keeps the text and the headings, and none of our marks."""
    styles = Styles(package)
    for name in ("word/document.xml", "word/footnotes.xml"):
        if not package.has(name):
            continue
        tree = package.tree(name)
        ours = {
            each.get(f"{W}id")
            for each in tree.iter(f"{W}bookmarkStart")
            if each.get(f"{W}name", "").startswith("_b_")
        }
        for each in list(tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            if each.get(f"{W}id") in ours:
                each.getparent().remove(each)  # type: ignore[union-attr]
        for each in list(tree.iter(f"{W}rStyle")):
            if styles.name(each.get(f"{W}val", "")) in VALUE:
                each.getparent().remove(each)  # type: ignore[union-attr]


def inspected(package: Package) -> None:
    """Without what our program put beside the text: Word's “Inspect Document” takes it away."""
    relations = package.tree("word/_rels/document.xml.rels")
    for each in list(relations):
        if "customXml" in each.get("Target", ""):
            relations.remove(each)
    for name in [each for each in package.parts if each.startswith("customXml/")]:
        del package.parts[name]
    types = package.tree("[Content_Types].xml")
    for each in list(types):
        if each.get("PartName", "").startswith("/customXml/"):
            types.remove(each)
