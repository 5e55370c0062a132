"""A walk through everything that the window can show, as it is found there: no page, form or button is listed here.

From the pages of the navigation on, each button of a page is pressed and each first row chosen; where that leads to
another page, its buttons are pressed too. So what is new is walked through as soon as there is a way to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QPushButton, QRadioButton, QScrollBar, QWidget

from j3032calc.ui.forms import Form
from j3032calc.ui.text_table import TextTable
from tests.busy_day import BEATRICE, GIVEN_PASSWORD, NOVA, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.display.desk import BusyDesk

# What changes the look of the window, or ends the walk.
_NOT_PRESSED = frozenset({"action.theme", "action.smaller", "action.bigger", "nav.lock", "nav.sign_out"})
# Each Esc takes away one thing: a message, a preview with its message, and the form of the page below.
_MOST_IN_FRONT = 4
# What a nurse types on the Give page: two answers, an entry that is refused, a code that means two drugs.
GIVE_ENTRIES = {
    "answered in full": (("product", "cinqair"), ("dose", "3 mg/kg"), ("weight", "72.4 kg")),
    "more than a thousand": (("product", "cinqair"), ("dose", "1200 mg"), ("given_on", "29-Feb-2028")),
    "refused": (("product", "fasenra"), ("dose", "350"), ("given_on", "05/04/2026")),
    "two drugs": (("product", "J3032"),),
}


@dataclass(frozen=True)
class Step:
    """One press: a button by its name, or a row of a table by what stands in its first column ("" for any row)."""

    name: str
    row: str | None = None

    def __str__(self) -> str:
        return self.name if self.row is None else f"row {self.row} of {self.name}".replace("  ", " ")


@dataclass
class Walk:
    """Goes everywhere once. ``scenes`` gives the name of each place while the window shows it."""

    desk: BusyDesk
    pressed: set[tuple[str, Step]] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    # Where Esc did not close the form that was open.
    stuck: list[str] = field(default_factory=list)

    def scenes(self) -> Iterator[str]:
        yield from self._way_in()
        yield from self._without_a_patient()
        self.desk.sign_in(BEATRICE.user, PASSWORD)
        for button in self._pages():
            yield from self._place((Step(button),))

    def _way_in(self) -> Iterator[str]:
        """Give what is shown before anybody is signed in, and to somebody who was given a password."""
        yield "sign in"
        self.desk.click("sign_in.send")
        yield "sign in: refused"
        self.desk.click("unlock.recover")
        yield "recovery key"
        self.desk.click("recover.cancel")
        self.desk.sign_in(NOVA.user, GIVEN_PASSWORD)
        yield "new password"
        log_desk = self.desk.window._log_desk
        assert log_desk is not None
        log_desk.shift.lock()
        self.desk.settle()

    def _without_a_patient(self) -> Iterator[str]:
        """Give what the Give page answers to somebody who just calculates."""
        self.desk.click("unlock.skip")
        yield "give"
        self.desk.click("action.working")
        for name, entries in GIVE_ENTRIES.items():
            self.desk.click("action.new")
            for entered, text in entries:
                self.desk.type(entered, text)
            yield f"give: {name}"
        self.desk.click("action.new")
        self.desk.click("nav.way_in")

    def _pages(self) -> list[str]:
        nav = self.desk.window.nav
        shown = [one.objectName() for one in nav.findChildren(QAbstractButton) if one.isVisible()]
        return [name for name in shown if name not in _NOT_PRESSED]

    # --- Places ------------------------------------------------------------------------------------------------------

    def _here(self) -> str:
        """Name the place: the page in front, its part, whether it is about a patient, and what is open on it."""
        window = self.desk.window
        part = getattr(self.desk.page, "front", "")
        about = " for a patient" if window.banner.isVisible() else ""
        return " ".join(filter(None, (window.pages.front, part))) + about + self._of_a_drug()

    def _of_a_drug(self) -> str:
        """Name the drug of the dose in front: a syringe under the skin is asked other things than an infusion."""
        log_desk, is_of_dose = self.desk.window._log_desk, self.desk.window.pages.front in {"give", "sign"}
        work = None if log_desk is None else log_desk.work
        draft = work.draft if is_of_dose and work is not None else None
        return "" if draft is None else f" of {dict(draft.entered).get('product', 'any drug')}"

    def _part_in_front(self) -> tuple[Step, ...]:
        """Give the press that brings this part of the page back, where the page remembers which was in front."""
        buttons = self.desk.page.findChildren(QPushButton)
        return tuple(Step(one.objectName()) for one in buttons if one.isVisible() and one.isChecked())[:1]

    def _go(self, path: tuple[Step, ...], here: str = "") -> None:
        """Close what is open, and take the path to a place unless that alone leads back to it."""
        self._tidy()
        if self._here() != here:
            for step in path:
                self._take(step)

    def _take(self, step: Step) -> None:
        if step.row is None:
            self.desk.click(step.name)
        else:
            self.desk.choose(step.name, step.row)

    def _place(self, path: tuple[Step, ...]) -> Iterator[str]:
        """Give a place and what each of its buttons shows, then the places that they lead to."""
        self._go(path)
        here = self._here()
        if here in self.known:
            return
        self.known.add(here)
        path += self._part_in_front()
        yield here
        page = self.desk.window.pages.front + self._of_a_drug()
        ways_on: list[Step] = []
        for step in self._steps():
            # What stands on several parts of a page, such as the buttons of the parts, is pressed on one of them.
            pressed = (page, step)
            if pressed in self.pressed:
                continue
            self.pressed.add(pressed)
            if self._here() != here or self._is_open():
                self._go(path, here)
            assert self._here() == here, f"{here} cannot be opened again"
            self._select_first_rows()
            if not self._can_take(step):
                continue
            self._take(step)
            if self._here() != here:
                ways_on.append(step)
            yield from self._shown(f"{here}: {step}")
            self._take_back(step)
        for step in ways_on:
            yield from self._place((*path, step))

    def _take_back(self, step: Step) -> None:
        """Turn a tick back, so that what comes next finds things as they were."""
        ticks = [one for one in self.desk.window.findChildren(QCheckBox, step.name) if one.isVisible()]
        if ticks:
            self.desk.click(step.name)

    def _shown(self, name: str) -> Iterator[str]:
        """Give what a button showed, and where that is a form, what it refuses."""
        yield name
        form = self._form()
        if form is not None and form.fields:
            form.fill({})
            self.desk.click(form.send.objectName())
            yield f"{name}: sent empty"

    def _steps(self) -> list[Step]:
        window = self.desk.window
        buttons = [
            button
            for area in (window.bar, self.desk.page, window.status)
            for button in area.findChildren(QAbstractButton)
            if button.isVisible() and not isinstance(button, QRadioButton) and button.objectName() not in _NOT_PRESSED
        ]
        tables = [one for one in self.desk.page.findChildren(TextTable) if one.isVisible()]
        return [
            *(Step(button.objectName()) for button in buttons if not _is_in_form(button)),
            *(Step(table.objectName(), row) for table in tables for row in _rows_to_choose(table)),
        ]

    def _can_take(self, step: Step) -> bool:
        kind = QAbstractButton if step.row is None else TextTable
        found = self.desk.window.findChildren(kind, step.name)
        return any(one.isVisible() and one.isEnabled() for one in found)

    def _select_first_rows(self) -> None:
        for table in self.desk.page.findChildren(TextTable):
            if table.isVisible() and table.rowCount() and not table.selectedItems():
                table.selectRow(0)

    # --- What is open ------------------------------------------------------------------------------------------------

    def _form(self) -> Form | None:
        page = self.desk.page
        forms = [one for one in page.findChildren(Form) if one.isVisible() and not one.cancel.isHidden()]
        return forms[0] if forms else None

    def _has_card(self) -> bool:
        return self.desk.window.page.card is not None or self.desk.is_shown("recovery_key.done")

    def _is_open(self) -> bool:
        window = self.desk.window
        has_dialog = any(one.isVisible() for one in window.findChildren(QDialog))
        return has_dialog or self._form() is not None or self._has_card() or window.message.isVisible()

    def _tidy(self) -> None:
        """Close what is open, as a nurse does: its own button, or Esc."""
        if not self._is_open():
            return
        self.desk.close_dialogs()
        for _ in range(_MOST_IN_FRONT):
            if self._is_open():
                self.desk.press("Esc")
        if self.desk.is_shown("recovery_key.done"):
            self.desk.click("recovery_key.done")
        form = self._form()
        if form is not None:
            self.stuck.append(form.objectName())
            self.desk.click(form.cancel.objectName())


def _rows_to_choose(table: TextTable) -> list[str]:
    """Give the rows that lead to different places: each dose under way, else the first."""
    if table.objectName() == "today.under_way.table":
        return [cells[0] for cells in table.cells()]
    return [""] if table.rowCount() else []


def _is_in_form(widget: QWidget) -> bool:
    """Whether a button belongs to a form that can be left; those that always stand on a page are pressed too."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, Form):
            return True
        parent = parent.parentWidget()
    return isinstance(widget.parentWidget(), QScrollBar) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
