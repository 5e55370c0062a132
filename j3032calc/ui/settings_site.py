"""The site: who bills, and how it works. Those who may not change it read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.asking import FormPanel
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Tick
from j3032calc.ui.facts import Facts
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell


class SitePart(SettingsPart):
    """The site's settings, to change or to read."""

    def __init__(self, services: Services, tell: Tell) -> None:
        from j3032calc.domain.people import Right

        super().__init__("site", services, tell)
        self._facts: Facts | None = None
        if services.session.may(Right.CHANGE_SITE):
            self._add_forms()
        else:
            self._add_facts()
        self.column.addStretch(1)

    def _add_forms(self) -> None:
        self._identity = FormPanel("site_identity", say.IDENTITY_FORM, self, columns=2)
        self._identity.on_send(self._keep_identity, lambda _: self._end(self._fill_identity))
        self._rules = FormPanel("site_rules", say.RULES_FORM, self, columns=2)
        self._closed = ChoiceList("site_rules.closed", say.CLOSED_WEEKDAYS, many=True, parent=self._rules.form)
        self._closed.offer([(day, day) for day in say.WEEKDAYS])
        self._witness = Tick(say.WANTS_WITNESS, "site_rules.witness", self._rules.form)
        self._rules.form.more.addWidget(self._closed)
        self._rules.form.more.addWidget(self._witness)
        self._rules.on_send(self._keep_rules, lambda _: self._end(self._fill_rules))
        for panel in (self._identity, self._rules):
            self.column.addWidget(panel)
        self._fill_identity()
        self._fill_rules()

    def _add_facts(self) -> None:
        panel = Panel(self)
        panel.setObjectName("settings.site.panel")
        self._facts = Facts("settings.site.facts", panel)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.addWidget(self._facts)
        self.column.addWidget(panel)

    def refresh(self) -> None:
        """Show the site as it is now; what is being typed stays."""
        from j3032calc.wording.settings_words import site_facts

        if self._facts is not None:
            self._facts.show_facts(site_facts(self._services.sites.now()))

    def _fill_identity(self) -> None:
        from j3032calc.wording.settings_words import identity_entries

        self._identity.form.fill(identity_entries(self._services.sites.now()))

    def _fill_rules(self) -> None:
        from j3032calc.wording.settings_words import rules_entries

        site = self._services.sites.now()
        self._rules.form.fill(rules_entries(site))
        self._closed.choose([say.WEEKDAYS[day] for day in site.closed_weekdays])
        self._witness.setChecked(site.wants_witness)

    def _keep_identity(self, form: Form) -> Callable[[], object]:
        from j3032calc.services.entering_site import entered_identity

        sites = self._services.sites
        site = entered_identity(form.entries(), sites.now())
        return lambda: sites.set(site)

    def _keep_rules(self, form: Form) -> Callable[[], object]:
        from j3032calc.services.entering import YES
        from j3032calc.services.entering_site import entered_rules

        sites = self._services.sites
        added = {
            "closed_weekdays": "; ".join(day for day in say.WEEKDAYS if day in self._closed.chosen),
            "wants_witness": YES if self._witness.isChecked() else "",
        }
        site = entered_rules(form.entries() | added, sites.now())
        return lambda: sites.set(site)

    def _end(self, fill: Callable[[], None]) -> None:
        fill()
        self._tell(say.SITE_KEPT)
