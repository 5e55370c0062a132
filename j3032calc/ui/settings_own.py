"""My own PIN and password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.asking import need_same
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Text
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell


class OwnPart(SettingsPart):
    """Whether the person has a PIN, and the forms that choose one and change the password."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("own", services, tell)
        self._state = Text(parent=self)
        self._state.setObjectName("settings.own.state")
        self._actions = self.make_actions("own", say.OWN_ACTIONS, self._ask)
        for widget in (self._state, self._actions, self.holder):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._actions.setHidden(services.session.is_emergency)

    def refresh(self) -> None:
        """Say whether the person has a PIN."""
        has_pin = self._services.session.account.pin is not None
        self._actions.buttons["pin"].setText(say.CHANGE_PIN if has_pin else say.OWN_ACTIONS["pin"])
        if self._services.session.is_emergency:
            self._state.setText(say.NO_ACCOUNT)
        elif has_pin:
            self._state.setText(say.HAS_PIN)
        else:
            self._state.setText(say.NO_PIN if self._signs() else say.NO_PIN_NEEDED)

    def begin(self) -> None:
        """Ask for a PIN where the person needs one and has none: the first thing after a set-up."""
        self.refresh()
        session = self._services.session
        if session.account.pin is None and self._signs() and self.holder.is_empty:
            self._ask("pin")

    def _signs(self) -> bool:
        from j3032calc.domain.people import SIGNING_RIGHTS, Right

        session = self._services.session
        rights = {Right.WITNESS, *SIGNING_RIGHTS.values()}
        return not session.is_emergency and any(session.may(right) for right in rights)

    def _ask(self, name: str) -> None:
        form = {"pin": say.PIN_FORM, "password": say.PASSWORD_FORM}[name]
        prepare = {"pin": self._set_pin, "password": self._change_password}[name]
        panel = self.holder.ask(f"own_{name}", form)
        panel.on_send(prepare, lambda _: self._end(say.OWN_KEPT[name]))
        panel.go_to_first()

    def _set_pin(self, form: Form) -> Callable[[], object]:
        entries, people = form.entries(), self._services.people
        pin = need_same(entries, "pin", "pin_again")
        return lambda: people.set_own_pin(entries["password"], pin)

    def _change_password(self, form: Form) -> Callable[[], object]:
        entries, people = form.entries(), self._services.people
        new = need_same(entries, "password", "again")
        return lambda: people.change_own_password(entries["old"], new)

    def _end(self, said: str) -> None:
        self.holder.close_form()
        self.refresh()
        self._actions.buttons["pin"].setFocus()
        self._tell(said)
