"""What leaves the log: in which form, which part, and that the file is not encrypted; then asked where, and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Tick
from j3032calc.ui.claim_choice import ClaimChoice
from j3032calc.ui.file_asking import ask_where_to_save
from j3032calc.ui.forms import Form
from j3032calc.ui.long_work import LongWork
from j3032calc.ui.text import Quiet, Text, show_or_hide
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.exporting import ExportFormat, LogFilter
    from j3032calc.services.services import Services
    from j3032calc.wording.form_texts import FormText


class ExportPanel(Panel):
    """A form of what leaves. ``left`` says that the person changed their mind; ``busy`` that a file is being written.

    ``of`` is what leaves at most: the whole log, or one patient's part. ``parts`` are choices of less.
    """

    left = Signal()
    busy = Signal(bool)

    def __init__(
        self,
        services: Services,
        said: FormText,
        of: LogFilter,
        parent: QWidget,
        parts: Sequence[tuple[str, str, LogFilter]] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export.panel")
        self._services = services
        self._of = of
        self._parts = {key: wanted for key, _, wanted in parts}
        self.form = Form("export", said, self, columns=2)
        self._forms = ChoiceList("export.form", say.FORM_CAPTION, many=False, parent=self)
        self._part = ChoiceList("export.part", say.PARTS_CAPTION, many=False, parent=self)
        self._names = Tick(say.WITH_NAMES, "export.names", self)
        self._left_out = Quiet(parent=self)
        self._left_out.setObjectName("export.left_out")
        self._claims = ClaimChoice(self) if of.patient_id is None else None
        self._knows = Tick(say.KNOWS, "export.knows", self)
        self.work = LongWork("export.work", say.EXPORT_STOPPED, self)
        self._lay_out()
        self._forms.offer(say.FORMS if of.patient_id is not None else say.FORMS_OF_LOG)
        self._part.offer([(key, text) for key, text, _ in parts])
        self._follow()

    def _lay_out(self) -> None:
        from j3032calc.wording.exporting import NOT_ENCRYPTED

        claims = () if self._claims is None else (self._claims,)
        warning = Text(NOT_ENCRYPTED, self)
        for widget in (self._forms, self._part, self._names, self._left_out, *claims, warning, self._knows):
            self.form.more.addWidget(widget)
        show_or_hide(self._part, shown=bool(self._parts))
        show_or_hide(self.form.hint, shown=bool(self.form.hint.text()))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.setSpacing(10)
        inside.addWidget(self.form)
        inside.addWidget(self.work)
        self._forms.changed.connect(self._follow)
        for claim in claims:
            claim.asked.connect(self._list_claims)
        self.form.sent.connect(self._ask_where)
        self.form.left.connect(self.left)
        self.work.busy.connect(self.form.setDisabled)
        self.work.busy.connect(self.busy)

    @property
    def _form(self) -> ExportFormat:
        from j3032calc.domain.exporting import ExportFormat

        return ExportFormat(next(iter(self._forms.chosen)))

    def _follow(self) -> None:
        """Show what belongs to the form that is chosen."""
        from j3032calc.wording.exporting import LEFT_OUT

        chosen = self._form
        self._left_out.setText(say.LEFT_OUT.format(what=LEFT_OUT[chosen]))
        show_or_hide(self._names, shown=chosen.value == "ics")
        if self._claims is not None:
            show_or_hide(self._claims, shown=chosen.value == "837p")
            self._claims.forget()
        self.work.say("")

    def go_to_first(self) -> None:
        """Put the cursor on the first choice."""
        self._forms.rows[0].setFocus()

    def _list_claims(self) -> None:
        from j3032calc.services.entering import EntryRefused
        from j3032calc.services.entering_export import entered_days

        services, claims = self._services, self._claims
        self.form.refuse(None)
        try:
            days = entered_days(self.form.entries())
        except EntryRefused as refused:
            self.form.refuse(refused.problem, field=refused.field)
            return
        if claims is not None:
            self.work.run(
                lambda tell: services.exporting.claims(services.session, days, tell),
                lambda found: claims.show_claims(days, found),
            )

    # --- Writing ---

    def _wanted(self) -> LogFilter:
        """Read the form; what cannot be read is refused."""
        from j3032calc.services.entering_export import entered_days

        days = entered_days(self.form.entries())
        of = self._parts.get(next(iter(self._part.chosen), ""), self._of)
        wanted = replace(of, first=days.first, last=days.last, has_names=self._names.isChecked())
        if self._claims is not None and self._form.value == "837p":
            wanted = replace(wanted, doses=self._claims.chosen(days))
        return wanted

    def _ask_where(self) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.domain.problems.files import ExportUnencrypted
        from j3032calc.services.entering import EntryRefused
        from j3032calc.wording.exchange_words import export_name

        self.form.refuse(None)
        self.work.say("")
        try:
            wanted = self._wanted()
            if not self._knows.isChecked():
                raise ExportUnencrypted
        except EntryRefused as refused:
            self.form.refuse(refused.problem, field=refused.field)
            return
        except Problem as problem:
            self.form.refuse(problem)
            return
        form = self._form
        name = export_name(form, self._services.today, is_of_patient=self._of.patient_id is not None)
        ask_where_to_save(self, say.SAVE_EXPORT, name, say.EXPORT_FILES, lambda path: self._write(form, wanted, path))

    def _write(self, form: ExportFormat, wanted: LogFilter, path: str) -> None:
        from j3032calc.wording.exporting import exported

        services = self._services
        name = PurePath(path).name
        self.work.run(
            lambda tell: services.exporting.export(
                services.session, form, wanted, path, knows_it_is_unencrypted=True, progress=tell
            ),
            lambda count: self.work.say(f"{name}: {exported(form, count)}"),
        )
