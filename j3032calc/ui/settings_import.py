"""Import: choose a file, see what becomes of each row, and bring in all of it or nothing."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.file_asking import ask_which_file
from j3032calc.ui.long_work import LongWork
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.importing import Preview, RowFate
    from j3032calc.services.ports import Progress
    from j3032calc.services.services import Services
    from j3032calc.ui.settings_part import Tell

# More rows than a person reads at once would take long to lay out.
_ROWS_AT_ONCE: Final = 50


class ImportPart(SettingsPart):
    """What can be imported, the rows of a file that was chosen, and the form that signs."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("import", services, tell)
        self._name = ""
        self._data = b""
        self._looked_at: frozenset[int] = frozenset()
        self._preview: Preview | None = None
        self._first = 0
        panel = Panel(self)
        panel.setObjectName("settings.import.panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.addWidget(Quiet(say.IMPORT_TELLS, panel))
        self._actions = self.make_actions("import", say.IMPORT_ACTIONS, self._press)
        self._actions.buttons["refused"].setCheckable(True)
        self.work = LongWork("settings.import.work", say.IMPORT_STOPPED, self)
        self.work.busy.connect(self._actions.setDisabled)
        self._shown = Quiet(parent=self)
        self._shown.setObjectName("settings.import.shown")
        self.table = TextTable("settings.import.rows", say.IMPORT_COLUMNS, (1, 4, 8), self)
        for widget in (panel, self._actions, self.work, self.holder, self._shown, self.table):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._show()

    def _press(self, name: str) -> None:
        presses: dict[str, Callable[[], object]] = {
            "choose": self._choose,
            "import": self._ask_pin,
            "somebody_else": self._is_somebody_else,
            "refused": lambda: self._turn_to(0),
            "back": lambda: self._turn_to(self._first - _ROWS_AT_ONCE),
            "on": lambda: self._turn_to(self._first + _ROWS_AT_ONCE),
        }
        presses[name]()

    # --- The preview ---

    def _choose(self) -> None:
        ask_which_file(self, say.CHOOSE_IMPORT, say.IMPORT_FILES, self.look_at)

    def look_at(self, path: str) -> None:
        """Read a file and show what an import of it would do."""
        files = self._services.files
        self._name, self._data, self._looked_at = PurePath(path).name, b"", frozenset()
        self._forget()
        self._run(lambda tell: self._look(files.read_whole(path), tell))

    def _look(self, data: bytes, tell: Progress) -> Preview:
        """Look at the rows, away from the window."""
        self._data = data
        return self._services.importing.preview(data, not_alike=self._looked_at, progress=tell)

    def _run(self, work: Callable[[Progress], Preview]) -> None:
        self.holder.close_form()
        self.work.run(work, self._take)

    def _take(self, preview: Preview) -> None:
        from j3032calc.wording.importing import preview_sentence

        self._preview = preview
        self._actions.buttons["refused"].setChecked(bool(preview.refused))
        self._turn_to(0)
        self.work.say(preview_sentence(preview), is_problem=bool(preview.refused))

    def _forget(self) -> None:
        self._preview = None
        self._show()

    def _is_somebody_else(self) -> None:
        chosen = self.table.current_key() if self.table.selectedItems() else ""
        if not chosen or int(chosen) not in self._maybe_known():
            self._tell(say.CHOOSE_ROW)
            return
        self._looked_at |= {int(chosen)}
        data = self._data
        self._run(lambda tell: self._look(data, tell))

    def _maybe_known(self) -> set[int]:
        """Give the rows whose patient may be one who is here already."""
        from j3032calc.domain.problems.charting import PatientMaybeKnown

        refused = () if self._preview is None else self._preview.refused
        return {row.place for row in refused if isinstance(row.problem, PatientMaybeKnown)}

    # --- The rows ---

    def _turn_to(self, first: int) -> None:
        self._first = first
        self._show()

    def _show(self) -> None:
        from j3032calc.wording.exchange_words import fate_cells, rows_sentence

        rows = self._rows()
        shown = rows[self._first : self._first + _ROWS_AT_ONCE]
        self.table.show_rows([(str(row.place), fate_cells(row)) for row in shown])
        self._shown.setText(rows_sentence(self._first + 1, self._first + len(shown), len(rows)))
        for widget in (self.table, self._shown):
            show_or_hide(widget, shown=self._preview is not None)
        self._offer(len(rows))

    def _rows(self) -> tuple[RowFate, ...]:
        if self._preview is None:
            return ()
        return self._preview.refused if self._actions.buttons["refused"].isChecked() else self._preview.rows

    def _offer(self, rows: int) -> None:
        preview = self._preview
        can = {
            "choose": True,
            "import": preview is not None and not preview.refused and bool(preview.patients or preview.items),
            "somebody_else": bool(self._maybe_known()),
            "refused": preview is not None and bool(preview.refused),
            "back": self._first > 0,
            "on": self._first + _ROWS_AT_ONCE < rows,
        }
        self._actions.offer({name for name, offered in can.items() if offered})

    # --- The import ---

    def _ask_pin(self) -> None:
        panel = self.holder.ask("import", say.IMPORT_FORM)
        panel.form.sent.connect(lambda: self._import(panel.form.entries()["pin"]))
        panel.go_to_first()

    def _import(self, pin: str) -> None:
        from j3032calc.wording.importing import imported_sentence

        importing, data, name, looked_at = self._services.importing, self._data, self._name, self._looked_at

        def then(done: Preview) -> None:
            self._forget()
            self.work.say(imported_sentence(done))

        self.holder.close_form()
        self.work.run(lambda tell: importing.write(data, name, pin, not_alike=looked_at, progress=tell), then)
