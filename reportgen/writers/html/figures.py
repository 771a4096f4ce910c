"""Figures: a chart as a drawing inside the page, or a picture, with its text alternative."""

from __future__ import annotations

import re
from base64 import b64encode

from reportgen.model import Chart, Figure, Image, Picture
from reportgen.model.pictures import WIDEST_MM, at_width, picture_of
from reportgen.writers.html.captions import caption, label, note
from reportgen.writers.html.inlines import change_words, framed
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import Html, element, escape, joined, line, void

_PIXELS_PER_MM = 96 / 25.4
_ROOT = re.compile(r"\s*<svg\b([^>]*)>(?:\s*<title>([^<]*)</title>)?")
_NAMED = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
# What our charts are made of. A drawing with anything else is shown as a picture instead.
_SHAPES = re.compile(r"</?(?:g|rect|path|circle|line|text|tspan)\b[^<>]*>|</svg>|[^<>]+")
_ACTIVE = re.compile(r"\s(?:on\w+|style|id|[\w:]*href)\s*=|&#|url\(", re.IGNORECASE)


def figure(block: Figure, place: Place, job: Job) -> Html:
    """A figure with its caption and source line."""
    anchor = job.next_anchor(place)
    identity = anchor.html_id if anchor else None
    shown = _with_older(block, identity, place, job)
    title, source = caption(block, place, job), note(block, place, job)
    words = line("p", title, {"class": "caption"}) if title else title
    if job.options.captions_above_figures and title:
        content = joined((line("figcaption", words), shown, source))
    else:
        below = joined((words, source))
        content = joined((shown, line("figcaption", below) if below else below))
    turned = "landscape" if block.landscape else None
    attributes = {"id": identity, "class": turned, "data-source": job.source(block.span)}
    return line("figure", joined((escape("\n"), content)), attributes)


def _with_older(block: Figure, identity: str | None, place: Place, job: Job) -> Html:
    """The picture, behind the one that stood here in an older document where that is another."""
    shown = _shown(block, identity, job)
    older = block.older
    if older is None or older.shows_what(block) or place.change:
        return shown
    gone, come = (change_words(change, job) for change in ("deleted", "inserted"))
    was = framed(_shown(older, None, job), "deleted", gone, label=job.labels.older)
    return joined((was, framed(shown, "inserted", come, label=job.labels.newer)))


def _shown(block: Figure, identity: str | None, job: Job) -> Html:
    """The picture; a drawing keeps a size at which its text can be read, and scrolls if need be.

    Where there is a second drawing for narrow screens, the style sheet shows that
    in place of the first; without one of ours it stays hidden.
    """
    natural = job.pictures.get(block.id) or _own_picture(block)
    picture = at_width(natural, block.width, WIDEST_MM)
    name = label(block, job)
    # A drawing of somebody else's is shown as the picture that was made of it.
    ours = picture.svg if isinstance(block.content, Chart) else None
    drawing = drawn(ours, block.alt, identity) if ours else None
    if drawing is None:
        return line("div", picture_element(picture, block.alt), {"class": "picture"})
    narrow_identity = f"{identity}--smal" if identity else None
    narrow = drawn(picture.narrow, block.alt, narrow_identity) if picture.narrow else None
    kind = "picture scroll" if narrow is None else "picture scroll wide"
    attributes = {"class": kind, "role": "group", "aria-label": name, "tabindex": "0"}
    wide = line("div", drawing, attributes)
    if narrow is None:
        return wide
    return joined((wide, line("div", narrow, {"class": "picture narrow", "hidden": ""})))


def drawn(svg: bytes, alt: str, identity: str | None) -> Html | None:
    """An SVG inside the page, named by its title and described by `alt`.

    None where it holds more than shapes: what could load, run or clash is not let in.
    """
    text = svg.decode().strip()
    root = _ROOT.match(text)
    if root is None:
        return None
    shapes = text[root.end() :]
    if _ACTIVE.search(root[1]) or _SHAPES.sub("", shapes) or _ACTIVE.search(shapes):
        return None
    size = {name: value for name, value in _NAMED.findall(root[1]) if name != "role"}
    title = root[2] or escape(alt.partition(".")[0])
    ids = (f"{identity}--titel", f"{identity}--text") if identity else (None, None)
    named = {
        "role": "img",
        "aria-labelledby": ids[0],
        "aria-describedby": ids[1],
        "aria-label": None if identity else alt,
    }
    content = joined(
        (
            element("title", Html(title), {"id": ids[0]}),
            element("desc", escape(alt), {"id": ids[1]}),
            Html(shapes.removesuffix("</svg>")),
        )
    )
    return element("svg", content, size | named)


def picture_element(picture: Picture, alt: str) -> Html:
    """A picture with its bytes in the page."""
    content = b64encode(picture.raster).decode()
    attributes = {
        "src": f"data:image/{picture.raster_format};base64,{content}",
        "width": str(round(picture.width_mm * _PIXELS_PER_MM)),
        "height": str(round(picture.height_mm * _PIXELS_PER_MM)),
    }
    return void("img", {**attributes, "alt": alt})


def _own_picture(block: Figure) -> Picture:
    if isinstance(block.content, Image):
        return picture_of(block.content)
    raise ValueError(f"no picture was drawn for figure '{block.id}'")
