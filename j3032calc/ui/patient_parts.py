"""The parts of the Patient page: each a surface with its heading, its buttons, and a table of what the log says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.meters import Meters
from j3032calc.ui.text import Caption, Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.timeline import Timeline, lanes_of
from j3032calc.wording import care_labels, labels
from j3032calc.wording import patient_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from j3032calc.domain.history import DoseHistory, PatientLog
    from j3032calc.domain.order import Order
    from j3032calc.services.services import Services
    from j3032calc.wording.form_texts import PageText


class KeyedButtons(ButtonGrid):
    """Buttons of which some have a key of their own, which works anywhere on the page."""

    def __init__(
        self, name: str, texts: Mapping[str, PageText], press: Callable[[str], object], page: QWidget, *, main: str = ""
    ) -> None:
        super().__init__(name, {button: said.button for button, said in texts.items()}, press, page, main=main)
        for button_name, said in texts.items():
            button = self.buttons[button_name]
            # By one name wherever on the page it stands.
            button.setObjectName(f"patient.{button_name}")
            if said.key:
                button.setToolTip(labels.TIP.format(does=said.button, key=said.key))
                QShortcut(QKeySequence(said.key), page, button.click)


class PartFrame(QFrame):
    """A surface for one part of the page. The heads of its table stand with their shares of the width."""

    name: ClassVar[str]
    heading: ClassVar[str]
    heads: ClassVar[tuple[str, ...]]
    shares: ClassVar[tuple[int, ...]]

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName(f"patient.{self.name}.part")
        self._services = services
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 11, 16, 13)
        self._column.addWidget(Caption(self.heading, self))
        self.table = TextTable(f"patient.{self.name}", self.heads, self.shares, self)
        self._column.addWidget(self.table)

    def put_above_table(self, widget: QWidget) -> None:
        """Put a widget between the heading and the table."""
        self._column.insertWidget(self._column.indexOf(self.table), widget)

    def put_below_table(self, widget: QWidget) -> None:
        """Put a widget below the table."""
        self._column.addWidget(widget)

    def scale(self, percent: int) -> None:
        """Follow the text size; texts do that by themselves, and drawings where there are any."""

    def show_log(self, log: PatientLog) -> None:
        """Show what a patient's log says."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show these rows; a table without any is not there."""
        self.table.show_rows(rows)
        show_or_hide(self.table, shown=bool(rows))

    def selected(self) -> str:
        """Give the key of the selected row; the only row counts as selected."""
        if self.table.rowCount() == 1:
            self.table.select_only(0)
        return self.table.current_key() if self.table.selectedItems() else ""


class DosesPart(PartFrame):
    """The timeline of doses, and the records, newest first."""

    name, heading, heads, shares = "doses", say.DOSES, say.DOSE_COLUMNS, (3, 4, 5, 4, 4, 3)

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(services, page)
        self.timeline = Timeline(self)
        self.put_above_table(self.timeline)
        self.table.choose_several()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self.timeline.scale(percent)

    def show_log(self, log: PatientLog) -> None:
        """Show every dose, amended and voided ones too."""
        from j3032calc.wording.page_words import dose_cells

        newest_first = sorted(log.doses, key=lambda one: one.dose.given_on, reverse=True)
        self.table.show_rows([(one.dose.id, dose_cells(one)) for one in newest_first])
        self._show_timeline(log.doses)

    def _show_timeline(self, doses: tuple[DoseHistory, ...]) -> None:
        from j3032calc.wording.page_words import timeline_words

        lanes = lanes_of(doses)
        words = timeline_words(
            {
                lane.name: [
                    (mark.given_on, mark.due, "voided" if mark.is_voided else "amended" if mark.is_amended else "")
                    for mark in lane.marks
                ]
                for lane in lanes
            }
        )
        self.timeline.show_lanes(lanes, self._services.today, words)


class OrdersPart(PartFrame):
    """The orders, active ones first."""

    name, heading, heads, shares = "orders", care_labels.ORDERS, care_labels.ORDER_COLUMNS, (4, 5, 4, 5)

    def show_log(self, log: PatientLog) -> None:
        """Show every order, ended ones too."""
        from j3032calc.wording.page_words import order_cells

        orders = sorted(log.orders, key=lambda order: not order.is_active)
        self.table.show_rows([(order.id, order_cells(order, self._services.today)) for order in orders])


class DocumentationPart(PartFrame):
    """What the chart says to each item of the active orders' checklists. A row's key is its order's id and its item."""

    name, heading = "documentation", care_labels.DOCUMENTATION
    heads, shares = care_labels.DOCUMENTATION_COLUMNS, (6, 6, 3, 4)

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(services, page)
        self._said = Quiet(parent=self)
        self._said.setObjectName(f"patient.{self.name}.said")
        self.put_above_table(self._said)

    def show_log(self, log: PatientLog) -> None:
        """Show every item; what nobody has recorded says so."""
        orders = [order for order in log.orders if order.is_active]
        shown = [self._of_order(log, order) for order in orders]
        self._said.setText("\n".join(heading for heading, _ in shown))
        self.show_rows([row for _, rows in shown for row in rows])
        show_or_hide(self, shown=bool(orders))

    def _of_order(self, log: PatientLog, order: Order) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
        from j3032calc.wording.care_words import documentation_cells, documentation_heading

        checklist = self._services.checklist_of(order)
        if checklist is None:
            return f"{order.drug.name}: {care_labels.NO_CHECKLIST}", []
        lines, by = checklist.lines(order.documentation), self._services.recorded_by(log, order)
        rows = [(f"{order.id} {line.item.id}", documentation_cells(line, by.get(line.item.id, ""))) for line in lines]
        return documentation_heading(order, lines), rows


class CoveragesPart(PartFrame):
    """Who pays, the first one first. A row's key is its place."""

    name, heading, heads, shares = "coverages", care_labels.COVERAGES, care_labels.COVERAGE_COLUMNS, (2, 5, 5, 5)

    def show_log(self, log: PatientLog) -> None:
        """Show every coverage."""
        from j3032calc.wording.care_words import coverage_cells

        self.show_rows([(str(place), coverage_cells(place, one)) for place, one in enumerate(log.patient.coverages)])


class AuthorizationsPart(PartFrame):
    """The authorizations, the newest first, and how much of each is used."""

    name, heading = "authorizations", care_labels.AUTHORIZATIONS
    heads, shares = care_labels.AUTHORIZATION_COLUMNS, (3, 4, 5, 5, 5)

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(services, page)
        self._meters = Meters(f"patient.{self.name}.meter", self)
        self.put_below_table(self._meters)

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._meters.scale(percent)

    def show_log(self, log: PatientLog) -> None:
        """Show every authorization, and a meter for those that have not ended."""
        from j3032calc.domain.visit.approval import read_meter
        from j3032calc.domain.visit.facts import past_dose
        from j3032calc.wording.care_words import authorization_cells, meter_words

        today, payers = self._services.today, self._services.payer_names
        doses = [past_dose(history.dose) for history in log.doses if not history.is_voided]
        meters = [read_meter(one, doses) for one in reversed(log.authorizations)]
        self.show_rows(
            [
                (
                    meter.authorization.id,
                    authorization_cells(
                        meter, payers.get(meter.authorization.payer_id, meter.authorization.payer_id), today
                    ),
                )
                for meter in meters
            ]
        )
        running = [meter for meter in meters if meter.authorization.last >= today]
        self._meters.show_meters([line for meter in running for line in meter_words(meter)])


class EntriesPart(PartFrame):
    """Everything in the log of a patient, the newest first; shown when somebody asks."""

    name, heading, heads, shares = "entries", say.ENTRIES, say.ENTRY_COLUMNS, (1, 3, 4, 3, 4)

    def show_log(self, log: PatientLog) -> None:
        """Show every entry, if they are to be seen."""
        from j3032calc.wording.page_words import entry_cells

        if not self.isHidden():
            people = self._services.people_by_id()
            self.table.show_rows([(str(one.sequence), entry_cells(one, people)) for one in reversed(log.entries)])
