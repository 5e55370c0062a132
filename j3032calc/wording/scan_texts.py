"""What is said about a scan: what it is, what it filled, and why it did nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.wording.labels import NOT_ON_THE_CODE
from j3032calc.wording.writing import write_amount, write_date

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.package import Identified

SIGN_IN_FIRST: Final = "Sign in first, then scan again. Nothing of this scan was kept."
FILLED: Final = "Container {number} of {of}: lot {lot}, expiry {expiry}. Its NDC is confirmed."
UNDO: Final = "Undo"
OPEN_FIRST: Final = "{package} Scan the patient's number or open the patient first, then scan it again."
NO_ORDER: Final = "{package} This patient has no order for it. Press Give to chart it without one."
CHOOSE_ORDER: Final = "There is more than one order for it: choose one, then press Give."
ONLY_READS: Final = "{package} Your account does not chart doses."
SAME_PATIENT: Final = "This is the patient of this dose: {patient}."
OTHER_PATIENT: Final = "This is another patient: {patient}. The dose of {before} is kept; it is under way on Today."
DOSE_KEPT: Final = "The dose of {patient} is kept; it is under way on Today."
UNFINISHED: Final = "{patient} was not opened: “{what}” is not finished. Finish or cancel it first, then scan again."
NO_SUCH_RECORD: Final = "The code is of a record that is not in this log."
NEWEST_RECORD: Final = "This paper shows the record as it is now."
OLDER_RECORD: Final = "This paper is older than the record, which was changed since. Print it anew."


def package_sentence(package: Identified, today: date) -> str:
    """Say what a package is: drug, package, NDC, lot, expiry, and whether it has expired."""
    if package.product is None or package.presentation is None:
        return f"NDC {package.ndc} is not in this catalogue."
    item = package.presentation
    lot = package.lot or NOT_ON_THE_CODE
    expiry = NOT_ON_THE_CODE if package.expiry is None else write_date(package.expiry)
    is_expired = package.expiry is not None and package.expiry < today
    said = f"This is {package.product.name}, {item.form} of {write_amount(item.content)}, NDC {package.ndc}"
    return f"{said}, lot {lot}, expiry {expiry}. {'It has expired: do not give it.' if is_expired else ''}".strip()


def filled_sentence(package: Identified, number: int, of: int) -> str:
    """Say which container a scan charted, and with what."""
    return FILLED.format(
        number=number,
        of=of,
        lot=package.lot or NOT_ON_THE_CODE,
        expiry=NOT_ON_THE_CODE if package.expiry is None else write_date(package.expiry),
    )
