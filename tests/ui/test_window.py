"""The window around the page: what it always says, its keys, how it starts and how it fails."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from j3032calc.app import App
from j3032calc.domain.problems.product import CatalogueInvalid
from j3032calc.ui.main_window import MainWindow
from j3032calc.wording import labels, page_labels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Nurse

_HEAVY = ("pint", "biip", "typst", "decimal", "tomllib", "j3032calc.domain", "j3032calc.services", "j3032calc.storage")
_NOT_SHOWN_YET = tuple(f"j3032calc.ui.{name}" for name in ("answering", "answer_texts", "background", "sections"))


def test_it_says_that_nothing_is_stored_and_who_decides(nurse: Nurse) -> None:
    seen = nurse.everything()

    assert "No patient: nothing is stored." in seen
    assert "This advises; a licensed person decides." in seen
    assert "Catalogue edition 2" in nurse.read("status.edition")


def test_the_title_holds_no_values(nurse: Nurse) -> None:
    nurse.type("product", "tezspire")
    nurse.type("dose", "210 mg")

    assert nurse.window.windowTitle() == "J3032 Calculator"


def test_every_action_has_a_key_that_its_tooltip_and_the_sheet_show(nurse: Nurse) -> None:
    nurse.press("F1")
    seen = nurse.everything()

    for name, action in labels.ACTIONS.items():
        assert action.does in seen
        assert action.keys[0] in seen
        if action.button:
            assert nurse.button(f"action.{name}").toolTip() == f"{action.does} ({action.keys[0]})"

    for said in (*page_labels.PAGES.values(), page_labels.SWITCH, page_labels.LOCK):
        assert said.key in seen
    nurse.press("Esc")
    assert labels.ACTIONS["new"].does not in nurse.everything()


def test_f7_goes_through_light_dark_and_high_contrast(nurse: Nurse) -> None:
    def ground() -> QColor:
        return nurse.window.grab().toImage().pixelColor(4, 300)

    was = ground()
    nurse.press("F7")

    assert nurse.window.look.theme == "dark"
    assert ground().lightness() < was.lightness()
    assert nurse.button("action.theme").text() == "Black"

    nurse.press("F7")
    assert ground() == QColor("#000000")
    assert nurse.button("action.theme").text() == "Light"

    nurse.press("F7")
    assert ground() == was


def test_it_follows_the_system_until_someone_chooses(nurse: Nurse) -> None:
    nurse.window.look._follow_system(Qt.ColorScheme.Dark)
    assert nurse.window.look.theme == "dark"

    nurse.press("F7")
    nurse.window.look._follow_system(Qt.ColorScheme.Dark)

    assert nurse.window.look.theme == "contrast"


def test_the_text_grows_to_twice_its_size_and_back(nurse: Nurse) -> None:
    before = nurse.field("dose").fontInfo().pixelSize()
    for _ in range(9):
        nurse.press("Ctrl+=")

    assert nurse.field("dose").fontInfo().pixelSize() == 2 * before

    for _ in range(9):
        nurse.press("Ctrl+-")
    assert nurse.field("dose").fontInfo().pixelSize() == before


def show_tools_in(nurse: Nurse, bar: QWidget, percent: int) -> None:
    """Give a small window a text size, and wait until the tools are to be seen in a bar."""
    nurse.window.resize(640, 600)
    nurse.window.look.resize(percent - nurse.window.look.percent)
    tool = nurse.button("action.keys")
    nurse.qtbot.waitUntil(lambda: bar.isAncestorOf(tool) and tool.isVisible())


def test_the_tools_stand_beside_the_pages_where_there_is_room_and_else_above_the_page(nurse: Nurse) -> None:
    show_tools_in(nurse, nurse.window.nav, 100)
    show_tools_in(nurse, nurse.window.bar, 200)
    show_tools_in(nurse, nurse.window.nav, 100)


def test_a_bar_without_an_action_takes_no_room_from_the_page(nurse: Nurse) -> None:
    show_tools_in(nurse, nurse.window.nav, 100)
    assert nurse.window.bar.isVisible(), "Give has actions of its own"

    nurse.press("F1")

    assert not nurse.window.bar.isVisible()
    show_tools_in(nurse, nurse.window.bar, 200)


def at_the_first_paint(shown: str) -> str:
    """Open a window in a process of its own; give what it prints of an expression once it is painted."""
    program = f"""
import sys
from j3032calc.app import App
from j3032calc.ui.main_window import MainWindow
from PySide6 import QtWidgets
application = QtWidgets.QApplication([])
window = MainWindow(App())
def check():
    print({shown})
    application.quit()
window._load = lambda: None
window.painted.connect(check)
window.show()
application.exec()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_window_is_painted_before_anything_heavy_is_imported() -> None:
    shown = at_the_first_paint(f"[name for name in {_HEAVY + _NOT_SHOWN_YET!r} if name in sys.modules]")

    assert shown == "[]\n"


def test_qt_makes_only_the_classes_that_the_first_paint_needs() -> None:
    """PySide makes each class of Qt at its first use, but all of them to tell of what kind a widget of Qt's own is."""
    looked_for = ("QLabel", "QCalendarWidget", "QMdiArea", "QWizard")

    assert at_the_first_paint(f"[name for name in {looked_for!r} if name in vars(QtWidgets)]") == "['QLabel']\n"


def test_no_source_is_read_to_import_a_module() -> None:
    """PySide would search each of them for a wish that none has, and keep it."""
    program = """
import linecache
import j3032calc.ui.text
print([name for name in linecache.cache if "j3032calc" in name])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert done.stdout == "[]\n", done.stderr


def test_what_is_typed_while_the_catalogue_loads_is_answered_when_it_is_there(qtbot: QtBot, app: App) -> None:

    window, may_load = MainWindow(app), threading.Event()
    window._load = lambda: may_load.wait(20) and app.calculator  # type: ignore[method-assign]
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    QTest.keyClicks(window.page.form.fields["product"].edit, "tezspire")
    QTest.keyClicks(window.page.form.fields["dose"].edit, "210 mg")
    assert window.page.answers.state.text() == "Loading the catalogue. You can type already."

    with qtbot.waitSignal(window.ready):
        may_load.set()

    assert window.page.answers.tiles[1].value.text() == "210 billing units\nJZ"


def test_a_scan_while_the_catalogue_loads_waits_for_it(qtbot: QtBot, app: App) -> None:

    window, may_load = MainWindow(app), threading.Event()
    window._load = lambda: may_load.wait(20) and app.calculator  # type: ignore[method-assign]
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    QTest.keyClicks(window.page.form.fields["dose"].edit, "(01)00359310610318(17)280630(10)C44")
    QTest.keyClick(window.page.form.fields["dose"].edit, Qt.Key.Key_Return)

    with qtbot.waitSignal(window.ready):
        may_load.set()

    assert window.page.form.fields["product"].entry == "reslizumab (Cinqair)"
    assert window.page.form.fields["dose"].entry == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(
            CatalogueInvalid("vyepti.toml", "code", "is missing"),
            "The catalogue file vyepti.toml cannot be used: code is missing.",
            id="catalogue",
        ),
        pytest.param(ZeroDivisionError("secret"), labels.CANNOT_ANSWER, id="our-own"),
    ],
)
def test_a_catalogue_that_cannot_be_loaded_is_told_plainly(qtbot: QtBot, error: Exception, said: str) -> None:
    def fail() -> object:
        raise error

    window = MainWindow(App())
    window._load = fail  # type: ignore[method-assign]
    qtbot.addWidget(window)
    window.show()

    qtbot.waitUntil(lambda: window.message.text() == said)
    assert window.page.answers.state.text() == labels.CANNOT_ANSWER


def test_the_clock_of_the_tests_is_the_one_that_answers(nurse: Nurse) -> None:
    assert nurse.window._app.clock.now() == datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def test_ctrl_q_closes_the_window(nurse: Nurse) -> None:
    nurse.press("Ctrl+Q")

    assert not nurse.window.isVisible()
