"""What Word adds when it saves: revision ids, proof marks, bookmarks; no word changes."""

from __future__ import annotations

from random import Random

from atoms import atoms_of
from package import W14, Element, Package, W, w
from pen import RUN_PROPERTIES, put_in_order, split_at


def add_noise(package: Package, rng: Random, amount: float = 0.5) -> None:
    """Split runs as Word does and put in what it leaves between them."""
    ids = iter(f"{rng.randrange(16**8):08X}" for _ in iter(int, 1))
    for name in ("word/document.xml", "word/footnotes.xml"):
        if package.has(name):
            for paragraph in list(package.tree(name).iter(f"{W}p")):
                paragraph.set(f"{W14}paraId", f"{rng.randrange(1, 0x7FFFFFFF):08X}")
                paragraph.set(f"{W}rsidR", next(ids))
                if rng.random() < amount:
                    _break_up(paragraph, rng, next(ids))
    _marks(package, rng)
    _go_back(package, rng)
    _fields(package)
    _properties(package)


def _break_up(paragraph: Element, rng: Random, rsid: str) -> None:
    length = len(atoms_of(paragraph))
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(1, length) if length > 1 else 0
        split_at(paragraph, at)
        if not at:
            continue
        run = atoms_of(paragraph)[at].run
        run.set(f"{W}rsidRPr", rsid)
        chance = rng.random()
        if chance < 0.4:
            kind = rng.choice(("spellStart", "gramStart", "spellEnd", "gramEnd"))
            run.addprevious(w("proofErr", type=kind))
        elif chance < 0.5 and run.find(f"{W}t") is not None:
            run.insert(1 if run.find(f"{W}rPr") is not None else 0, w("lastRenderedPageBreak"))


def _go_back(package: Package, rng: Random) -> None:
    """Word's bookmark of where the last change was, in the middle of a word."""
    paragraphs = [p for p in package.body.findall(f"{W}p") if len(atoms_of(p)) > 4]
    if not paragraphs:
        return
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for old in list(package.body.iter(f"{W}{tag}")):
            if old.get(f"{W}id") == "9999":
                old.getparent().remove(old)  # type: ignore[union-attr]
    paragraph = rng.choice(paragraphs)
    at = rng.randrange(1, len(atoms_of(paragraph)))
    split_at(paragraph, at)
    run = atoms_of(paragraph)[at].run
    run.addprevious(w("bookmarkStart", id="9999", name="_GoBack"))
    run.addprevious(w("bookmarkEnd", id="9999"))


def _fields(package: Package) -> None:
    """Page numbers in the contents, brought up to date."""
    for contents in package.body.iter(f"{W}sdtContent"):
        for paragraph in contents.iter(f"{W}p"):
            for atom in atoms_of(paragraph):
                if atom.field is not None and "PAGEREF" in atom.field.code:
                    atom.node.text = str(int(atom.node.text or "0") % 40 + 1)


def _marks(package: Package, rng: Random) -> None:
    """New numbers for bookmarks, the language of what was proofread."""
    numbers: dict[str, str] = {}
    for name in ("bookmarkStart", "bookmarkEnd"):
        for each in package.body.iter(f"{W}{name}"):
            old = each.get(f"{W}id", "")
            each.set(f"{W}id", numbers.setdefault(old, str(20_000 + len(numbers))))
            if each.get(f"{W}name") == "_GoBack":
                each.set(f"{W}name", f"_old{rng.randrange(10**6)}")
    for run in package.body.iter(f"{W}r"):
        if run.find(f"{W}t") is None or rng.random() > 0.1:
            continue
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        if properties.find(f"{W}lang") is None:
            put_in_order(properties, w("lang", val="sv-SE"), RUN_PROPERTIES)


def _properties(package: Package) -> None:
    """Styles' names as Word spells them."""
    for name in package.tree("word/styles.xml").iter(f"{W}name"):
        if name.get(f"{W}val") == "Heading 1":
            name.set(f"{W}val", "heading 1")
