"""The Give page: one column to fill, one that answers on every keystroke. Without a patient nothing is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.answers_panel import AnswersPanel
from j3032calc.ui.column import Column
from j3032calc.ui.give_form import GiveForm
from j3032calc.ui.guide import Guide
from j3032calc.ui.text import laid_out_once
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.order import Rounding
    from j3032calc.domain.package import Identified
    from j3032calc.domain.product import Product
    from j3032calc.services.calculation import Calculator
    from j3032calc.services.entering_verdicts import Judged
    from j3032calc.services.ports import Clock
    from j3032calc.ui.answering import Entries, Outcome
    from j3032calc.ui.cards import Card
    from j3032calc.ui.field import Field

_CODE: Final = re.compile(r"[A-Za-z][0-9]{4}")
# Below these widths, at the usual text size, fields and answers stand in one column.
_NARROW_FORM, _NARROW_ANSWERS = 380, 480


class GivePage(QWidget):
    """The calculator. ``answered`` follows every change; ``refused`` gives a sentence that belongs to no field."""

    answered = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("give")
        self.form = GiveForm(self)
        self.answers = AnswersPanel(self)
        self.card: Card | None = None
        self.calculation: Calculation | None = None
        # What stands against the visit of a patient; without one a calculation says what it found itself.
        self.judge: Callable[[Calculation], Judged | None] | None = None
        self.rounding: Rounding | None = None
        self._calculator: Calculator | None = None
        self._clock: Clock | None = None
        self._guide = Guide(self.form)
        self._today = ""
        # A scan that came before the catalogue was loaded.
        self._waiting_scan = ""
        self._card_of = ""
        # Whether the card came by itself; then it goes with the code that brought it.
        self._is_card_due = False
        self._percent = 100
        self._lay_out()
        self.form.changed.connect(self.recalculate)
        self.form.finished.connect(self._write_out)

    def _lay_out(self) -> None:
        self._front = QWidget(self)
        self._front.setObjectName("front")
        self._stack = QVBoxLayout(self._front)
        self._stack.setContentsMargins(0, 0, 6, 6)
        self._stack.addWidget(self.answers)
        self._stack.addStretch(1)
        self._left = Column("form.column", self.form, self)
        self._right = Column("answers.column", self._front, self)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(14, 12, 8, 8)
        columns.setSpacing(14)
        columns.addWidget(self._left, 42)
        columns.addWidget(self._right, 58)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stand fields and answers side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._percent = percent
        self.answers.scale(percent)
        self._arrange()

    def _arrange(self) -> None:
        form, answers = self._left.width(), self._right.width()
        self.form.stack(narrow=form * 100 < _NARROW_FORM * self._percent)
        self.answers.stack(narrow=answers * 100 < _NARROW_ANSWERS * self._percent)

    # --- What the nurse does -----------------------------------------------------------------------------------------

    def use(self, calculator: Calculator, clock: Clock) -> None:
        """Take the calculation service, once it is loaded, and answer what was typed meanwhile."""
        self._calculator, self._clock = calculator, clock
        self._guide.start(calculator.catalogue)
        self.answers.complete()
        self._follow_today()
        self.recalculate()
        if self._waiting_scan:
            self.take_scan(self._waiting_scan)

    def offer_anew(self) -> None:
        """Offer what the catalogue has now: the site's own payers and products come with a person who signs in."""
        if self._calculator is not None:
            self._guide.start(self._calculator.catalogue)
            self.recalculate()

    def start_again(self) -> Entries:
        """Clear everything; give what stood there, so that it can be put back."""
        from j3032calc.ui.answering import Entries

        self.form.complete()
        stood = self.form.entries()
        self.close_card()
        self._guide.forget_scans()
        self.form.fill(Entries(given_on=self._today))
        self.go_to_product()
        return stood

    def go_to_product(self) -> None:
        """Put the cursor where a scan or a name goes."""
        field = self._first_field
        field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.edit.selectAll()
        self.reveal_first()

    @property
    def _first_field(self) -> Field:
        if self.form.other_drug.isChecked():
            self.form.complete()
            return self.form.fields["billing_unit"]
        return self.form.product_field

    def reveal_first(self) -> None:
        """Scroll so that the field where a scan or a name goes is seen."""
        # Not ``reveal``, which asks Qt for its own widgets around.
        self._left.reveal(self._first_field.edit)

    def recalculate(self) -> None:
        """Answer what stands in the form, or say what is needed or wrong."""
        self.calculation = None
        if self._calculator is None:
            self.answers.say(labels.LOADING)
            return
        from j3032calc.ui.answering import answer, name_product

        self._follow_today()
        named = name_product(self._calculator, self.form.entries())
        with laid_out_once(self.form, self._front, self.answers, self.answers.complete()):
            self._guide.follow(named)
            outcome = answer(self._calculator, self.form.entries(), named, self.rounding)
            self._guide.note(outcome)
            self._show(outcome)
        self._open_disputed_code()
        self.answered.emit()

    def _show(self, outcome: Outcome) -> None:
        from j3032calc.ui.answer_texts import answers_of

        self.calculation = outcome.calculation
        if outcome.calculation is not None:
            judged = None if self.judge is None else self.judge(outcome.calculation)
            self.answers.show_answers(answers_of(outcome.calculation, judged))
        elif outcome.problems:
            names = ", ".join(labels.FIELD_NAMES[name] for name, _ in outcome.problems)
            self.answers.say(labels.CHECK_ENTRY.format(fields=names))
        else:
            names = ", ".join(labels.NEEDED.get(name, labels.FIELD_NAMES[name]) for name in outcome.needs)
            self.answers.say(labels.STILL_NEEDED.format(fields=names))

    def _follow_today(self) -> None:
        """Keep the date given at today, until someone types another; also when the window stays open past midnight."""
        from j3032calc.wording.writing import write_date

        if self._clock is None:
            return
        today, field = write_date(self._clock.now().date()), self.form.date_field
        if today != self._today and field.entry in {"", self._today}:
            self._today = today
            field.edit.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            field.fill(today)
            field.edit.blockSignals(False)  # noqa: FBT003 - Qt's own argument

    def _write_out(self, name: str) -> None:
        """Show a date that was read the way dates are written here, once its field is left."""
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.reading import read_date
        from j3032calc.wording.writing import write_date

        field = self.form.fields[name]
        if name != "given_on" or self._calculator is None or not field.entry:
            return
        try:
            written = write_date(read_date(field.entry))
        except Problem:
            return
        if written != field.entry:
            field.fill(written)

    # --- Scans and codes ---------------------------------------------------------------------------------------------

    def take_scan(self, text: str) -> None:
        """Take a carton's barcode, or a code, wherever in the window it was scanned."""
        if self._calculator is None:
            self._waiting_scan = text
            return
        from j3032calc.domain.problems import Problem
        from j3032calc.services.identify import identify
        from j3032calc.wording.problems import sentence

        self.form.other_drug.setChecked(False)
        try:
            if _CODE.fullmatch(text.strip()):
                self.form.product_field.fill(text.strip())
                return
            package = identify(self._calculator.catalogue, text)
        except Problem as problem:
            self._refuse_scan(sentence(problem))
            return
        if package.product is None:
            self._refuse_scan(labels.NOT_IN_CATALOGUE.format(ndc=package.ndc))
            return
        self.take_package(package)

    def _refuse_scan(self, said: str) -> None:
        self._guide.forget_scans()
        self.form.product_field.fill("")
        self.form.product_field.show_note(problem=said)

    def take_package(self, package: Identified) -> None:
        """Fill product and package of a scan."""
        self.form.other_drug.setChecked(False)
        self._guide.take_package(package)
        self.recalculate()

    @property
    def product(self) -> Product | None:
        """The product that the form names, if it does."""
        from j3032calc.ui.answering import name_product

        return None if self._calculator is None else name_product(self._calculator, self.form.entries()).product

    def _open_disputed_code(self) -> None:
        """Open the cross-check when a code that means two drugs stands in any field."""
        from j3032calc.ui.answering import disputed_code

        texts = [field.entry for field in self.form.fields.values() if not field.isHidden()]
        code = "" if self._calculator is None else disputed_code(self._calculator.catalogue, texts)
        if code and code != self._card_of:
            self.check_code(code)
            self._is_card_due = True
        elif not code:
            self._card_of = ""
            if self._is_card_due:
                self.close_card()

    def check_code(self, code: str = "") -> None:
        """Open the cross-check of a code, or of the code that the answer bills."""
        from j3032calc.domain.problems import Problem
        from j3032calc.ui.answering import code_at_hand
        from j3032calc.ui.cards import CrossCheckCard
        from j3032calc.wording.problems import sentence

        calculator = self._calculator
        asked = code if code or calculator is None else code_at_hand(calculator, self.form.entries())
        if not asked or calculator is None:
            self.refused.emit(labels.NO_CODE_TO_CHECK)
            return
        try:
            check = calculator.catalogue.cross_check(asked)
        except Problem as problem:
            self.refused.emit(sentence(problem))
            return
        self._card_of = asked
        card = CrossCheckCard(check, self._front)
        card.chosen.connect(self._choose_drug)
        self.show_card(card, takes_focus=not code)

    def _choose_drug(self, name: str) -> None:
        for field in self.form.fields.values():
            if field.entry.upper() == self._card_of:
                field.fill("")
        self.close_card()
        self.form.other_drug.setChecked(False)
        self.form.product_field.fill(name)
        self.form.fields["dose"].edit.setFocus()

    # --- Cards -------------------------------------------------------------------------------------------------------

    def show_card(self, card: Card, *, takes_focus: bool) -> None:
        """Put a card in front of the answers, in the place of any other."""
        self._drop_card()
        self._is_card_due = False
        self.card = card
        card.closed.connect(self.close_card)
        self._stack.insertWidget(0, card)
        self.answers.hide()
        card.show()
        self._right.verticalScrollBar().setValue(0)
        if takes_focus:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Close the card and show the answers again."""
        if self.card is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is self.card or self.card.isAncestorOf(focused))
        self._drop_card()
        self.answers.show()
        if had_focus:
            self.go_to_product()

    def _drop_card(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
