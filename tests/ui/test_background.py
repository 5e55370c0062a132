"""Work in the background tells how far it is, can be stopped, and stops by itself when nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from j3032calc.domain.problems import Cancelled
from j3032calc.ui.background import Job

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_progress_arrives_in_the_windows_thread(qtbot: QtBot) -> None:
    told: list[tuple[int, int, bool]] = []
    parent = QObject()

    def work() -> str:
        for done in (1, 2):
            job.tell(done, 2)
        return "finished"

    job = Job(work, parent)
    here = threading.current_thread()
    job.progressed.connect(lambda done, of: told.append((done, of, threading.current_thread() is here)))
    with qtbot.waitSignal(job.done) as ended:
        job.start()

    assert ended.args == ["finished"]
    assert told == [(1, 2, True), (2, 2, True)]


def test_work_that_is_cancelled_stops_where_it_tells_its_progress(qtbot: QtBot) -> None:
    parent = QObject()
    may_go_on = threading.Event()

    def work() -> None:
        job.tell(1, 2)
        may_go_on.wait(10)
        job.tell(2, 2)
        pytest.fail("it went on")

    job = Job(work, parent)
    failed: list[object] = []
    job.failed.connect(failed.append)
    job.done.connect(failed.append)
    with qtbot.waitSignal(job.progressed):
        job.start()
    with qtbot.waitSignal(job.stopped):
        job.cancel()
        may_go_on.set()

    assert failed == []


def test_work_stops_when_the_page_that_asked_is_thrown_away(qtbot: QtBot) -> None:
    parent = QObject()
    may_go_on, has_ended = threading.Event(), threading.Event()
    how: list[type[BaseException]] = []

    def work() -> None:
        may_go_on.wait(10)
        try:
            job.tell(1, 2)
        except Cancelled as cancelled:
            how.append(type(cancelled))
            raise
        finally:
            has_ended.set()

    job = Job(work, parent)
    job.start()
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    may_go_on.set()
    qtbot.waitUntil(has_ended.is_set)

    assert how == [Cancelled]


@pytest.mark.parametrize("how", ["closed", "thrown-away"])
def test_a_window_that_ends_while_work_goes_on_ends_in_peace(how: str) -> None:
    """A signal from a thread, as the window was freed, ended one program in ten with a segmentation fault."""
    script = Path(__file__).with_name("ending_while_working.py")
    for milliseconds in range(4, 60, 6):
        run = subprocess.run(
            [sys.executable, str(script), str(milliseconds), how],
            env=os.environ | {"PYTHONPATH": str(script.parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, ""), milliseconds
