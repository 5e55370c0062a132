"""An error of our own: told in plain words, entered work kept, and no value of it in dialog, file or standard error."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from j3032calc.storage.error_file import ErrorFile
from j3032calc.ui.background import Job
from j3032calc.ui.crash import LastResort, report
from j3032calc.ui.text import Button
from j3032calc.wording import labels
from tests.fixed_clock import FixedClock
from tests.ui.conftest import Nurse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from j3032calc.app import App
    from j3032calc.ui.main_window import MainWindow

SECRET = "QUILLFEATHER, Zéphyrine"


class Watched(Nurse):
    """A nurse at a window whose errors are taken up, and who sees where they are written."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        super().__init__(window, qtbot)
        self.folder = folder
        self.is_kept = True
        self.kept = 0
        app = window._app
        app.note_error = ErrorFile(folder, FixedClock(), "1 test").note  # type: ignore[method-assign]
        self.last_resort = LastResort(app, window.message, self.keep)
        self.last_resort.install()
        self.broken = Button("Broken", window)
        self.broken.setObjectName("broken")
        self.broken.clicked.connect(self.fail)

    def keep(self) -> None:
        self.kept += 1
        if not self.is_kept:
            raise OSError(SECRET)

    def fail(self) -> None:
        patient = SECRET
        raise ValueError(patient)

    def written(self) -> str:
        file = self.folder / "errors.log"
        return file.read_text("utf-8") if file.exists() else ""


@pytest.fixture
def watched(nurse: Nurse, tmp_path: Path, app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    yield Watched(nurse.window, nurse.qtbot, tmp_path)
    app.__dict__.pop("note_error", None)


@pytest.fixture
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """See that nothing at all came out of the program."""
    yield
    out, err = capfd.readouterr()
    assert SECRET not in out + err
    assert "Traceback" not in out + err


@pytest.mark.usefixtures("quiet")
def test_an_error_in_a_slot_is_told_and_what_was_entered_is_kept(watched: Watched) -> None:
    watched.type("product", "tezspire")
    watched.type("dose", "210 mg")

    watched.broken.click()

    assert watched.read("message.text") == labels.INTERNAL_ERROR
    assert watched.kept == 1
    assert watched.answers()["bill"] == "210 billing units\nJZ"

    watched.button("message.do").click()
    assert "ValueError\n  at test_crash.py, line " in watched.read("message.text")
    assert ", in fail" in watched.read("message.text")
    assert SECRET not in watched.everything()

    watched.button("message.do").click()
    assert QApplication.clipboard().text().startswith(labels.ERROR_DETAILS.partition("\n")[0])
    assert "ValueError" in watched.written()
    assert SECRET not in watched.written()
    # The window goes on.
    watched.type("dose", "105 mg")
    assert watched.answers()["bill"].startswith("105 billing units")


@pytest.mark.usefixtures("quiet")
def test_an_error_in_the_background_is_told_in_the_windows_thread(watched: Watched) -> None:
    def fail(error: object) -> None:
        assert isinstance(error, Exception)
        raise error

    job = Job(watched.fail, watched.window)
    job.failed.connect(fail)
    job.start()

    watched.qtbot.waitUntil(lambda: watched.read("message.text") == labels.INTERNAL_ERROR)
    assert "in _run" in watched.written()
    assert SECRET not in watched.written()


@pytest.mark.usefixtures("quiet")
def test_an_error_in_a_bare_thread_and_one_in_a_finalizer_are_told_too(watched: Watched) -> None:
    class Fails:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    thread = threading.Thread(target=watched.fail)
    thread.start()
    thread.join()
    watched.qtbot.waitUntil(lambda: watched.kept == 1)
    Fails()

    assert watched.kept == 2
    assert "in __del__" in watched.written()
    assert SECRET not in watched.written()


@pytest.mark.usefixtures("quiet")
def test_where_nothing_can_be_kept_the_nurse_is_told_to_write_it_down(watched: Watched) -> None:
    watched.is_kept = False

    watched.broken.click()

    assert watched.read("message.text") == labels.INTERNAL_ERROR_NOT_KEPT


def test_an_error_that_comes_again_and_again_says_so_and_fills_no_disk(watched: Watched) -> None:
    for _ in range(50):
        watched.broken.click()

    assert watched.read("message.text") == labels.INTERNAL_ERRORS
    assert watched.written().count("ValueError") == 10


def test_ctrl_c_in_the_terminal_is_no_error(watched: Watched) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert watched.read("message.text") == ""


def test_a_report_names_every_error_on_the_way_and_ends_where_they_go_round() -> None:
    first, second = KeyError(SECRET), ValueError(SECRET)
    first.__context__, second.__cause__ = second, first

    assert report(ValueError, second, None) == "ValueError\nafter KeyError"


def test_the_file_is_private_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    file = ErrorFile(folder, FixedClock(), "1 test")
    for _ in range(3):
        file.note("x" * 200_000)

    assert sorted(one.name for one in folder.iterdir()) == ["errors-before.log", "errors.log"]
    assert (folder / "errors.log").stat().st_mode & 0o777 == 0o600
    assert (folder / "errors.log").read_text("utf-8").startswith("2026-11-23T14:05:00+0000 1 test\nxxx")


def test_a_disk_that_refuses_hides_no_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way", "utf-8")

    ErrorFile(tmp_path / "data", FixedClock(), "1 test").note("ValueError")

    assert (tmp_path / "data").read_text("utf-8") == "a file is in the way"
