"""Orders and their documentation, as they are entered on the patient's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.patient_asking import PatientAsker
from j3032calc.wording import care_labels as say
from j3032calc.wording.form_texts import NO_CHOICE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.order import Order
    from j3032calc.ui.asking import FormPanel
    from j3032calc.ui.forms import Form
    from j3032calc.wording.form_texts import FormText


class OrderForms(PatientAsker):
    """Writes, corrects, renews, documents and ends orders."""

    def asks(self) -> dict[str, Callable[[], None]]:
        """Give what each button of the page asks."""
        return {
            "order": self._ask_new,
            "amend_order": lambda: self._of_chosen(self._ask_amend),
            "renew_order": lambda: self._of_chosen(self._ask_renewal),
            "document_order": lambda: self._of_chosen(self._ask_documentation),
            "end_order": lambda: self._of_chosen(self._ask_end),
        }

    def _of_chosen(self, ask: Callable[[Order], None]) -> None:
        """Ask about the chosen order; the only active one counts as chosen."""
        log = self._page.log
        orders = {} if log is None else {order.id: order for order in log.orders}
        active = [key for key, order in orders.items() if order.is_active]
        chosen = self._page.selected("orders") or (active[0] if len(active) == 1 else "")
        if chosen:
            ask(orders[chosen])
        else:
            self._page.told.emit(say.CHOOSE_ORDER)

    # --- The order ---

    def _ask_new(self) -> None:
        from j3032calc.wording.writing import write_date

        orders = self._services.orders
        panel = self._ask_order(say.ORDER_FORM, {"ordered_on": write_date(self._services.today)})
        new_id = self._services.session.new_id()

        def prepare(form: Form) -> Callable[[], object]:
            read = self._read(form, new_id)
            return lambda: orders.write(read)

        self._on_send(panel, prepare)

    def _ask_amend(self, order: Order) -> None:
        orders = self._services.orders

        def prepare(form: Form) -> Callable[[], object]:
            read, reason = self._read(form, order.id, order), form.entries()["reason"]
            return lambda: orders.amend(read, reason)

        self._on_send(self._ask_order(say.ORDER_AMENDED_FORM, self._entries_of(order)), prepare)

    def _entries_of(self, order: Order) -> dict[str, str]:
        """Give the order as it would be typed, a drug of the site by the name that it has now."""
        from j3032calc.wording.care_words import order_entries

        return order_entries(order) | {"product": self._services.name_now(order.drug)}

    def _ask_renewal(self, order: Order) -> None:
        from j3032calc.wording.writing import write_date

        orders, new_id = self._services.orders, self._services.session.new_id()
        anew = dict.fromkeys(("signed_on", "starts_on", "expires_on"), "")
        filled = self._entries_of(order) | anew | {"ordered_on": write_date(self._services.today)}

        def prepare(form: Form) -> Callable[[], object]:
            read = self._read(form, new_id, order)
            return lambda: orders.renew(order.id, read)

        self._on_send(self._ask_order(say.ORDER_RENEWED_FORM, filled), prepare, say.ORDER_RENEWED)

    def _read(self, form: Form, order_id: str, before: Order | None = None) -> Order:
        from j3032calc.services.entering_order import entered_order

        return entered_order(form.entries(), order_id, self._patient.id, self._services.catalogue, before)

    def _ask_order(self, text: FormText, filled: Mapping[str, str]) -> FormPanel:
        """Ask for an order; the labelled uses on offer are those of the product that is typed."""
        panel = self._ask("order", text, filled)
        form = panel.form

        def offer_uses() -> None:
            uses = form.choices["schedule"]
            chosen = next(iter(uses.chosen), "")
            uses.offer((NO_CHOICE, *self._uses_of(form.fields["product"].entry)))
            uses.choose((chosen if chosen in uses.keys else "",))

        form.fields["product"].changed.connect(offer_uses)
        offer_uses()
        form.choices["schedule"].choose((filled.get("schedule", ""),))
        return panel

    def _uses_of(self, product: str) -> tuple[tuple[str, str], ...]:
        from j3032calc.domain.problems import Problem

        try:
            return tuple((one.id, one.indication) for one in self._services.catalogue.product(product).schedules)
        except Problem:
            return ()

    def _ask_end(self, order: Order) -> None:
        orders = self._services.orders

        def prepare(form: Form) -> Callable[[], object]:
            reason = form.entries()["reason"]
            return lambda: orders.end(order.id, reason)

        self._on_send(self._ask("end_order", say.END_ORDER_FORM, columns=1), prepare, say.ORDER_ENDED)

    # --- Its documentation ---

    def ask_documentation_of(self, row: str) -> None:
        """Ask for the documentation of an order, with the cursor in one item: the order's id, a space, the item."""
        order_id, _, item = row.partition(" ")
        log = self._page.log
        order = next((one for one in log.orders if one.id == order_id), None) if log else None
        if order is not None:
            self._ask_documentation(order, item)

    def _ask_documentation(self, order: Order, item: str = "") -> None:
        from j3032calc.wording.care_words import documentation_entries, documentation_form

        checklist, log, services = self._services.checklist_of(order), self._page.log, self._services
        if checklist is None or log is None:
            self._page.told.emit(say.NO_CHECKLIST)
            return
        lines = checklist.lines(order.documentation)
        text = documentation_form(order, lines, services.recorded_by(log, order))
        panel = self._ask("documentation", text, documentation_entries(lines))

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_order import entered_answers

            answers = entered_answers(form.entries(), checklist, services.today)
            documentation = checklist.answered_anew(order.documentation, answers)
            return lambda: services.orders.document(order.id, documentation)

        self._on_send(panel, prepare)
        if item:
            panel.form.go_to(item)
