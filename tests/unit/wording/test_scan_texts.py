"""What is said about a scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from j3032calc.domain.package import Identified
from j3032calc.wording.scan_texts import filled_sentence, package_sentence
from tests.unit.services.small_catalogue import TEZSPIRE

DAY = date(2026, 11, 23)
ITEM = TEZSPIRE.presentations[1]
SYRINGE = Identified(ITEM.ndc, TEZSPIRE, ITEM, "00355513112017", "LOT1", date(2027, 12, 31))
START = "This is tezepelumab-ekko (Tezspire), single-dose prefilled syringe of 210 mg, NDC 55513-0112-01"


@pytest.mark.parametrize(
    ("package", "said"),
    [
        pytest.param(SYRINGE, f"{START}, lot LOT1, expiry 31-Dec-2027.", id="whole"),
        pytest.param(
            replace(SYRINGE, lot=None, expiry=None),
            f"{START}, lot not on the code, expiry not on the code.",
            id="neither-lot-nor-expiry",
        ),
        pytest.param(
            replace(SYRINGE, expiry=date(2026, 11, 22)),
            f"{START}, lot LOT1, expiry 22-Nov-2026. It has expired: do not give it.",
            id="expired-yesterday",
        ),
        pytest.param(replace(SYRINGE, expiry=DAY), f"{START}, lot LOT1, expiry 23-Nov-2026.", id="expires-today"),
        pytest.param(
            Identified(ITEM.ndc, None, None), "NDC 55513-0112-01 is not in this catalogue.", id="not-in-the-catalogue"
        ),
    ],
)
def test_a_package_says_what_it_is(package: Identified, said: str) -> None:
    assert package_sentence(package, DAY) == said


def test_a_filled_container_says_its_number_and_what_it_got() -> None:
    assert filled_sentence(SYRINGE, 2, 3) == "Container 2 of 3: lot LOT1, expiry 31-Dec-2027. Its NDC is confirmed."
    assert filled_sentence(replace(SYRINGE, lot=None, expiry=None), 1, 1) == (
        "Container 1 of 1: lot not on the code, expiry not on the code. Its NDC is confirmed."
    )
