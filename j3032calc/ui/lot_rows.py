"""The rows of the Sign page that ask for the lots of a calculation's containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.services.draft_keys import EACH
from j3032calc.ui.signing import container_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.calculation import Calculation
    from j3032calc.ui.sign_page import SignPage


def ask_lots(sign: SignPage, calculation: Calculation | None, entered: Mapping[str, str]) -> None:
    """Ask for the lots, filled with what was entered for them."""
    from j3032calc.services.entering_chart import containers_to_chart

    if calculation is not None:
        containers = containers_to_chart(calculation, each=sign.each_lot.isChecked())
        sign.show_containers(container_titles(containers), entered)


def ask_each_lot(sign: SignPage, calculation: Calculation | None, entered: Mapping[str, str]) -> None:
    """Ask for the lot of each container, or of each kind, as is ticked now; what was entered goes along."""
    from j3032calc.services.container_rows import gathered, spread
    from j3032calc.services.entering_chart import containers_to_chart

    if calculation is not None:
        kinds = containers_to_chart(calculation, each=False)
        change = spread if sign.each_lot.isChecked() else gathered
        ask_lots(sign, calculation, change({**entered, EACH: ""}, kinds))
