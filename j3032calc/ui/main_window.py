"""The window: actions above, the page, the status line below. No clinical word and no number of its own."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from j3032calc.ui import theme
from j3032calc.ui.actions import ActionBar
from j3032calc.ui.banner import Banner
from j3032calc.ui.column import reveal
from j3032calc.ui.crash import LastResort
from j3032calc.ui.frame import Frame
from j3032calc.ui.give_page import GivePage
from j3032calc.ui.look import Look, load_fonts
from j3032calc.ui.memory import Memory
from j3032calc.ui.message_bar import MessageBar
from j3032calc.ui.nav_bar import NavBar
from j3032calc.ui.pages import PREVIEW, LogPage, Pages
from j3032calc.ui.saving import SheetSaver
from j3032calc.ui.scanning import Scanning
from j3032calc.ui.status_line import StatusLine
from j3032calc.ui.tab_order import follow_layout
from j3032calc.ui.text import laid_out_once
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from j3032calc.services.calculation import Calculator
    from j3032calc.services.demonstration import Demonstration
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.log_desk import LogDesk

_SIZE: Final = (1240, 800)
_KEYS: Final = "keys"
_SMALLEST: Final = (640, 480)
# One style on every system: the theme is written for it. As an argument it costs nothing at the start.
STYLE: Final = ("-style", "fusion")


def run(app: Desk, arguments: list[str]) -> int:
    """Open the window; give the exit code when it closes."""
    qt = QApplication([*arguments, *STYLE])
    window = made_for(app)
    window.show()
    return qt.exec()


def made_for(app: Desk) -> MainWindow:
    """Make the window of a program that starts: in the shipped fonts, as it was left, and never failing in silence."""
    load_fonts(app.fonts)
    memory = Memory() if app.remembers_window else None
    window = MainWindow(app, memory)
    LastResort(app, window.message, window.keep).install()
    if memory is not None:
        memory.watch(window, window.look)
    return window


class MainWindow(Frame):
    """The frame. ``painted`` comes after the first paint, ``ready`` when the catalogue answers."""

    painted = Signal()
    ready = Signal()

    def __init__(self, app: Desk, memory: Memory | None = None) -> None:
        super().__init__()
        self._app = app
        self._is_painted = False
        # The page that the sheet of keys was opened from, and what had the focus there.
        self._before_keys: tuple[str, QWidget | None] = ("give", None)
        self.setObjectName("window")
        self.setWindowTitle(labels.WINDOW_TITLE)
        self.look = Look(self) if memory is None else Look(self, chosen=memory.theme, percent=memory.percent)
        self.page = GivePage(self)
        self.pages = Pages(self)
        self.pages.keep("give", self.page)
        self.nav = NavBar(self)
        self.banner = Banner(self)
        self.message = MessageBar(self)
        self.status = StatusLine(self)
        self.scans = self._scanning = Scanning(self)
        self.saver = SheetSaver(app, self.page, self.message)
        self.bar = ActionBar(self._actions(), self)
        self._log_desk: LogDesk | None = None
        self._lay_out()
        self.page.refused.connect(self.message.tell)
        self.nav.wanted.connect(self._turn_to)
        self.nav.way_in.connect(self.open_log)
        for row in (self.nav, self.bar):
            row.arranged.connect(lambda: self.bar.make_room(self.nav))
        self.look.changed.connect(self._follow_look)
        self._follow_look()
        self.look.dress()
        self._fit_screen(memory)
        self.show_page("give")

    def _actions(self) -> dict[str, Callable[[], object]]:
        return {
            "product": self.page.go_to_product,
            "new": self._start_again,
            "save": self._save,
            "code": self.page.check_code,
            "working": self._toggle_working,
            "theme": self.look.turn,
            "smaller": lambda: self.look.resize(-theme.STEP),
            "bigger": lambda: self.look.resize(theme.STEP),
            "keys": self._show_keys,
            "close": self._close_front,
            "quit": self.close,
        }

    def _lay_out(self) -> None:
        self._centre = QWidget(self)
        self._centre.setObjectName("centre")
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._app.demonstration is not None:
            self._add_strip(column)
        column.addWidget(self.nav)
        column.addWidget(self.banner)
        column.addWidget(self.bar)
        holder = QVBoxLayout()
        holder.setContentsMargins(14, 10, 14, 0)
        holder.addWidget(self.message)
        column.addLayout(holder)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self._centre)

    def _add_strip(self, column: QVBoxLayout) -> None:
        from j3032calc.ui.demo_strip import DemoStrip
        from j3032calc.wording.demonstration import WINDOW_TITLE

        self.setWindowTitle(WINDOW_TITLE)
        self._strip = DemoStrip(self)
        column.addWidget(self._strip)

    def _fit_screen(self, memory: Memory | None) -> None:
        """Take the size that is remembered, or the usual one, as far as the screen has room."""
        screen = self.screen().availableGeometry()
        remembered = (0, 0) if memory is None else memory.size
        wide, high = map(max, remembered, _SMALLEST) if all(remembered) else _SIZE
        self.resize(min(wide, screen.width()), min(high, screen.height()))
        if memory is not None and memory.is_maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # --- Pages -------------------------------------------------------------------------------------------------------

    def _turn_to(self, name: str) -> None:
        """Turn to another page; what was said about the last one goes."""
        self.message.hide()
        self.show_page(name)

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        # At once with its banner: a page beside the banner of another may need more height than a small screen has.
        with laid_out_once(self._centre):
            page = self.pages.show_page(name)
            self.nav.mark(name)
            draft = None
            if self._log_desk is not None and self._log_desk.work is not None:
                self._log_desk.work.show_banner(name)
                draft = self._log_desk.work.draft
            self.bar.show_for(name, draft)
        self._put_cursor(page, name)

    def _put_cursor(self, page: QWidget, name: str) -> None:
        if name == "give":
            self.page.go_to_product()
        elif isinstance(page, LogPage):
            page.refresh()
            page.go_to_first()
        elif name == _KEYS:
            page.setFocus()
        # Once it is laid out: the page may have been scrolled, or have less room than when it was last in front.
        QTimer.singleShot(0, self, self.page.reveal_first if name == "give" else self._reveal_cursor)

    def _reveal_cursor(self) -> None:
        reveal(self.focusWidget())

    def open_log(self) -> None:
        """Show the way into the patient log; what that needs is loaded only now."""
        if self._log_desk is None:
            from j3032calc.ui.log_desk import LogDesk

            self._log_desk = LogDesk(self._app, self)
        self._log_desk.ask_who()

    def keep(self) -> None:
        """Keep what is unfinished; what stands on the pages stays there."""
        if self._log_desk is not None:
            self._log_desk.keep()

    # --- Start -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint; after the first time, load what answers."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        if self._app.has_log():
            self.open_log()
        if self._app.demonstration is not None:
            self._demonstrate(self._app.demonstration)
        self._load_catalogue()

    def _load_catalogue(self) -> None:
        from j3032calc.ui.background import Job

        job = Job(self._load, self)
        job.done.connect(self._begin)
        job.failed.connect(self._cannot_begin)
        job.start()

    def _demonstrate(self, demonstration: Demonstration) -> None:
        assert self._log_desk is not None  # noqa: S101 - a demonstration has a log
        self._strip.notice.setText(demonstration.notice)
        self._log_desk.shift.begin_demonstration(demonstration)

    def _load(self) -> object:
        """Load, away from the window's thread, everything that an answer and a scan need."""
        from j3032calc.barcode import gs1
        from j3032calc.ui.answer_texts import answers_of  # noqa: F401
        from j3032calc.wording import answers, problems, working  # noqa: F401

        gs1.load_parser()
        return self._app.calculator

    def _begin(self, calculator: Calculator) -> None:
        self.page.use(calculator, self._app.clock)
        # What is loaded stays: the collector need not look through it on every few keystrokes.
        gc.freeze()
        self.status.edition.setText(labels.EDITION.format(edition=calculator.catalogue.edition))
        self.ready.emit()

    def _cannot_begin(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        self.page.answers.say(labels.CANNOT_ANSWER)
        self.message.refuse(sentence(error) if isinstance(error, Problem) else labels.CANNOT_ANSWER)

    # --- Actions -----------------------------------------------------------------------------------------------------

    def _start_again(self) -> None:
        stood = self.page.start_again()
        if any(stood._replace(given_on="", payer="", ticked=None)):
            self.message.tell(labels.CLEARED, button=labels.PUT_BACK, do=lambda: self.page.form.fill(stood))

    def _save(self) -> None:
        """Save what is in front: a preview, or the calculation."""
        if self._log_desk is not None and self.pages.front == PREVIEW:
            self._log_desk.paper.save()
        else:
            self.saver.ask()

    def _toggle_working(self) -> None:
        self.bar.buttons["working"].setChecked(self.page.answers.complete().toggle_working())

    def _show_keys(self) -> None:
        """Show the sheet of keys; the same key, or Esc, goes back to where one was."""
        from j3032calc.ui.keys_page import KeysPage

        if self.pages.front == _KEYS:
            self._close_keys()
            return
        self._before_keys = (self.pages.front, self.focusWidget())
        if not self.pages.has(_KEYS):
            page = KeysPage(self)
            page.closed.connect(self._close_keys)
            self.pages.keep(_KEYS, page)
        self.show_page(_KEYS)

    def _close_keys(self) -> None:
        front, focused = self._before_keys
        self.show_page(front)
        if focused is not None and isValid(focused) and focused.isVisibleTo(self):
            focused.setFocus()

    def _close_front(self) -> None:
        """Close the one thing that is in front: the keys, a card, the preview, the message, or an open form."""
        from j3032calc.ui.forms import leave_form

        if self.pages.front == _KEYS:
            self._close_keys()
        elif self.page.card is not None and self.pages.front == "give":
            self.page.close_card()
        elif self._log_desk is not None and self.pages.front == PREVIEW and self.message.isHidden():
            self._log_desk.paper.go_back()
        elif self.message.isVisible():
            self.message.hide()
        else:
            leave_form(self.pages)

    def _follow_look(self) -> None:
        self.page.scale(self.look.percent)
        if self._log_desk is not None:
            self._log_desk.scale(self.look.percent)
        self.bar.buttons["theme"].setText(labels.THEMES[self.look.next_theme])
        self.bar.arrange()

    # --- The end -----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close, or first have the log closed; see ``Closing`` for why nothing else is done here."""
        if self._log_desk is None or self._log_desk.closing.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            closing = self._log_desk.closing
            QTimer.singleShot(0, closing, closing.close_window)

    # --- The keyboard ------------------------------------------------------------------------------------------------

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001, N802 - Qt's name and its one argument
        """Go on by Tab in the order of what is shown now, to a place that is to be seen."""
        follow_layout(self._centre)
        has_moved = super().focusNextPrevChild(is_next)
        self._reveal_cursor()
        return has_moved

    # --- Scans -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a scan that arrives while no field has the focus; keys that a field took never come here."""
        self._scanning.press(event)
        super().keyPressEvent(event)

    def take_scan(self, text: str) -> None:
        """Do what a scan is for."""
        self._scanning.take(text)

    def knows_scan(self, text: str) -> bool:
        """Whether a text that came as fast as a scan is one, though it has no form of its own."""
        return self._scanning.knows(text)

    def take_burst(self, at: float) -> bool:
        """Take the scan that Enter ends, if one has arrived outside the fields."""
        return self._scanning.take_burst(at)
