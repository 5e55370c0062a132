"""A day at the window with a patient of 200 entries open: keystrokes, turning pages, and memory that does not grow.

Ratios are judged, as the machine's speed drifts; milliseconds are printed beside what is wanted of them.
"""

from __future__ import annotations

import gc
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from j3032calc.app import App
from j3032calc.domain.people import Account, Role
from j3032calc.services.session import Session, Unlocked
from j3032calc.ui.look import load_fonts
from j3032calc.ui.main_window import MainWindow
from tests.benchmarks.log_maker import make_log
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock
from tests.invented_log import FixedKey, open_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from j3032calc.ui.log_desk import LogDesk
    from j3032calc.ui.signed_in import SignedIn

pytestmark = pytest.mark.benchmark
ONE_FRAME_MS = 16.0
PAGE_MS = 50.0
MOST_PATIENT_RATIO = 1.5
MOST_GROWTH = 1.05
WARM_ROUNDS, ROUNDS = 250, 1_000
NURSE = Account(id="a1", user="nora", name="Nora Field", credential="RN", roles=(Role.LEAD,))


class Day:
    """A window in which a nurse is signed in to a log with one patient of 200 entries."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.patient_id = make_log(folder, entries=400, patients=20)
        app = App()
        clock = FixedClock()
        app.__dict__["clock"] = clock
        app.__dict__["vault"] = cheap_vault(folder / "keys", clock)
        load_fonts(app.fonts)
        self.window = MainWindow(app)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready, timeout=60_000):
            self.window.show()
        self.session = Session(clock, app.vault, Unlocked(open_log(folder), FixedKey(), NURSE))
        self.window.open_log()
        self.desk.shift._begin(self.session)
        settle()

    @property
    def desk(self) -> LogDesk:
        desk = self.window._log_desk
        assert desk is not None
        return desk

    @property
    def work(self) -> SignedIn:
        work = self.desk.work
        assert work is not None
        return work

    def type_doses(self, times: int) -> list[float]:
        """Type a dose again and again; give the milliseconds from each keystroke to the repainted window."""
        dose = self.window.page.form.fields["dose"].edit
        took = []
        for _ in range(times):
            dose.clear()
            for letter in "217.2 mg":
                started = time.perf_counter()
                QTest.keyClicks(dose, letter)
                QApplication.processEvents()
                self.window.repaint()
                took.append((time.perf_counter() - started) * 1000)
        return took

    def turn(self, name: str) -> float:
        """Turn to a page; give the milliseconds until it is painted."""
        started = time.perf_counter()
        self.window.nav.buttons[name].click()
        QApplication.processEvents()
        self.window.repaint()
        return (time.perf_counter() - started) * 1000


def settle() -> None:
    """Let everything happen that was put off, deletions too."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    day = Day(qtbot, tmp_path)
    yield day
    day.desk.shift.lock()


def tell(what: str, took: list[float], wanted: float) -> float:
    """Print the median and the 99th percentile; give the percentile."""
    worst = statistics.quantiles(took, n=100)[98]
    print(f"\n{what}: median {statistics.median(took):.1f} ms, p99 {worst:.1f} ms (wanted {wanted:.0f})")
    return worst


def test_a_keystroke_takes_no_longer_with_a_patient_of_200_entries_open(day: Day) -> None:
    form = day.window.page.form
    day.window.show_page("give")
    QTest.keyClicks(form.fields["product"].edit, "cinqair")
    day.type_doses(10)
    alone = day.type_doses(50)
    day.window.page.start_again()

    day.work.open_patient(day.patient_id)
    log = day.work.patient_log
    assert log is not None
    assert len(log.entries) >= 200
    day.work.begin_dose(log.orders[0].id if log.orders else "")
    QTest.keyClicks(form.fields["product"].edit, "cinqair")
    day.type_doses(10)
    with_patient = day.type_doses(50)

    tell("keystroke to repaint without a patient", alone, ONE_FRAME_MS)
    tell("keystroke to repaint with 200 entries open", with_patient, ONE_FRAME_MS)
    assert statistics.median(with_patient) <= MOST_PATIENT_RATIO * statistics.median(alone)


def test_pages_turn_and_the_times_are_reported(day: Day) -> None:
    day.work.open_patient(day.patient_id)
    pages = ("today", "patient", "give", "settings")
    took: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(30):
        for name in pages:
            took[name].append(day.turn(name))

    for name, times in took.items():
        print(f"\nfirst turn to {name}: {times[0]:.1f} ms", end="")
        tell(f"turn to {name}", times[1:], PAGE_MS)
    assert day.window.pages.front == "settings"


def test_memory_does_not_grow_over_a_day(day: Day) -> None:
    def live(rounds: int) -> None:
        for number in range(rounds):
            day.work.open_patient(day.patient_id)
            for name in ("today", "give", "settings", "patient"):
                day.turn(name)
            if number % 10 == 0:
                day.window.look.choose(("light", "dark")[number // 10 % 2])
            settle()

    live(WARM_ROUNDS)
    before = resident_mib(), widgets(day.window)
    live(ROUNDS)
    after = resident_mib(), widgets(day.window)

    print(f"\n{ROUNDS:,} rounds: {before[0]:.1f} to {after[0]:.1f} MiB, widgets {before[1]} to {after[1]}")
    assert after[1] == before[1]
    assert after[0] <= MOST_GROWTH * before[0]


def resident_mib() -> float:
    """Give how much memory the program has now."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def widgets(window: MainWindow) -> int:
    """Count the widgets of the program."""
    assert window.isVisible()
    return len(QApplication.allWidgets())
