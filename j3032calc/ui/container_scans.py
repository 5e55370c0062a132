"""A scan for the dose on screen: it charts one container, or changes nothing and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.domain.administration import ContainerUsed
    from j3032calc.domain.order import DrugRef, Order
    from j3032calc.domain.package import Identified
    from j3032calc.services.scanned import Filled
    from j3032calc.services.services import Services
    from j3032calc.ui.give_page import GivePage


class DoseOnScreen(Protocol):
    """The dose that is given now, as a scan sees it."""

    order: Order | None

    def entered(self) -> dict[str, str]:
        """Give what stands on both pages."""

    def put(self, entered: Mapping[str, str]) -> None:
        """Put entries on both pages."""


class ContainerScans(QObject):
    """Charts scanned packages. ``filled`` says what a scan did, with the entries that stood there before."""

    filled = Signal(str, object)
    refused = Signal(str)

    def __init__(self, giving: DoseOnScreen, services: Services, give: GivePage, parent: QObject) -> None:
        super().__init__(parent)
        self._giving = giving
        self._services = services
        self._give = give

    def take(self, package: Identified) -> None:
        """Chart a package as the next container of the dose on screen."""
        from j3032calc.domain.problems import Problem
        from j3032calc.services.scanned import check_package
        from j3032calc.wording.problems import sentence
        from j3032calc.wording.scan_texts import filled_sentence

        before = self._giving.entered()
        try:
            check_package(package, self._wanted(), self._day())
            filled = self._chart(package)
        except Problem as problem:
            self.refused.emit(sentence(problem))
            return
        emptied = dict.fromkeys(self._giving.entered(), "")
        self.filled.emit(filled_sentence(package, filled.number, filled.of), emptied | before)

    def _wanted(self) -> DrugRef | None:
        """Give the drug that is ordered, or entered where there is no order."""
        from j3032calc.domain.order import DrugRef

        order, product = self._giving.order, self._give.product
        if order is not None:
            return order.drug
        return None if product is None else DrugRef(product_id=product.id, name=product.name, hcpcs=product.code.hcpcs)

    def _day(self) -> date:
        calculation = self._give.calculation
        return self._services.today if calculation is None else calculation.question.given_on

    def _chart(self, package: Identified) -> Filled:
        """Fill lot, expiry and NDC of the container; the package takes the place of a proposed one of the same drug.

        Raises:
            DoseNotAnswered: nothing is known yet of the containers to open.
            Problem: it is no container of this dose; then nothing has changed.
        """
        from j3032calc.domain.problems import Problem
        from j3032calc.domain.problems.scanning import DoseNotAnswered
        from j3032calc.services.container_rows import each_for_itself, spread
        from j3032calc.services.scanned import filled

        before = self._giving.entered()
        if str(package.ndc) not in {kind.ndc for kind in self._kinds()}:
            self._give.take_package(package)
        kinds = self._kinds()
        if not kinds:
            raise DoseNotAnswered
        entered = spread(self._giving.entered(), kinds)
        try:
            done = filled(package, each_for_itself(kinds), entered)
        except Problem:
            self._giving.put(before)
            raise
        self._giving.put(entered | done.changes)
        return done

    def _kinds(self) -> tuple[ContainerUsed, ...]:
        from j3032calc.services.entering_chart import containers_to_chart

        calculation = self._give.calculation
        return () if calculation is None else containers_to_chart(calculation, each=False)
