"""A dose for a returning patient in the real program on a real X server, by keys and scans from outside alone.

Each step's picture is kept in the folder of the test, to be looked at: ``pytest --basetemp FOLDER``.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtGui import QImage

from j3032calc.app import App
from j3032calc.domain.administration import DrugSource
from j3032calc.domain.charting import Charted, containers_of
from j3032calc.domain.people import Role
from j3032calc.services.administrations import Confirmation
from j3032calc.services.calculation import Typed
from tests.clinic import NINA, OWN_PASSWORD, PIN
from tests.end_to_end import test_window_under_xvfb as xvfb
from tests.invented import TEZSPIRE, a_patient, an_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from j3032calc.domain.history import DoseHistory
    from j3032calc.services.session import Session

pytestmark = xvfb.pytestmark
display, workstation = xvfb.display, xvfb.workstation

ORDERED: Final = {"ordered_on": date(2026, 10, 1), "signed_on": date(2026, 10, 1), "expires_on": date(2090, 1, 1)}
WIDTH: Final = 1280
HEIGHT: Final = 800
LAST_TIME: Final = date(2026, 10, 26)


@pytest.fixture(autouse=True)
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The program's own folders, with a log in which one patient has had a dose."""
    monkeypatch.setenv("J3032CALC_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("J3032CALC_ANCHORS", str(tmp_path / "anchors"))
    app = App()
    nina = replace(NINA, roles=(Role.ADMINISTRATOR, Role.NURSE))
    session, _ = app.workstation.set_up("Lakeside Infusion", nina, OWN_PASSWORD)
    app.people(session).set_own_pin(OWN_PASSWORD, PIN)
    give_before(app, session)
    session.sign_out()
    return app


def give_before(app: App, session: Session) -> None:
    """Take the patient in, with an order and an earlier dose."""
    services = app.services(session)
    patient = services.patients.add(a_patient(id=session.new_id()))
    order = services.orders.write(an_order(id=session.new_id(), patient_id=patient.id, drug=TEZSPIRE, **ORDERED))
    calculation = app.calculator.answer(Typed(product="tezspire", dose="210 mg", given_on=LAST_TIME.isoformat()))
    charted = Charted(
        id=session.new_id(),
        patient_id=patient.id,
        order_id=order.id,
        containers=tuple(
            replace(one, lot="L1", expiry=date(2027, 12, 31)) for one in containers_of(calculation.plan.containers)
        ),
        body_site="abdomen",
        source=DrugSource.PURCHASED,
        late_reason="from paper",
    )
    services.doses.sign(calculation, charted, Confirmation(pin=PIN, is_given=True))


class Screen:
    """What the X server shows."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "Xvfb_screen0"
        self._folder = folder

    def pixels(self) -> bytes:
        return self._file.read_bytes()

    def top(self) -> bytes:
        """Give what stands at the right end of the row of pages: who is signed in, and the lock."""
        dump = self.pixels()
        start, stride = len(dump) - HEIGHT * WIDTH * 4, WIDTH * 4
        return b"".join(dump[start + row * stride + 2 * WIDTH : start + (row + 1) * stride] for row in range(45))

    def wait_for_somebody(self, before: bytes) -> None:
        """Wait until somebody is signed in: opening the log takes its time."""
        xvfb.until(lambda: "yes" if self.top() != before else "", "somebody signed in")

    def wait(self, before: bytes) -> bytes:
        """Wait until the screen is another one, and stands still."""

        def settled() -> str:
            first = self.pixels()
            time.sleep(0.8)
            return "yes" if first != before and self.pixels() == first else ""

        xvfb.until(settled, "another picture")
        return self.pixels()

    def keep(self, name: str) -> None:
        """Save the picture; the file of the X server begins with a header and a table of colours."""
        dump = self.pixels()
        rows = dump[len(dump) - HEIGHT * WIDTH * 4 :]
        QImage(rows, WIDTH, HEIGHT, WIDTH * 4, QImage.Format.Format_RGB32).save(str(self._folder / f"{name}.png"))


def doses_of(app: App) -> list[DoseHistory]:
    """Read the log once the program has let it go."""
    session = app.workstation.sign_in(NINA.user, OWN_PASSWORD)
    services = app.services(session)
    patient = services.patients.of_number("12-345")
    assert patient is not None
    doses = list(services.patients.open(patient.id).doses)
    session.sign_out()
    return doses


def sign_in(hands: xvfb.Workstation) -> None:
    for text in (NINA.user, OWN_PASSWORD):
        hands.type(text)
        hands.press("Return")


def confirm(hands: xvfb.Workstation) -> None:
    hands.type("abdomen")
    hands.press("Return")
    hands.press("alt+g")
    hands.type(PIN)


STEPS: Final[dict[str, Callable[[xvfb.Workstation], object]]] = {
    "1-patient": lambda hands: hands.do("type", "--args", "1", "--delay", "2", "12-345", "key", "Return"),
    "2-give": lambda hands: hands.scan("010035551311201721ABC123", "1740123110LOT7"),
    "3-sign": lambda hands: hands.press("ctrl+Return"),
    "4-confirmed": confirm,
    "5-signed": lambda hands: hands.press("Return"),
}


def test_a_returning_patients_dose_by_keys_and_scans(workstation: xvfb.Workstation, app: App, tmp_path: Path) -> None:
    screen = Screen(tmp_path)
    workstation.focus("^J3032 Calculator$")
    shown = screen.wait(b"")
    nobody = screen.top()
    sign_in(workstation)
    screen.wait_for_somebody(nobody)
    shown = screen.wait(shown)
    for name, do in STEPS.items():
        do(workstation)
        shown = screen.wait(shown)
        screen.keep(name)
    workstation.press("ctrl+r")
    screen.wait(shown)
    workstation.press("ctrl+s")
    workstation.focus("^Save as PDF$")
    workstation.press("Return")
    xvfb.until(lambda: "yes" if list(tmp_path.glob("*.pdf")) else "", "the PDF")
    assert xvfb.close(workstation) == (0, "", "")

    *_, newest = doses_of(app)
    assert newest.dose.body_site == "abdomen"
    assert [(used.lot, used.is_confirmed) for used in newest.dose.containers] == [("LOT7", True)]
