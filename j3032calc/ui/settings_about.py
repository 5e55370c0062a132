"""About: version and edition, where the facts come from and which are stale, and the licenses of the libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from j3032calc import __version__
from j3032calc.ui.facts import Facts
from j3032calc.ui.settings_crosswalk import CrosswalkPanel
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Caption, Text, Title
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import labels
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from j3032calc.services.services import Services
    from j3032calc.ui.settings_part import Tell


class AboutPart(SettingsPart):
    """What this program is and what it stands on."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("about", services, tell)
        panel = Panel(self)
        panel.setObjectName("settings.about.panel")
        self._facts = Facts("settings.about.facts", panel)
        self._stale = Text(parent=panel)
        self._stale.setObjectName("settings.about.stale")
        self.sources = TextTable("settings.sources", say.SOURCE_COLUMNS, (7, 5, 4), self)
        self.licenses = TextTable("settings.licenses", say.LICENSE_COLUMNS, (6, 4, 5), self)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.setSpacing(10)
        title = Title(say.ABOUT_TITLE.format(version=__version__), panel)
        title.setObjectName("settings.about.title")
        for widget in (title, Text(labels.ADVISES, panel), self._facts):
            inside.addWidget(widget)
        self.column.addWidget(panel)
        self.crosswalk = CrosswalkPanel(services, self)
        self.column.addWidget(self.crosswalk)
        for heading, table in ((say.SOURCES, self.sources), (say.LICENSES, self.licenses)):
            self.column.addWidget(Caption(heading, self))
            if table is self.sources:
                self.column.addWidget(self._stale)
            self.column.addWidget(table)
        self.column.addStretch(1)
        self.licenses.show_rows([(library[0], library) for library in say.LIBRARIES])

    def refresh(self) -> None:
        """Show how old each source is today, and the log's fingerprint of now."""
        from j3032calc.domain.sources import sources_of
        from j3032calc.wording.settings_words import about_facts, source_cells, sources_sentence

        services, today = self._services, self._services.today
        sources = sources_of(services.catalogue)
        self._facts.show_facts(about_facts(services.catalogue.edition, services.session.log.head))
        self._stale.setText(sources_sentence(sources, today))
        self.sources.show_rows([(source.title, source_cells(source, today)) for source in sources])
