"""The demonstration in the window: signed in by itself, marked everywhere, and gone when it ends."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from PySide6.QtWidgets import QApplication, QLabel

from j3032calc.app_demo import DemoApp
from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.ui.main_window import MainWindow
from tests.fixed_clock import FixedClock
from tests.ui.conftest import sign_out
from tests.ui.test_log_pages import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from j3032calc.services.session import Session


@pytest.fixture
def visitor(qtbot: QtBot) -> Iterator[Desk]:
    """Give somebody who looks at a new demonstration."""
    app = DemoApp()
    app.__dict__["clock"] = FixedClock()
    window = MainWindow(app)
    qtbot.addWidget(window, before_close_func=lambda _: sign_out(window, qtbot))
    window.show()
    visitor = Desk(window, qtbot, None)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: window.pages.front == "today", timeout=60_000)
    window.activateWindow()
    yield visitor
    app.close()
    assert not app.places.data.parent.exists()


def test_it_opens_on_today_with_somebody_signed_in(visitor: Desk) -> None:
    assert visitor.read("demonstration.mark") == "Demonstration"
    assert visitor.window.windowTitle() == "Demonstration – J3032 Calculator"
    assert "nora (nurse), will (nurse), lena (lead)" in visitor.read("demonstration.notice")
    assert "Password demonstration. PIN 2580." in visitor.read("demonstration.notice")
    assert len(visitor.table("today.under_way.table")) == 2
    # What belongs to a dose for a patient is not offered here.
    assert not visitor.button("action.sign").isVisibleTo(visitor.window)


def test_the_mark_stays_on_every_page_and_when_it_is_locked(visitor: Desk) -> None:
    for page in ("patient", "give", "settings"):
        visitor.click(f"nav.{page}")
        assert visitor.read("demonstration.mark") == "Demonstration", page
    visitor.press("Ctrl+L")

    assert visitor.window.pages.front == "unlock"
    assert "Password demonstration" in visitor.read("demonstration.notice")

    visitor.fill("sign_in", user="will", password="demonstration")
    visitor.click("sign_in.send")
    visitor.qtbot.waitUntil(lambda: visitor.window.pages.front == "today", timeout=20_000)
    assert visitor.read("nav.who") == "Will Marsh-Demo, LPN"


def test_paper_says_on_each_page_that_it_is_no_record(visitor: Desk) -> None:
    app = visitor.window._app
    session = visitor.window._log_desk.work.services.session  # type: ignore[union-attr]
    entry = next(entry for entry in session.log.entries() if entry.kind is Kind.DOSE_RECORDED)
    paperwork = app.paperwork(session)

    pdf = paperwork.print(paperwork.record(entry.subject)).pdf

    with pdfplumber.open(BytesIO(pdf)) as pages:
        texts = [page.extract_text() for page in pages.pages]
    assert texts
    for text in texts:
        assert "Demonstration: every patient is invented." in text
    assert "DEMONSTRATION" in texts[0]


class RefusedDemo(DemoApp):
    """Its folder cannot be written to."""

    def begin(self) -> Session:
        raise LogNotWritten("the disk is full")


def test_a_folder_that_refuses_is_said_on_the_way_in(qtbot: QtBot) -> None:
    window = MainWindow(RefusedDemo())
    qtbot.addWidget(window)
    window.show()

    visitor = Desk(window, qtbot, None)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: visitor.read("sign_in.problem") != "", timeout=20_000)
    assert "the disk is full" in visitor.read("sign_in.problem")


def test_who_is_signed_in_is_never_cut_short(visitor: Desk) -> None:
    who = visitor.window.findChild(QLabel, "nav.who")
    assert who is not None

    def is_whole() -> bool:
        return who.width() >= who.fontMetrics().horizontalAdvance(who.text())

    visitor.window.resize(1240, 800)
    visitor.qtbot.waitUntil(lambda: visitor.window.nav.width() == 1240 and is_whole())
    QApplication.processEvents()
    beside = visitor.window.nav.height()

    visitor.window.look.resize(100)
    visitor.window.resize(1024, 768)
    visitor.qtbot.waitUntil(lambda: visitor.window.width() == 1024 and is_whole())
    assert visitor.window.nav.height() > 2 * beside
    assert visitor.read("nav.who") == "Nora Field-Demo, RN"
