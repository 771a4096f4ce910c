"""The imprint behind the cover: what the report is, who publishes it, how to reach them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.model import CoverLine
from reportgen.model.project import Contact, ProjectSettings, YearSettings


def imprint_lines(
    settings: ProjectSettings, own: YearSettings, dated: str, translate: Translate
) -> tuple[CoverLine, ...]:
    """The lines behind the cover; none where no imprint is asked for.

    `dated` is the day with the report's numbers. What a project writes goes before what is known.
    """
    if settings.imprint is False:
        return ()
    written = settings.imprint if isinstance(settings.imprint, Mapping) else {}
    said = {label.casefold() for label in written}
    known = [line for line in _known(settings, dated, translate) if _label(line) not in said]
    told = [f"{label}: {text}" for label, text in written.items()]
    title = ", ".join(filter(None, (own.title, own.subtitle)))
    lines = (CoverLine("imprint", line) for line in (*known, *told))
    return (CoverLine("imprint_title", title), *lines)


def contact_lines(contact: Contact | None, translate: Translate) -> dict[str, str]:
    """Telephone and e-mail by their roles, each with its label; without what is not known."""
    if contact is None:
        return {}
    texts: dict[str, str] = {}
    if contact.phone:
        texts["phone"] = translate(_("Telephone: {number}", number=contact.phone))
    if contact.email:
        texts["email"] = translate(_("E-mail: {address}", address=contact.email))
    return texts


def _known(settings: ProjectSettings, dated: str, translate: Translate) -> Iterator[str]:
    """What the settings know of the report and of its publisher."""
    if dated:
        yield dated
    publisher = ", ".join(filter(None, (settings.unit, settings.organisation)))
    yield translate(_("Publisher: {name}", name=publisher))
    yield from contact_lines(settings.contact, translate).values()


def _label(line: str) -> str:
    return line.partition(":")[0].casefold()
