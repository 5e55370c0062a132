"""Every key and what it does, gathered from the tables that make the buttons. Nothing is written here a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from j3032calc.wording import care_labels, labels, page_labels, paper_labels, patient_labels, settings_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from j3032calc.wording.form_texts import PageText

TITLE: Final = "Keys"
_SIGN: Final = (
    page_labels.CONFIRM_GIVEN,
    page_labels.CONFIRM_DISCARDED,
    page_labels.EACH_LOT,
)


class KeyGroup(NamedTuple):
    """The keys of one page: each key with what it does."""

    heading: str
    keys: tuple[tuple[str, str], ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """Give the keys that work anywhere, then page by page."""
    everywhere = ((action.keys[0], action.does) for action in labels.ACTIONS.values())
    patient = (
        patient_labels.PATIENT_ACTIONS,
        care_labels.ORDER_ACTIONS,
        care_labels.COVERAGE_ACTIONS,
        care_labels.AUTHORIZATION_ACTIONS,
        paper_labels.PATIENT_PAPER,
    )
    pages = page_labels.PAGES | {
        "way_in": page_labels.WAY_IN,
        "switch": page_labels.SWITCH,
        "lock": page_labels.LOCK,
        "sign_out": page_labels.SIGN_OUT,
    }
    return (
        KeyGroup("Anywhere", (*everywhere, *_of_buttons(pages))),
        KeyGroup("Typing", (labels.FIELD_KEYS, labels.ENTER_KEY, labels.SPACE_KEY, labels.LIST_KEY)),
        KeyGroup("Today", tuple(_of_buttons(page_labels.TODAY_ACTIONS | paper_labels.TODAY_PAPER))),
        KeyGroup("Patient", tuple(key for table in patient for key in _of_buttons(table))),
        KeyGroup("Give to a patient", tuple(_of_buttons(page_labels.GIVE_ACTIONS))),
        KeyGroup("Chart and sign", (*map(_of_tick, _SIGN), labels.PIN_KEY)),
        KeyGroup("Paper", tuple(_of_buttons(paper_labels.ACTIONS | paper_labels.TURNS))),
        KeyGroup("Settings", tuple(_of_buttons(settings_labels.PARTS))),
    )


def _of_buttons(table: Mapping[str, PageText]) -> Iterator[tuple[str, str]]:
    return ((said.key, said.button) for said in table.values() if said.key)


def _of_tick(text: str) -> tuple[str, str]:
    """Give the key of a tick, and its text up to what changes with the dose."""
    letter = text[text.index("&") + 1].upper()
    return f"Alt+{letter}", text.replace("&", "").partition(": {")[0]
