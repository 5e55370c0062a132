"""Export: the log, or some days of it, in every form that is not of one patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.exporting import LogFilter
from j3032calc.ui.export_panel import ExportPanel
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.wording import exchange_labels as say

if TYPE_CHECKING:
    from j3032calc.services.services import Services
    from j3032calc.ui.settings_part import Tell


class ExportPart(SettingsPart):
    """The panel that exports."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("export", services, tell)
        self.panel = ExportPanel(services, say.OF_LOG, LogFilter(), self)
        self.column.addWidget(self.panel)
        self.column.addStretch(1)
