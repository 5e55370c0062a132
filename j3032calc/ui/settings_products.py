"""How the site has products: its own drugs, the packages it stocks, a code billed in place of CMS's, and recalls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Quiet, Title, show_or_hide
from j3032calc.ui.text_table import TextTable
from j3032calc.wording import site_care_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.product import Product
    from j3032calc.domain.site import Recall
    from j3032calc.domain.site_drug import SiteDrug
    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell
    from j3032calc.wording.form_texts import FormText


class ProductsPart(SettingsPart):
    """The products and the recall list as tables, and the forms that change them."""

    def __init__(self, services: Services, tell: Tell) -> None:
        from j3032calc.domain.people import Right

        super().__init__("products", services, tell)
        self._own: dict[str, SiteDrug] = {}
        self._may_change = services.session.may(Right.CHANGE_SITE)
        self._actions = self.make_actions("products", say.PRODUCT_ACTIONS | say.RECALL_ACTIONS, self._ask)
        self._actions.setHidden(not self._may_change)
        self.table = TextTable("settings.products.table", say.PRODUCT_COLUMNS, (5, 5, 6, 4), self)
        self.table.chosen.connect(lambda _: self._ask("change"))
        self.recalls = TextTable("settings.recalls.table", say.RECALL_COLUMNS, (3, 4, 6), self)
        self._recalls_said = Quiet(parent=self)
        self._recalls_said.setObjectName("settings.recalls.said")
        title = Title(say.RECALLS, self)
        about = Quiet(say.PRODUCTS_TELL, self)
        for widget in (about, self._actions, self.holder, self.table, title, self._recalls_said, self.recalls):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show every product of the catalogue as the site has it, and the recall list."""
        from j3032calc.domain.site_drug import SiteDrug
        from j3032calc.domain.site_product import SiteProduct
        from j3032calc.wording.site_care_words import product_cells, recall_cells

        catalogue, drugs = self._services.catalogue, self._services.set_by(SiteDrug)
        self._own = {drug.id: drug for drug, _ in drugs}
        by = {product.product_id: said for product, said in self._services.set_by(SiteProduct)}
        by |= {drug.id: said for drug, said in drugs}
        self.table.show_rows(
            [(one.id, product_cells(one, catalogue.of_site(one.id), by.get(one.id, ""))) for one in catalogue.products]
        )
        recalls = self._services.sites.now().recalls
        self.recalls.show_rows([(str(place), recall_cells(one)) for place, one in enumerate(recalls or ())])
        show_or_hide(self.recalls, shown=bool(recalls))
        self._recalls_said.setText(say.NO_RECALL_LIST if recalls is None else "" if recalls else say.NO_RECALLS)
        show_or_hide(self._actions.buttons["start_recalls"], shown=recalls is None)

    def _ask(self, name: str) -> None:
        asks = {
            "change": lambda: self._of_chosen(self._ask_change),
            "add_drug": lambda: self._ask_drug(say.DRUG_FORM, {}),
            "retire_drug": lambda: self._of_chosen(self._ask_retire),
            "add_recall": self._ask_recall,
            "drop_recall": self._ask_drop_recall,
            "start_recalls": self._start_recalls,
        }
        if self._may_change:
            asks[name]()

    # --- Products ---

    def _of_chosen(self, ask: Callable[[str], None]) -> None:
        key = self.table.current_key() if self.table.selectedItems() else ""
        if key:
            ask(key)
        else:
            self._tell(say.CHOOSE_PRODUCT)

    def _ask_change(self, key: str) -> None:
        from j3032calc.wording.site_drugs import site_drug_entries

        drug = self._own.get(key)
        if drug is None:
            self._ask_product(self._services.site_catalogue.shipped.product(key))
            return
        form = say.DRUG_CHANGED_FORM
        named = form._replace(title=form.title.format(name=drug.brand))
        self._ask_drug(named, site_drug_entries(drug), drug)

    def _ask_drug(self, text: FormText, filled: Mapping[str, str], before: SiteDrug | None = None) -> None:
        panel = self.holder.ask("site_drug", text, filled, columns=2)
        services = self._services

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_drug import entered_site_drug

            entries = form.entries()
            drug = entered_site_drug(entries, services.catalogue, services.today, before)
            return lambda: services.site_catalogue.set_drug(drug, entries["reason"])

        panel.on_send(prepare, lambda drug: self._end(say.PRODUCT_KEPT.format(name=drug.brand), "add_drug"))
        panel.go_to_first()

    def _ask_retire(self, key: str) -> None:
        drug = self._own.get(key)
        if drug is None:
            self._tell(say.CHOOSE_OWN_DRUG)
            return
        form, site_catalogue = say.RETIRE_DRUG_FORM, self._services.site_catalogue
        panel = self.holder.ask("retire_drug", form._replace(title=form.title.format(name=drug.brand)))

        def prepare(form: Form) -> Callable[[], object]:
            reason = form.entries()["reason"]
            return lambda: site_catalogue.set_drug(replace(drug, is_used=False), reason)

        panel.on_send(prepare, lambda _: self._end(say.DRUG_RETIRED.format(name=drug.brand), "add_drug"))
        panel.go_to_first()

    def _ask_product(self, product: Product) -> None:
        text = say.PRODUCT_FORM
        form = text._replace(title=text.title.format(name=product.name), hint=text.hint.format(code=product.code.hcpcs))
        override = self._services.catalogue.override(product.id)
        filled = {} if override is None else {"hcpcs": override.hcpcs, "override_reason": override.reason}
        panel = self.holder.ask("site_product", form, filled, columns=2)
        packages = self._packages(product, panel.form)
        panel.form.more.addWidget(packages)
        site_catalogue = self._services.site_catalogue

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_site_care import entered_site_product

            entries = form.entries()
            stocked = tuple(key for key in packages.keys if key in packages.chosen)
            # A package that a later catalogue brings is stocked too where nobody has left one out.
            kept = entered_site_product(entries, product.id, None if stocked == packages.keys else stocked)
            return lambda: site_catalogue.set_product(kept, entries["reason"])

        panel.on_send(prepare, lambda _: self._end(say.PRODUCT_KEPT.format(name=product.name), "change"))
        panel.go_to_first()

    def _packages(self, product: Product, form: Form) -> ChoiceList:
        from j3032calc.ui.answer_texts import package_items

        packages = ChoiceList("site_product.stocked", say.STOCKED, many=True, parent=form)
        packages.offer(package_items(product))
        packages.choose([str(item.ndc) for item in self._services.catalogue.stocked(product)])
        return packages

    # --- The recall list ---

    def _ask_recall(self) -> None:
        services, recalls = self._services, self._services.sites.now().recalls or ()
        panel = self.holder.ask("recall", say.RECALL_FORM, columns=2)

        def prepare(form: Form) -> Callable[[], object]:
            from j3032calc.services.entering_site_care import entered_recall

            return self._setting((*recalls, entered_recall(form.entries(), services.catalogue, recalls)))

        panel.on_send(prepare, lambda _: self._end(say.RECALLS_KEPT, "add_recall"))
        panel.go_to_first()

    def _ask_drop_recall(self) -> None:
        recalls = self._services.sites.now().recalls or ()
        chosen = self.recalls.current_key() if self.recalls.selectedItems() else ""
        if not chosen:
            self._tell(say.CHOOSE_RECALL)
            return
        dropped = recalls[int(chosen)]
        form = say.DROP_RECALL_FORM._replace(title=say.DROP_RECALL_FORM.title.format(lot=dropped.lot))
        panel = self.holder.ask("drop_recall", form)
        rest = tuple(one for one in recalls if one != dropped)
        panel.on_send(lambda _: self._setting(rest), lambda _: self._end(say.RECALLS_KEPT, "add_recall"))
        panel.go_to_first()

    def _start_recalls(self) -> None:
        self._setting(())()
        self._end(say.RECALLS_KEPT, "add_recall")

    def _setting(self, recalls: tuple[Recall, ...]) -> Callable[[], object]:
        sites = self._services.sites
        return lambda: sites.set(replace(sites.now(), recalls=recalls))

    def _end(self, said: str, button: str) -> None:
        self.holder.close_form()
        self.changed.emit()
        self._actions.buttons[button].setFocus()
        self._tell(said)
