"""What every form is made of: its parts as texts, the fields that several forms ask for, and which of them are special.

Light on purpose, like ``labels``: no domain import, so that the window is painted before anything heavy loads.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from j3032calc.wording.labels import FieldText

if TYPE_CHECKING:
    from collections.abc import Mapping


class PageText(NamedTuple):
    """A button, and its key."""

    button: str
    key: str


class FormText(NamedTuple):
    """What a form says of itself: its title, a hint below it, its fields in order, and the button that goes on."""

    title: str
    hint: str
    fields: dict[str, FieldText]
    send: str
    can_cancel: bool = False
    # Choices below the fields: what they are called, and their keys with what each says.
    choices: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = MappingProxyType({})


CANCEL: Final = "Cancel"
WORKING: Final = "One moment."
# Fields whose text is hidden while it is typed, and never read aloud or kept.
SECRETS: Final = frozenset({"password", "again", "old", "pin", "pin_again", "witness_pin", "lead_pin"})
_DATES: Final = frozenset({"born", "first", "last"})
_DATE_END: Final = "_on"
# The record that a draft amends: kept with the entries, and shown in no field.
AMENDS: Final = "amends"
NOT_CHOSEN: Final = "Not chosen yet"
NO_CHOICE: Final = ("", NOT_CHOSEN)

# --- Fields that more than one form asks for -------------------------------------------------------------------------

PASSWORD: Final = FieldText("&Password", "12 characters or more; a sentence is good", "Password")
PASSWORD_AGAIN: Final = FieldText("Password a&gain", "", "Password again")
YOUR_NAME: Final = FieldText("Your &name", "As it stands under your signature", "Your name")
REASON: Final = FieldText("&Reason", "Why this is changed", "Reason")
ADDRESS: Final = {
    "street": FieldText("St&reet", "Like 12 Lake Street", "Street"),
    "city": FieldText("&City", "", "City"),
    "state": FieldText("St&ate", "Two letters, like WA", "State"),
    "postal_code": FieldText("&ZIP code", "9 digits for electronic claims, like 98101-1234", "ZIP code"),
}


def is_date(field: str) -> bool:
    """Whether a field takes a date, by its name."""
    return field in _DATES or field.endswith(_DATE_END)
