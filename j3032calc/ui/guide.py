"""The form follows the product: its packages, what only it needs, and under each field what was read or is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.text import restyle, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.package import Identified
    from j3032calc.domain.product import Product
    from j3032calc.ui.answering import Named, Outcome
    from j3032calc.ui.give_form import GiveForm


class Guide:
    """Keeps the form in step with what came of it."""

    def __init__(self, form: GiveForm) -> None:
        self._form = form
        self._catalogue: Catalogue | None = None
        self._followed: tuple[str, str] = ("", "")
        self._scans: dict[str, Identified] = {}

    def start(self, catalogue: Catalogue) -> None:
        """Fill what the catalogue offers; a payer who is chosen stays chosen where that is possible."""
        self._catalogue, self._followed = catalogue, ("", "")
        form = self._form
        form.complete()
        form.product_field.offer([product.name for product in catalogue.offered])
        payer = next(iter(form.payer.chosen), "")
        form.payer.offer((("", labels.NO_PAYER), *((payer.id, payer.name) for payer in catalogue.payers)))
        form.payer.choose((payer if payer in form.payer.keys else "",))
        form.payer.show()
        form.make_rows(
            packages=max(len(product.presentations) for product in catalogue.products),
            schedules=1 + max(len(product.schedules) for product in catalogue.products),
        )

    def take_package(self, package: Identified) -> None:
        """Fill product and package from a scan; further scans of the same product add their packages."""
        if package.product is None:
            return
        if any(scan.product != package.product for scan in self._scans.values()):
            self._scans.clear()
        self._scans[str(package.ndc)] = package
        self._form.product_field.fill(package.product.name)
        self._form.containers.choose(tuple(self._scans))

    def forget_scans(self) -> None:
        """Forget what was scanned: everything starts again."""
        self._scans.clear()
        self._followed = ("", "")

    def follow(self, named: Named) -> None:
        """Offer what belongs to the product."""
        from j3032calc.ui.answer_texts import package_items, schedule_items

        self._form.show_kind(is_other_drug=self._form.other_drug.isChecked())
        product, package = named.product, named.package
        key = ("" if product is None else product.id, "" if package is None else str(package.ndc))
        if key != self._followed:
            self._followed = key
            self._form.offer_packages(package_items(product))
            if product is not None:
                self._form.schedule.offer(schedule_items(product))
                self._form.schedule.choose(("",))
            self._form.containers.choose((key[1],) if package else self._stocked(product))
            if product is not None:
                self._form.product_field.close_list()
        self._ask_what_it_needs(product)

    def _stocked(self, product: Product | None) -> tuple[str, ...]:
        """Give the packages that the site stocks, which are those that are ticked."""
        if product is None or self._catalogue is None:
            return ()
        return tuple(str(item.ndc) for item in self._catalogue.stocked(product))

    def _ask_what_it_needs(self, product: Product | None) -> None:
        from j3032calc.domain.label import LabelUse

        form = self._form
        schedules = () if product is None else product.schedules
        asks_schedule = len(schedules) > 1 and LabelUse(schedules).interval() is None
        chosen = tuple(one for one in schedules if asks_schedule and one.id in form.schedule.chosen) or schedules
        stepped = [one.steps for one in chosen if one.steps is not None and one.steps.only_interval is None]
        is_open = LabelUse(chosen).is_open or form.other_drug.isChecked()
        # What the containers say already is not asked.
        show_or_hide(form.multi_dose, shown=product is None or not product.is_multi_dose)
        form.ask_schedule(schedule=asks_schedule, dose_number=bool(stepped), every=is_open)

    def note(self, outcome: Outcome) -> None:
        """Say under each field what is wrong with it, or what was read."""
        from j3032calc.domain.problems.typed import DateAmbiguous
        from j3032calc.wording.problems import sentence

        problems = dict(outcome.problems)
        for name, field in self._form.fields.items():
            problem = problems.get(name)
            reading = self._product_reading(outcome) if name == "product" else ""
            field.show_note(problem=sentence(problem) if problem else "", reading=reading)
        containers = problems.get("containers")
        note = self._form.containers_note
        note.setText(sentence(containers) if containers else "")
        restyle(note, "problem", "true")
        show_or_hide(note, shown=containers is not None)
        date = problems.get("given_on")
        self._form.date_field.offer(date.readings if isinstance(date, DateAmbiguous) else ())

    def _product_reading(self, outcome: Outcome) -> str:
        from j3032calc.wording.writing import write_date

        product = outcome.product
        if product is None:
            return ""
        known = (*self._scans.values(), *filter(None, (outcome.package,)))
        scans = [scan for scan in known if scan.gtin and scan.product == product]
        if not scans:
            return labels.PRODUCT_FOUND.format(name=product.name, hcpcs=self._code(product))
        scan = scans[-1]
        lot = scan.lot or labels.NOT_ON_THE_CODE
        expiry = write_date(scan.expiry) if scan.expiry else labels.NOT_ON_THE_CODE
        return labels.SCANNED.format(name=product.name, hcpcs=self._code(product), lot=lot, expiry=expiry)

    def _code(self, product: Product) -> str:
        """Write the code that is billed; another one than CMS's says so."""
        override = None if self._catalogue is None else self._catalogue.override(product.id)
        if override is not None:
            return labels.SITE_OVERRIDE.format(code=override.hcpcs)
        code = product.code.hcpcs
        if not product.is_of_site:
            return code
        return (labels.RETIRED_DRUG if product.is_retired else labels.ENTERED_BY_SITE).format(code=code)
