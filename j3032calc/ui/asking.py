"""Asking for something with a form: sent in the background, because keys and passwords are slow on purpose."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from j3032calc.ui.background import Job
from j3032calc.ui.column import area_of, is_seen, reveal
from j3032calc.ui.forms import Form
from j3032calc.ui.laid_out import laid_out
from j3032calc.ui.text import Quiet, show_or_hide
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import form_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.wording.form_texts import FormText


class FormPanel(Panel):
    """A form on a surface of its own. ``busy`` says that something is being sent."""

    busy = Signal(bool)

    def __init__(self, name: str, said: FormText, parent: QWidget, *, columns: int = 1) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.panel")
        self.comes_after: QWidget | None = None
        self.form = Form(name, said, self, columns=columns)
        self._wait = Quiet(form_texts.WORKING, self)
        self._wait.setObjectName(f"{name}.wait")
        self._wait.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.addWidget(self.form)
        inside.addWidget(self._wait)

    def on_send(self, prepare: Callable[[Form], Callable[[], object]], then: Callable[..., object]) -> None:
        """Say what sending does.

        Args:
            prepare: reads the form and gives the work to do, away from the window; what cannot be read is refused.
            then: takes the result of the work, in the window again.
        """
        self._order_tab_stops()
        self.form.sent.connect(lambda: self._send(prepare, then))

    def _send(self, prepare: Callable[[Form], Callable[[], object]], then: Callable[..., object]) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.services.entering import EntryRefused

        self.form.refuse(None)
        try:
            work = prepare(self.form)
        except (EntryRefused, Problem) as refused:
            self._refuse(refused)
            return
        self._show_busy(is_busy=True)
        job = Job(work, self)
        job.done.connect(lambda result: self._end(lambda: then(result)))
        job.failed.connect(lambda error: self._end(lambda: self._refuse(error)))
        job.start()

    def _end(self, tell: Callable[[], object]) -> None:
        self._show_busy(is_busy=False)
        tell()

    def _show_busy(self, *, is_busy: bool) -> None:
        if is_busy:
            # Else Qt would look for another place for the focus, and scroll there.
            self.setFocus()
        self.form.setEnabled(not is_busy)
        show_or_hide(self._wait, shown=is_busy)
        self.busy.emit(is_busy)

    def _refuse(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.services.entering import EntryRefused

        if isinstance(error, EntryRefused):
            if error.field in form_texts.SECRETS:
                self.form.fields[error.field].fill("")
            self.form.refuse(error.problem, field=error.field)
            self._go_to_refused(error.field)
        elif isinstance(error, Problem):
            self.form.refuse(error)
            self._begin_again()
        else:
            raise error

    def _go_to_refused(self, field: str) -> None:
        """Show the field that was refused; in a choice that was not made, the cursor goes to what can be chosen."""
        choice = self.form.choices.get(field)
        if choice is None:
            reveal(self.form.fields.get(field, self.form.send))
        else:
            choice.rows[0].setFocus()
            reveal(choice)

    def _begin_again(self) -> None:
        """Ask for the secrets anew; what is not secret stays to be put right."""
        if form_texts.SECRETS & self.form.fields.keys():
            self.form.forget_secrets()
            self.form.go_to_first()
        reveal(self.form.send)
        if not is_seen(self.window().focusWidget()):
            # In large text the refusal above the button is seen, or the first field: the cursor stays with what is.
            self.form.send.setFocus()

    def go_to_first(self) -> None:
        """Put the cursor where typing begins."""
        if self.form.fields:
            self.form.go_to_first()
        else:
            self.form.send.setFocus()

    def _order_tab_stops(self) -> None:
        """Let the Tab key go from top to bottom: the fields, what the page added, the buttons."""
        form = self.form
        added = [stop for widget in laid_out(form.more) for stop in getattr(widget, "rows", (widget,))]
        fields = [stop for field in form.fields.values() for stop in field.stops]
        first = [] if self.comes_after is None else [self.comes_after]
        for before, after in pairwise([*first, *fields, *added, form.send, form.cancel]):
            QWidget.setTabOrder(before, after)


class AskHolder(QWidget):
    """The place where one form at a time is asked. ``busy`` says that it is being sent."""

    busy = Signal(bool)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._shown: QFrame | None = None
        # Where the Tab key comes from when it goes into a form.
        self.comes_after: QWidget | None = None
        self._came_from: QWidget | None = None
        self.hide()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked now."""
        return self._shown is None

    @property
    def title(self) -> str:
        """The title of the form that stands here, or nothing."""
        return self._shown.form.title.text() if isinstance(self._shown, FormPanel) else ""

    def ask(self, name: str, said: FormText, filled: Mapping[str, str] | None = None, *, columns: int = 1) -> FormPanel:
        """Show a form, filled already where that helps; the caller says what sending does."""
        panel = FormPanel(name, said, self, columns=columns)
        panel.form.fill(filled or {})
        panel.form.left.connect(self.close_form)
        panel.busy.connect(self.busy)
        panel.comes_after = self.comes_after
        self.show_panel(panel)
        return panel

    def show_panel(self, panel: QFrame) -> None:
        """Show something in place of what stands here."""
        self.close_form()
        focused = self.window().focusWidget()
        if not self.isAncestorOf(focused):
            self._came_from = focused
        self._shown = panel
        self._place.addWidget(panel)
        # Qt does not show by itself what was made while the place was in use.
        panel.show()
        self.show()
        # Once it is laid out.
        QTimer.singleShot(0, panel, lambda: _show_cursor_in(panel))

    def close_form(self) -> None:
        """Take away what stands here; the focus goes back to where it came from."""
        if self._came_from is not None and self.isAncestorOf(self.window().focusWidget()):
            self._came_from.setFocus()
            QTimer.singleShot(0, self._came_from, lambda: reveal(self.window().focusWidget()))
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = None
        self.hide()


def _show_cursor_in(panel: QFrame) -> None:
    """Show a form from its beginning, and the cursor in any case."""
    scroll_to_top_of(panel)
    focused = panel.window().focusWidget()
    if panel.isAncestorOf(focused) and not is_seen(focused):
        reveal(focused)


def scroll_to_top_of(widget: QWidget) -> None:
    """Scroll so that the whole widget is seen, or its beginning where it is higher than the page."""
    area = area_of(widget)
    inside = None if area is None else area.widget()
    if area is not None and inside is not None:
        top = widget.mapTo(inside, QPoint(0, 0)).y()
        area.ensureVisible(0, top + widget.height(), 0, 0)
        area.ensureVisible(0, top, 0, 0)


def need_same(entries: Mapping[str, str], first: str, second: str) -> str:
    """Give a secret that was typed twice.

    Raises:
        EntryRefused: the second is not the first.
    """
    from j3032calc.domain.problems.people import NotRepeated
    from j3032calc.services.entering import EntryRefused

    if entries[first] != entries[second]:
        raise EntryRefused(second, NotRepeated())
    return entries[first]
