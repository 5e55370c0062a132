"""Payer profiles: the shipped ones to read, and those that the site keeps itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Quiet
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import site_care_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.site_payer import SitePayer
    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell
    from j3032calc.wording.form_texts import FormText

_BETWEEN = "; "


class PayersPart(SettingsPart):
    """The profiles as a table, and the forms that keep the site's own."""

    def __init__(self, services: Services, tell: Tell) -> None:
        from j3032calc.domain.people import Right

        super().__init__("payers", services, tell)
        self._profiles: dict[str, PayerProfile] = {}
        self._own: dict[str, SitePayer] = {}
        self._actions = self.make_actions("payers", say.PAYER_ACTIONS, self._ask)
        self._may_change = services.session.may(Right.BILL) or services.session.may(Right.CHANGE_SITE)
        self._actions.setHidden(not self._may_change)
        self.table = TextTable("settings.payers.table", say.PAYER_COLUMNS, (4, 3, 3, 3, 3, 8), self)
        self.table.chosen.connect(lambda _: self._ask("change"))
        for widget in (Quiet(say.PAYERS_TELL, self), self._actions, self.holder, self.table):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show every profile that can be chosen, shipped ones first."""
        from j3032calc.domain.site_payer import SitePayer
        from j3032calc.wording.site_care_words import payer_cells

        set_by = self._services.set_by(SitePayer)
        self._own = {payer.id: payer for payer, _ in set_by if payer.is_used}
        by = {payer.id: said for payer, said in set_by}
        self._profiles = {payer.id: payer for payer in self._services.catalogue.payers}
        self.table.show_rows([(key, payer_cells(one, by.get(key, ""))) for key, one in self._profiles.items()])

    def _ask(self, name: str) -> None:
        if not self._may_change:
            return
        if name == "add":
            self._ask_profile(say.PAYER_FORM, {"self_administered": "yes"}, ())
            return
        chosen = self._profiles.get(self.table.current_key() if self.table.selectedItems() else "")
        if chosen is None:
            self._tell(say.CHOOSE_PAYER)
        elif name == "copy":
            self._ask_copy(chosen)
        elif chosen.id not in self._own:
            self._tell(say.CHOOSE_OWN_PAYER)
        elif name == "change":
            self._ask_change(self._own[chosen.id])
        else:
            self._ask_retire(self._own[chosen.id])

    def _ask_copy(self, profile: PayerProfile) -> None:
        from j3032calc.wording.site_care_words import copied_entries

        asked = () if profile.asked is None else tuple(kind.value for kind in profile.asked.kinds)
        self._ask_profile(say.PAYER_FORM, copied_entries(profile, self._services.catalogue), asked)

    def _ask_change(self, payer: SitePayer) -> None:
        from j3032calc.wording.site_care_words import site_payer_entries

        form = say.PAYER_CHANGED_FORM._replace(title=say.PAYER_CHANGED_FORM.title.format(name=payer.name))
        asked = tuple(kind.value for kind in payer.asked or ())
        self._ask_profile(form, site_payer_entries(payer, self._services.catalogue), asked, payer)

    def _ask_profile(
        self, text: FormText, filled: Mapping[str, str], asked: tuple[str, ...], before: SitePayer | None = None
    ) -> None:
        from j3032calc.wording.site_care_words import KINDS

        panel = self.holder.ask("payer", text, filled, columns=2)
        kinds = ChoiceList("payer.asked", say.ASKED, many=True, parent=panel.form)
        kinds.offer([(kind.value, said) for kind, said in KINDS.items()])
        kinds.choose(asked)
        panel.form.more.addWidget(kinds)
        services = self._services

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_site_care import entered_site_payer

            entries = form.entries() | {"asked": _BETWEEN.join(key for key in kinds.keys if key in kinds.chosen)}
            payer = entered_site_payer(entries, services.catalogue, services.today, before)
            return lambda: services.site_catalogue.set_payer(payer, entries["reason"])

        panel.on_send(prepare, lambda kept: self._end(say.PAYER_KEPT, kept))
        panel.go_to_first()

    def _ask_retire(self, payer: SitePayer) -> None:
        from dataclasses import replace

        form = say.RETIRE_FORM._replace(title=say.RETIRE_FORM.title.format(name=payer.name))
        panel = self.holder.ask("retire_payer", form)
        site_catalogue = self._services.site_catalogue

        def prepare(form: Form) -> Callable[[], object]:
            reason = form.entries()["reason"]
            return lambda: site_catalogue.set_payer(replace(payer, is_used=False), reason)

        panel.on_send(prepare, lambda kept: self._end(say.PAYER_RETIRED, kept))
        panel.go_to_first()

    def _end(self, said: str, payer: SitePayer) -> None:
        self.holder.close_form()
        self.changed.emit()
        self._actions.buttons["add"].setFocus()
        self._tell(said.format(name=payer.name))
