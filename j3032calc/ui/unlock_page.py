"""The way in: sign in, set up, use the recovery key, choose a password. One form at a time, in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.choices import Tick
from j3032calc.ui.column import Column
from j3032calc.ui.forms import Form
from j3032calc.ui.text import Button, MainButton, Strong, Text, Title, Value, show_or_hide, take_away
from j3032calc.wording import paper_labels
from j3032calc.wording import way_in_labels as say

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from j3032calc.services.people import People
    from j3032calc.ui.shift import Shift
    from j3032calc.wording.form_texts import FormText

_WIDTH: Final = 560


class Panel(QFrame):
    """The surface that a form lies on."""


class RecoveryKeyPanel(Panel):
    """Shows the recovery key once. ``printed`` wants its sheet."""

    done = Signal()
    printed = Signal()

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_key")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 20)
        column.setSpacing(10)
        column.addWidget(Title(say.RECOVERY_KEY_TITLE, self))
        column.addWidget(Text(say.RECOVERY_KEY_TELLS, self))
        groups = key.split("-")
        for first in range(0, len(groups), 3):
            line = Value("  ".join(groups[first : first + 3]), self)
            line.setObjectName(f"recovery_key.line{first // 3 + 1}")
            column.addWidget(line)
        self.button = MainButton(say.RECOVERY_KEY_DONE, self)
        self.button.setObjectName("recovery_key.done")
        self.button.clicked.connect(self.done)
        to_paper = Button(paper_labels.PRINT_KEY, self)
        to_paper.setObjectName("recovery_key.print")
        to_paper.clicked.connect(self.printed)
        row = QHBoxLayout()
        row.addWidget(to_paper)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor on the next step, also for somebody who comes back from the printed sheet."""
        super().showEvent(event)
        self.button.setFocus()


class UnlockPage(QWidget):
    """Asks who is there. ``skipped`` wants to calculate without the log, ``paper`` a document."""

    skipped = Signal()
    stayed = Signal()
    paper = Signal(str, object)

    def __init__(self, shift: Shift, parent: QWidget, *, is_set_up: bool) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self._shift = shift
        self._panel: QWidget | None = None
        self.form: Form | None = None
        self._said = Strong(parent=self)
        self._said.setObjectName("unlock.said")
        # What stands there when nothing is being done.
        self._told = ""
        self._holder = QVBoxLayout()
        self._lay_out()
        shift.refused.connect(self._refuse)
        shift.busy.connect(self._wait)
        shift.recovery_key.connect(self._show_recovery_key)
        if is_set_up:
            self.ask_sign_in()
        else:
            self.ask_set_up()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("unlock.inside")
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 18, 4, 18)
        column.setSpacing(12)
        column.addWidget(self._said)
        column.addLayout(self._holder)
        self._others = ButtonGrid("unlock", say.OTHER_WAYS, self._go_another_way, inside)
        column.addWidget(self._others)
        column.addStretch(1)
        middle = QWidget(self)
        middle.setObjectName("unlock.middle")
        row = QHBoxLayout(middle)
        row.setContentsMargins(14, 0, 14, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Column("unlock.column", middle, self))

    def go_to_first(self) -> None:
        """Put the cursor where typing begins."""
        if self.form is not None:
            self.form.go_to_first()

    def _go_another_way(self, way: str) -> None:
        if way == "recover":
            self.ask_recovery_key()
        else:
            self.skipped.emit()

    # --- The forms ---

    def ask_sign_in(self, said: str = "") -> None:
        """Ask for user and password; the user who was here last stands there already."""
        user = self.form.entries().get("user", "") if self.form is not None else ""
        form = self._show_form("sign_in", say.SIGN_IN, said)
        form.fill({"user": user})
        form.sent.connect(lambda: self._shift.sign_in(form.entries()["user"], form.entries()["password"]))
        form.go_to_first()

    def ask_switch(self) -> None:
        """Ask who goes on with the work of the person who is signed in; ``stayed`` says that nobody does."""
        form = self._show_form("switch", say.SWITCH)
        form.sent.connect(lambda: self._shift.switch(form.entries()["user"], form.entries()["password"]))
        form.left.connect(self.stayed)
        form.go_to_first()

    def ask_set_up(self) -> None:
        """Ask for what a new log begins with."""
        form = self._show_form("set_up", say.SET_UP)
        charts = Tick(say.ALSO_CHARTS, "set_up.charts", form)
        charts.setChecked(True)
        form.more.addWidget(charts)
        form.sent.connect(lambda: self._set_up(form, charts_too=charts.isChecked()))
        form.left.connect(self.skipped)
        form.go_to_first()

    def ask_recovery_key(self) -> None:
        """Ask for the printed key, and for who uses it and why."""
        form = self._show_form("recover", say.RECOVER)
        form.left.connect(self.ask_sign_in)
        form.sent.connect(
            lambda: self._shift.recover(form.entries()["key"], form.entries()["name"], form.entries()["reason"])
        )
        form.go_to_first()

    def ask_new_password(self, people: People) -> None:
        """Ask a person to replace the password that was given."""
        form = self._show_form("new_password", say.NEW_PASSWORD)
        form.sent.connect(lambda: self._change_password(form, people))
        form.go_to_first()

    def _show_form(self, name: str, text: FormText, said: str = "") -> Form:
        panel = Panel(self)
        form = Form(name, text, panel)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.addWidget(form)
        self._show(panel, said)
        self.form = form
        ways = {"sign_in": set(say.OTHER_WAYS), "switch": set()}
        self._others.offer(ways.get(name, {"skip"}))
        return form

    def _show(self, panel: QWidget, said: str = "") -> None:
        if self._panel is not None:
            self._holder.removeWidget(self._panel)
            take_away(self._panel)
        self.form, self._panel = None, panel
        self._holder.addWidget(panel)
        panel.show()
        self._told = said
        self._wait("")

    # --- What comes of them ---

    def _set_up(self, form: Form, *, charts_too: bool) -> None:
        from j3032calc.domain.people import NewAccount, Role

        entries = form.entries()
        if entries["password"] != entries["again"]:
            self._refuse_repeated(form, "again")
            return
        roles = (Role.ADMINISTRATOR, Role.LEAD) if charts_too else (Role.ADMINISTRATOR,)
        first = NewAccount(user=entries["user"], name=entries["name"], credential=entries["credential"], roles=roles)
        self._shift.set_up(entries["site"], first, entries["password"])

    def _change_password(self, form: Form, people: People) -> None:
        from j3032calc.domain.problems import Problem

        entries = form.entries()
        if entries["password"] != entries["again"]:
            self._refuse_repeated(form, "again")
            return
        try:
            people.change_own_password(entries["old"], entries["password"])
        except Problem as problem:
            form.refuse(problem)
        else:
            self._shift.begin_work()

    def _refuse_repeated(self, form: Form, field: str) -> None:
        from j3032calc.domain.problems.people import NotRepeated

        form.fields[field].fill("")
        form.refuse(NotRepeated(), field=field)

    def _show_recovery_key(self, key: str) -> None:
        panel = RecoveryKeyPanel(key, self)
        panel.done.connect(self._end_recovery_key)
        panel.printed.connect(lambda: self.paper.emit("recovery_key", (key,)))
        self._show(panel)
        self._others.offer({"skip"})
        panel.button.setFocus()

    def _end_recovery_key(self) -> None:
        if self._panel is not None:
            # It is shown once: nothing of it stays behind the other pages.
            self._holder.removeWidget(self._panel)
            take_away(self._panel)
            self._panel = None
        self._shift.begin_work()

    def _refuse(self, problem: Exception) -> None:
        from j3032calc.domain.problems import Problem

        if not isinstance(problem, Problem):
            raise problem
        if self.form is not None:
            self.form.forget_secrets()
            self.form.refuse(problem)
            self.form.go_to_first()

    def _wait(self, doing: str) -> None:
        """Say what is being done with the log, and take no entry meanwhile."""
        if self.form is not None:
            self.form.setEnabled(not doing)
        said = doing or self._told
        self._said.setText(said)
        show_or_hide(self._said, shown=bool(said))
