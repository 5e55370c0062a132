"""What the site charges for one billing unit of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Quiet, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.order import Charge
    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell


class ChargesPart(SettingsPart):
    """The charges as a table, and the form that sets one."""

    def __init__(self, services: Services, tell: Tell) -> None:
        from j3032calc.domain.people import Right

        super().__init__("charges", services, tell)
        self._charges: dict[str, Charge] = {}
        self._may_change = services.session.may(Right.BILL)
        self._actions = self.make_actions("charges", say.CHARGE_ACTIONS, lambda _: self._ask({}))
        self._actions.setHidden(not self._may_change)
        self.table = TextTable("settings.charges.table", say.CHARGE_COLUMNS, (3, 6, 4, 3), self)
        self.table.chosen.connect(self._ask_again)
        self._none = Quiet(say.NO_CHARGES, self)
        self._none.setObjectName("settings.charges.none")
        for widget in (self._actions, self.holder, self.table, self._none):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show every charge, by code, the newest of each first."""
        from j3032calc.wording.settings_words import charge_cells

        charges = sorted(self._services.charges.all(), key=lambda charge: charge.first, reverse=True)
        charges.sort(key=lambda charge: charge.hcpcs)
        self._charges = {f"{charge.hcpcs} {charge.first}": charge for charge in charges}
        catalogue = self._services.catalogue
        self.table.show_rows([(key, charge_cells(charge, catalogue)) for key, charge in self._charges.items()])
        show_or_hide(self.table, shown=bool(charges))
        show_or_hide(self._none, shown=not charges)

    def _ask_again(self, key: str) -> None:
        from j3032calc.wording.money import write_dollars
        from j3032calc.wording.writing import write_date

        charge = self._charges[key]
        if self._may_change:
            dollars, first = write_dollars(charge.dollars_per_unit), write_date(charge.first)
            self._ask({"hcpcs": charge.hcpcs, "dollars": dollars, "starts_on": first})

    def _ask(self, filled: dict[str, str]) -> None:
        panel = self.holder.ask("charge", say.CHARGE_FORM, filled)
        panel.on_send(self._keep, lambda _: self._end())
        panel.go_to_first()

    def _keep(self, form: Form) -> Callable[[], object]:
        from j3032calc.services.entering_site import entered_charge

        charge, charges = entered_charge(form.entries()), self._services.charges
        return lambda: charges.set(charge)

    def _end(self) -> None:
        self.holder.close_form()
        self.refresh()
        self._actions.buttons["set"].setFocus()
        self._tell(say.CHARGE_KEPT)
