"""The way through the Sign page by keyboard: from each answer to the next thing that a record needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from j3032calc.ui.choice_list import ChoiceList
    from j3032calc.ui.container_row import ContainerRow
    from j3032calc.ui.field import Field

# Fields that only some doses ask for: a record is refused without them.
_MUST = ("drug_name", "weighed_on", "late_reason", "stopped_early_reason", "opened_reason")
_TIMES = ("started_at", "stopped_at")
_DISCARD = ("discard_reason", "discard_method")


class Steps(Protocol):
    """The Sign page, as the cursor goes through it."""

    rows: list[ContainerRow]
    fields: dict[str, Field]
    source: ChoiceList
    is_intravenous: bool
    is_observed: bool


class _Step(NamedTuple):
    """Where the cursor can go, whether something is missing there, and whether nothing is signed without it."""

    widget: QWidget
    is_open: bool
    is_must: bool


def step_after(sign: Steps, current: QWidget | None) -> QWidget:
    """Give the next thing after a widget that a record needs and nobody has entered; at last the PIN."""
    steps = list(_steps(sign))
    places = [place for place, step in enumerate(steps) if step.widget is current]
    rest = steps[places[0] + 1 :] if places else steps
    return next((step.widget for step in rest if step.is_open), sign.fields["pin"].edit)


def step_after_confirming(sign: Steps) -> QWidget:
    """Give what nothing is signed without, else the PIN.

    Confirmations have keys of their own and are never gone to: one press too many would confirm.
    """
    return next((step.widget for step in _steps(sign) if step.is_open and step.is_must), sign.fields["pin"].edit)


def _steps(sign: Steps) -> Iterator[_Step]:
    for row in sign.rows:
        for field in (row.lot, row.expiry):
            yield _Step(field.edit, not field.entry, is_must=False)
    yield from _fields(sign, _TIMES if sign.is_intravenous else (), is_must=False)
    yield from _fields(sign, ("body_site",), is_must=False)
    yield from _fields(sign, ("observed_minutes",) if sign.is_observed else (), is_must=False)
    yield from _fields(sign, _MUST, is_must=True)
    yield _Step(sign.source.rows[0], sign.source.chosen == frozenset({""}), is_must=False)
    yield from _fields(sign, (*_DISCARD, "amend_reason"), is_must=True)


def _fields(sign: Steps, names: tuple[str, ...], *, is_must: bool) -> Iterator[_Step]:
    for name in names:
        field = sign.fields[name]
        yield _Step(field.edit, not field.isHidden() and not field.entry, is_must)
