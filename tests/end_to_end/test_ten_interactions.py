"""How many interactions a dose takes: one click, key chord, scan or completed field each, counted as they are made.

A field counts once with the Enter that completes it, an empty one that is passed by with Enter too; the PIN is one
field. Real keys go to whatever has the focus in the real window on a real log, and presses to what is seen. Nothing is
filled behind the window's back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from j3032calc.domain.patient import Weight
from j3032calc.domain.quantities import DosePerWeight
from tests.invented import CINQAIR, TODAY, kg, mg
from tests.ui import test_log_pages
from tests.ui.given import PIN, TEZSPIRE, admit, cinqair, give_before, patient_of_number, prescribe, record_of
from tests.ui.on_paper import tray
from tests.ui.test_scan import scan

if TYPE_CHECKING:
    from tests.ui.given import Desk

clinic, desk = test_log_pages.clinic, test_log_pages.desk

SIGNED = {
    "ordered_on": date(2026, 10, 1),
    "signed_on": date(2026, 10, 1),
    "expires_on": date(2027, 10, 1),
    "diagnoses": ("J45.50",),
}
LAST_TIME = date(2026, 10, 26)


class Hands:
    """A nurse's hands: they press keys, click and scan, see where the cursor is, and count."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0

    @property
    def _cursor(self) -> QWidget:
        focused: QWidget | None = self.desk.window.focusWidget()
        return self.desk.window if focused is None else focused

    def here(self) -> str:
        """Give the name of what has the cursor."""
        return self._cursor.objectName()

    def scan(self, code: str) -> None:
        """Scan something: one interaction."""
        self.count += 1
        scan(self._cursor, code)

    def press(self, keys: str) -> None:
        """Press one chord: one interaction."""
        self.count += 1
        self.desk.press(keys)
        self._settle()

    def field(self, text: str = "") -> None:
        """Type into the field that has the cursor, or pass it by, and press Enter: one interaction."""
        self.count += 1
        cursor = self._cursor
        QTest.keyClicks(cursor, text)
        QTest.keyClick(cursor, Qt.Key.Key_Return)
        self._settle()

    def click(self, name: str) -> None:
        """Press something that is seen, with the mouse: one interaction."""
        self.count += 1
        button = next(one for one in self.desk.window.findChildren(QAbstractButton, name))
        self._scroll_to(button)
        assert not button.visibleRegion().isEmpty(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._settle()

    def print(self) -> None:
        """Press Enter, for the print is under the cursor once a dose is signed: one interaction."""
        assert self.here() == "message.do"
        self.count += 1
        QTest.keyClick(self._cursor, Qt.Key.Key_Return)
        self.desk.qtbot.waitUntil(lambda: bool(printed(self.desk)), timeout=20_000)

    def _scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel, which counts for nothing: no choice is made with it."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)

    def _settle(self) -> None:
        """Wait for what is sent in the background."""

        def is_settled() -> bool:
            waits = [one for one in self.desk.window.findChildren(QLabel) if one.objectName().endswith(".wait")]
            return not any(one.isVisibleTo(self.desk.window) for one in waits)

        QApplication.processEvents()
        self.desk.qtbot.waitUntil(is_settled, timeout=20_000)
        QApplication.processEvents()


@pytest.fixture
def hands(desk: Desk) -> Hands:
    """Hands at a workstation with Today in front and one printer."""
    desk.set_up()
    desk.press("F5")
    return Hands(desk)


def printed(desk: Desk) -> list[bytes]:
    """Give how each file begins that the printer was sent."""
    return [pdf[:4] for pdf, _ in tray(desk).sent]


def test_a_returning_patients_injection_takes_ten_or_fewer(hands: Hands) -> None:
    desk = hands.desk
    patient = admit(desk)
    order = prescribe(desk, patient, **SIGNED)
    give_before(desk, patient, order, LAST_TIME, dose="210 mg")

    hands.scan("12-345")
    hands.scan(TEZSPIRE)
    hands.press("Ctrl+Return")
    assert hands.here() == "sign.body_site"
    assert not desk.button("sign.is_given").isChecked()
    hands.field("abdomen")
    hands.press("Alt+G")
    assert hands.here() == "sign.pin"
    hands.field(PIN)
    hands.print()

    dose = record_of(desk, patient)
    assert (dose.given_on, dose.balance.given, dose.body_site) == (TODAY, mg(210), "abdomen")
    assert [(used.lot, used.expiry, used.is_confirmed) for used in dose.containers] == [
        ("LOT7", date(2027, 12, 31), True)
    ]
    assert printed(desk) == [b"%PDF"]
    assert hands.count == 7


def test_a_returning_patients_infusion_with_a_discard_takes_ten(hands: Hands) -> None:
    desk = hands.desk
    patient = admit(desk, weights=(Weight(amount=kg(31), on=date(2026, 11, 20)),))
    order = prescribe(desk, patient, drug=CINQAIR, dose=DosePerWeight(mg(3)), **SIGNED)
    give_before(desk, patient, order, LAST_TIME, dose="3 mg/kg", weight="31 kg")

    hands.scan("12-345")
    hands.scan(cinqair("S1"))
    hands.press("Ctrl+T")
    # Shorter than the idle lock, which knows no hands in a test that moves the clock.
    desk.clinic.clock.pass_time(minutes=9)
    hands.press("Ctrl+Shift+T")
    assert hands.here() == "sign.body_site"
    hands.field("left forearm")
    hands.field("30")
    hands.press("Alt+G")
    hands.press("Alt+D")
    hands.field(PIN)
    hands.print()

    dose = record_of(desk, patient)
    assert (dose.balance.given, dose.balance.discarded) == (mg(93), mg(7))
    assert dose.discard is not None
    assert dose.discard.is_not_shared
    assert printed(desk) == [b"%PDF"]
    assert hands.count == 10


def enter_patient_and_order(hands: Hands) -> None:
    """Enter a new patient with the weight and an order, from Today."""
    # The patient and the weight.
    hands.click("today.new_patient")
    for text in ("Moss", "Ada", "03-Feb-1980", "12-345"):
        hands.field(text)
    hands.click("new_patient.sex.2")
    hands.click("new_patient.send")
    hands.press("Ctrl+W")
    hands.field("72.4 kg")
    hands.field()
    # The order: product, dose, interval, rounding, prescriber, credential, NPI, diagnoses, and its four days.
    hands.press("Ctrl+O")
    for text in ("cinqair", "3 mg/kg", "", "", "Dr. Ana Ruiz", "MD", "1234567893", "J45.50", "", "23-Nov-2026", ""):
        hands.field(text)
    hands.field("23-Nov-2027")


def test_the_first_dose_of_a_new_patient_takes_forty_or_fewer(hands: Hands) -> None:
    desk = hands.desk

    enter_patient_and_order(hands)
    # The dose: three vials.
    for serial in ("S1", "S2", "S3"):
        hands.scan(cinqair(serial))
    hands.press("Ctrl+T")
    # Shorter than the idle lock, which knows no hands in a test that moves the clock.
    desk.clinic.clock.pass_time(minutes=9)
    hands.press("Ctrl+Shift+T")
    hands.field("left forearm")
    hands.field("30")
    hands.click("sign.source.2")
    hands.field("rest of a single-dose vial")
    hands.field("waste bin")
    for keys in ("Alt+G", "Alt+D"):
        hands.press(keys)
    hands.field(PIN)
    hands.print()

    dose = record_of(desk, patient_of_number(desk, "12-345"))
    assert (dose.balance.given, dose.balance.discarded) == (mg("217.2"), mg("82.8"))
    assert dose.drug == CINQAIR
    assert [(used.count, used.lot) for used in dose.containers] == [(3, "C44")]
    assert printed(desk) == [b"%PDF"]
    assert hands.count == 37
