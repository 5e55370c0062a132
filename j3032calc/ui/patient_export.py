"""Export on the Patient page: everything of the patient, or the record that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from j3032calc.ui.export_panel import ExportPanel
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from j3032calc.domain.exporting import LogFilter
    from j3032calc.services.services import Services
    from j3032calc.ui.patient_page import PatientPage


class PatientExport(QObject):
    """Shows the panel when the page wants it."""

    def __init__(self, services: Services, page: PatientPage) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        page.export.connect(self._ask)

    def _ask(self) -> None:
        from j3032calc.domain.exporting import LogFilter

        page, log = self._page, self._page.log
        if log is None:
            return
        of = LogFilter(patient_id=log.patient.id)
        panel = ExportPanel(self._services, say.OF_PATIENT, of, page.holder, self._parts(of))
        panel.left.connect(page.holder.close_form)
        panel.busy.connect(page.holder.busy)
        page.holder.show_panel(panel)
        panel.go_to_first()

    def _parts(self, everything: LogFilter) -> list[tuple[str, str, LogFilter]]:
        """Give what may be exported: all, and the record whose row is chosen."""
        from dataclasses import replace

        from j3032calc.wording.exchange_words import record_named

        (all_key, all_text), (record_key, record_text) = say.PARTS_OF_PATIENT
        parts = [(all_key, all_text, everything)]
        chosen, log = self._page.selected("doses"), self._page.log
        doses = () if log is None else log.doses
        for history in doses:
            if history.dose.id == chosen:
                text = record_named(record_text, history.dose)
                parts.append((record_key, text, replace(everything, doses=(chosen,))))
        return parts
