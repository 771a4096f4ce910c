"""The words of the form for the settings."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _


def settings_words() -> Mapping[str, Message]:
    """What the script puts into the form; a field under `field-` and its key."""
    return {
        "settings": _("About the report"),
        "settings_year": _("This year"),
        "settings_all": _("All years"),
        "settings_people": _("Who signs"),
        "settings_person": _("Person {number}", number="{number}"),
        "person_add": _("One more person"),
        "person_remove": _("Remove person {number}", number="{number}"),
        "settings_keys": _("Ctrl+S: save. Esc: close."),
        "settings_refused": _("Nothing is saved yet: mend what is marked first."),
        "settings_unsaved": _("What you changed is not saved: save it, or close without saving."),
        "in_comment": _("In a comment in the file: {text}", text="{text}"),
        "asked_field": _(
            "{field} was changed elsewhere as well: the file has “{theirs}”, here stands “{mine}”.",
            field="{field}",
            theirs="{theirs}",
            mine="{mine}",
        ),
        "choose_colour": _("Choose a colour"),
        "field-title": _("Title"),
        "field-subtitle": _("Subtitle"),
        "field-date": _("Date"),
        "field-place": _("Place of signing"),
        "field-dnr": _("Registration number"),
        "field-number": _("Number in a series"),
        "field-region": _("Region"),
        "field-organisation": _("Organisation"),
        "field-unit": _("Unit"),
        "field-contact.phone": _("Telephone"),
        "field-contact.email": _("E-mail"),
        "field-colours": _("Colour"),
        "field-page_numbers": _("Page numbers in the contents"),
        "field-author": _("Who signs"),
        "person-name": _("Name, or a function"),
        "person-title": _("The signer's title"),
        "person-unit": _("The signer's unit"),
    }
