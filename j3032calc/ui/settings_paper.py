"""Paper: the site's heading and logo, sizes of paper and text, and the printers of this workstation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.asking import FormPanel
from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Caption, Quiet, Text
from j3032calc.ui.text_table import TextTable
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import paper_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.services.paperwork import Stationery
    from j3032calc.services.print_jobs import PrintChoices
    from j3032calc.services.services import Services
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.forms import Form
    from j3032calc.ui.message_bar import MessageBar


class PaperPart(SettingsPart):
    """What is printed on, for those who may change the site; and which printer each kind of document goes to."""

    def __init__(self, services: Services, message: MessageBar, app: Desk) -> None:
        from j3032calc.domain.people import Right

        super().__init__("paper", services, message.tell)
        self._message = message
        self._app = app
        self._logo: bytes | None = None
        if services.session.may(Right.CHANGE_SITE):
            self._add_form()
        self._add_printers()
        self.column.addStretch(1)

    # --- The site's paper ---

    def _add_form(self) -> None:
        self._panel = FormPanel("site_paper", say.PAPER_FORM, self)
        more = self._panel.form.more
        self._logo_state = Text(parent=self._panel.form)
        self._logo_state.setObjectName("site_paper.logo.state")
        texts = {"choose": say.CHOOSE_LOGO, "remove": say.REMOVE_LOGO}
        self._logo_buttons = ButtonGrid("site_paper.logo", texts, self._press_logo, self._panel.form)
        for widget in (Caption(say.LOGO, self._panel.form), self._logo_state, self._logo_buttons):
            more.addWidget(widget)
        self._panel.on_send(self._keep, lambda _: self._kept())
        self.column.addWidget(self._panel)
        self._fill()

    @property
    def _now(self) -> Stationery:
        return self._app.stationeries(self._services.session).now()

    def _fill(self) -> None:
        now = self._now
        lines = () if now.letterhead is None else now.letterhead.lines
        entries = dict(zip(say.PAPER_FORM.fields, lines, strict=False))
        self._panel.form.fill(entries | {"paper": str(now.paper), "text_percent": str(now.text_percent)})
        self._show_logo(None if now.letterhead is None else now.letterhead.logo)

    def _show_logo(self, logo: bytes | None) -> None:
        self._logo = logo
        self._logo_state.setText(say.NO_LOGO if logo is None else say.HAS_LOGO)
        self._logo_buttons.offer({"choose"} if logo is None else {"choose", "remove"})

    def _press_logo(self, name: str) -> None:
        if name == "remove":
            self._show_logo(None)
        else:
            self._message.ask_for_file(say.CHOOSE_LOGO, say.LOGO_FILES, self._read_logo)

    def _read_logo(self, path: str) -> None:
        from j3032calc.domain.problems import Problem

        try:
            self._show_logo(self._app.read_file(path))
        except Problem as problem:
            self._message.refuse_problem(problem)

    def _keep(self, form: Form) -> Callable[[], object]:
        from j3032calc.documents.paper import Letterhead, Paper
        from j3032calc.services.paperwork import Stationery

        entries, service = form.entries(), self._app.stationeries(self._services.session)
        lines = tuple(entries[name] for name in say.PAPER_FORM.fields if entries[name])
        heading = Letterhead(lines, self._logo) if lines or self._logo else None
        paper, percent = Paper(entries["paper"]), int(entries["text_percent"])
        return lambda: service.set(Stationery(paper, heading, percent))

    def _kept(self) -> None:
        self._fill()
        self.refresh()
        self._tell(say.PAPER_KEPT)

    # --- The printers of this workstation ---

    def _add_printers(self) -> None:
        panel = Panel(self)
        panel.setObjectName("settings.paper.panel")
        self.table = TextTable("settings.printers", say.PRINTER_COLUMNS, (5, 5, 3, 4), panel)
        actions = self.make_actions("paper", say.PRINTER_ACTIONS, lambda _: self._forget())
        spool = Quiet(say.SPOOL, panel)
        spool.setObjectName("settings.paper.spool")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.setSpacing(10)
        for widget in (Caption(say.PRINTERS, panel), self.table, actions, spool):
            inside.addWidget(widget)
        self.column.addWidget(panel)

    @property
    def _choices(self) -> PrintChoices:
        from j3032calc.services.print_jobs import PrintChoices

        return PrintChoices(self._app.settings, self._now.paper)

    def refresh(self) -> None:
        """Show what is remembered now; what is being typed stays."""
        papers, choices = dict(say.PAPERS), self._choices
        rows = []
        for kind, name in say.KINDS.items():
            choice = choices.of(kind)
            colour = say.IN_GREY if choice.is_grey else say.IN_COLOUR
            rows.append((kind, (name, choice.printer or say.NOT_CHOSEN_YET, papers[str(choice.paper)], colour)))
        self.table.show_rows(rows)

    def _forget(self) -> None:
        kinds = self.table.selected_keys()
        if not kinds:
            self._tell(say.CHOOSE_KIND)
            return
        choices = self._choices
        choices.keep(kinds[0], replace(choices.of(kinds[0]), printer=""))
        self.refresh()
        self._tell(say.FORGOTTEN)
