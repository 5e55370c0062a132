"""People: the accounts of this workstation, for those who may manage them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.asking import need_same
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import RecoveryKeyPanel
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.people import Account, Role
    from j3032calc.services.services import Services
    from j3032calc.ui.asking import FormPanel
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell
    from j3032calc.wording.form_texts import FormText


class PeoplePart(SettingsPart):
    """The accounts as a table, and the forms that change them."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("people", services, tell)
        self._accounts: dict[str, Account] = {}
        self._actions = self.make_actions("people", say.PEOPLE_ACTIONS, self._ask)
        self.table = TextTable("settings.accounts", say.ACCOUNT_COLUMNS, (3, 5, 6, 5), self)
        self.table.chosen.connect(lambda _: self._ask("change"))
        for widget in (self._actions, self.holder, self.table):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show every account, active or not."""
        from j3032calc.wording.settings_words import account_cells

        self._accounts = {account.id: account for account in self._services.people.accounts()}
        self.table.show_rows([(key, account_cells(account)) for key, account in self._accounts.items()])

    # --- The forms ---

    def _ask(self, name: str) -> None:
        alone = {"add": self._ask_new, "recovery_key": self._ask_recovery_key}
        if name in alone:
            alone[name]()
            return
        account = self._accounts.get(self.table.current_key() if self.table.selectedItems() else "")
        if account is None:
            self._tell(say.CHOOSE_ACCOUNT)
            return
        of_account = {
            "change": self._ask_change,
            "reset": self._ask_reset,
            "deactivate": self._ask_deactivate,
            "reactivate": self._ask_reactivate,
        }
        of_account[name](account)

    def _ask_new(self) -> None:
        panel = self.holder.ask("new_account", say.ADD_FORM, columns=2)
        roles = _role_list(panel, ())

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.domain.people import NewAccount

            entries, people = form.entries(), self._services.people
            password = need_same(entries, "password", "again")
            new = NewAccount(
                user=entries["user"], name=entries["name"], credential=entries["credential"], roles=_roles(roles)
            )
            return lambda: people.add(new, password)

        self._on_send(panel, prepare, say.ACCOUNT_ADDED)

    def _ask_change(self, account: Account) -> None:
        filled = {"name": account.name, "credential": account.credential}
        panel = self.holder.ask("change_account", _for(say.CHANGE_FORM, account), filled, columns=2)
        roles = _role_list(panel, account.roles)

        def prepare(form: Form) -> Callable[[], object]:
            entries, people, chosen = form.entries(), self._services.people, _roles(roles)
            return lambda: people.change(
                account.id, name=entries["name"], credential=entries["credential"], roles=chosen
            )

        self._on_send(panel, prepare, say.ACCOUNT_CHANGED)

    def _ask_reset(self, account: Account) -> None:
        panel = self.holder.ask("reset_password", _for(say.RESET_FORM, account), columns=2)
        people = self._services.people

        def prepare(form: Form) -> Callable[[], object]:
            password = need_same(form.entries(), "password", "again")
            return lambda: people.reset_password(account.id, password)

        self._on_send(panel, prepare, say.RESET)

    def _ask_reactivate(self, account: Account) -> None:
        panel = self.holder.ask("reactivate", _for(say.REACTIVATE_FORM, account), columns=2)
        people = self._services.people

        def prepare(form: Form) -> Callable[[], object]:
            password = need_same(form.entries(), "password", "again")
            return lambda: people.reactivate(account.id, password)

        self._on_send(panel, prepare, say.REACTIVATED)

    def _ask_deactivate(self, account: Account) -> None:
        panel = self.holder.ask("deactivate", _for(say.DEACTIVATE_FORM, account))
        people = self._services.people

        def prepare(form: Form) -> Callable[[], object]:
            reason = form.entries()["reason"]
            return lambda: people.deactivate(account.id, reason)

        self._on_send(panel, prepare, say.DEACTIVATED)

    def _on_send(self, panel: FormPanel, prepare: Callable[[Form], Callable[[], object]], said: str) -> None:
        def then(account: Account) -> None:
            self.holder.close_form()
            self._tell(said.format(name=account.name))
            self.changed.emit()
            self._choose(account.id)

        panel.on_send(prepare, then)
        panel.go_to_first()

    def _choose(self, account_id: str) -> None:
        """Choose a row, unless the person has just lost the right to see it."""
        if self.isVisible():
            self.table.selectRow(list(self._accounts).index(account_id))
            self.table.setFocus()

    # --- The recovery key ---

    def _ask_recovery_key(self) -> None:
        panel = self.holder.ask("new_recovery_key", say.RECOVERY_KEY_FORM)
        people = self._services.people
        panel.on_send(lambda _: people.replace_recovery_key, self._show_recovery_key)
        panel.go_to_first()

    def _show_recovery_key(self, key: str) -> None:
        panel = RecoveryKeyPanel(key, self.holder)
        panel.done.connect(self._end_recovery_key)
        panel.printed.connect(lambda: self.paper.emit("recovery_key", (key,)))
        self.holder.show_panel(panel)
        # The key is shown once: nothing takes its place before it is on paper.
        self._actions.setEnabled(False)
        panel.button.setFocus()

    def _end_recovery_key(self) -> None:
        self._actions.setEnabled(True)
        self.holder.close_form()
        self._tell(say.RECOVERY_KEY_REPLACED)


def _for(form: FormText, account: Account) -> FormText:
    return form._replace(title=form.title.format(name=account.name))


def _role_list(panel: FormPanel, roles: tuple[Role, ...]) -> ChoiceList:
    from j3032calc.wording.log_words import ROLES

    choices = ChoiceList(f"{panel.form.objectName()}.roles", say.ROLES, many=True, parent=panel.form)
    choices.offer([(role.value, said) for role, said in ROLES.items()])
    choices.choose([role.value for role in roles])
    panel.form.more.addWidget(choices)
    return choices


def _roles(choices: ChoiceList) -> tuple[Role, ...]:
    from j3032calc.domain.people import Role

    return tuple(role for role in Role if role.value in choices.chosen)
