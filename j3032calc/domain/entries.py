"""The entries of the log: what happened, to what, by whom. Nothing is changed; a correction is a new entry."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.order import Authorization, Charge, Order
from j3032calc.domain.patient import Patient
from j3032calc.domain.people import Account
from j3032calc.domain.record import record
from j3032calc.domain.site import Site
from j3032calc.domain.site_drug import SiteDrug
from j3032calc.domain.site_payer import SitePayer
from j3032calc.domain.site_product import SiteProduct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What happened. The value is what stands in the store: it never changes its meaning."""

    SITE_SET = "site-set"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_CHANGED = "account-changed"
    PATIENT_ADDED = "patient-added"
    PATIENT_AMENDED = "patient-amended"
    ORDER_WRITTEN = "order-written"
    ORDER_AMENDED = "order-amended"
    ORDER_ENDED = "order-ended"
    AUTHORIZATION_ADDED = "authorization-added"
    AUTHORIZATION_AMENDED = "authorization-amended"
    CHARGE_SET = "charge-set"
    PAYER_SET = "payer-set"
    PRODUCT_SET = "product-set"
    DRUG_SET = "drug-set"
    DOSE_RECORDED = "dose-recorded"
    DOSE_AMENDED = "dose-amended"
    DOSE_VOIDED = "dose-voided"

    DRAFT_PREPARED = "draft-prepared"
    DRAFT_STARTED = "draft-started"
    DRAFT_ABANDONED = "draft-abandoned"

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_INS_CUT = "sign-ins-cut"
    SIGNED_OUT = "signed-out"
    LOCKED = "locked"
    PIN_FAILED = "pin-failed"
    REFUSED = "refused"
    EMERGENCY_ACCESS = "emergency-access"
    RECOVERY_KEY_REPLACED = "recovery-key-replaced"
    PATIENT_READ = "patient-read"
    RECORD_PRINTED = "record-printed"
    PRINT_FAILED = "print-failed"
    LOG_EXPORTED = "log-exported"
    LOG_IMPORTED = "log-imported"
    LOG_VERIFIED = "log-verified"
    BACKUP_MADE = "backup-made"
    LOG_RESTORED = "log-restored"
    BACKUPS_RESUMED = "backups-resumed"
    SETTING_CHANGED = "setting-changed"
    CLOCK_MOVED = "clock-moved"
    ANCHOR_CAUGHT_UP = "anchor-caught-up"
    ANCHOR_BEGUN = "anchor-begun"
    INDEXES_REBUILT = "indexes-rebuilt"


@record
class Note:
    """The facts of an entry that changes no patient, order or dose, such as a sign-in: names and values as text."""

    facts: tuple[tuple[str, str], ...] = ()


Body = (
    Site
    | Account
    | Patient
    | Order
    | Authorization
    | Charge
    | SitePayer
    | SiteProduct
    | SiteDrug
    | Administration
    | Note
)

# The value that an entry of each kind carries; every other kind carries a ``Note``.
BODIES: Final[Mapping[Kind, type[Body]]] = {
    Kind.SITE_SET: Site,
    Kind.ACCOUNT_ADDED: Account,
    Kind.ACCOUNT_CHANGED: Account,
    Kind.PATIENT_ADDED: Patient,
    Kind.PATIENT_AMENDED: Patient,
    Kind.ORDER_WRITTEN: Order,
    Kind.ORDER_AMENDED: Order,
    Kind.ORDER_ENDED: Order,
    Kind.AUTHORIZATION_ADDED: Authorization,
    Kind.AUTHORIZATION_AMENDED: Authorization,
    Kind.CHARGE_SET: Charge,
    Kind.PAYER_SET: SitePayer,
    Kind.PRODUCT_SET: SiteProduct,
    Kind.DRUG_SET: SiteDrug,
    Kind.DOSE_RECORDED: Administration,
    Kind.DOSE_AMENDED: Administration,
    Kind.DOSE_VOIDED: Administration,
}


def body_type(kind: Kind) -> type[Body]:
    """Give the type of value that an entry of this kind carries."""
    return BODIES.get(kind, Note)


@record
class NewEntry:
    """An entry before the log has numbered it.

    ``by`` is an account's id, ``None`` where the program itself notes something. ``subject`` is the id of what the
    entry is about, ``patient_id`` whose log it belongs to. ``reason`` is asked for amendments, voids and ends.
    """

    at: datetime
    by: str | None
    kind: Kind
    subject: str
    patient_id: str | None = None
    reason: str | None = None
    body: Body


@record
class Entry(NewEntry):
    """A numbered entry. ``fingerprint`` is its place in the hash chain, 64 hexadecimal digits."""

    sequence: int
    fingerprint: str


@record
class Head:
    """The newest entry's number and fingerprint, which are printed on each record; 0 for an empty log."""

    sequence: int
    fingerprint: str


@record
class DueDose:
    """One line of the due list: the newest dose of one drug that a patient had, or an order's first dose.

    ``given_on`` is ``None`` where nothing was given yet.
    """

    patient: Patient
    drug_key: str
    order_id: str | None
    due: date
    payer_earliest: date | None = None
    given_on: date | None = None


class FaultKind(StrEnum):
    """What is wrong with a log. The value completes "entry n …"."""

    EDITED = "was changed after it was written"
    MISSING = "is missing"
    REWRITTEN = "is not the entry that was anchored"
    FORGED = "was not written by this workstation"
    TAIL_CUT = "and what follows are missing: the end was cut off, or an old copy was put back"
    ANCHOR_MISSING = "cannot be compared: the anchor file is not there"
    ANCHOR_DAMAGED = "cannot be compared: the anchor file is damaged"
    INDEX_WRONG = "is not where the search expects it"
    CHANGED_SINCE = "or one before it was changed since the new anchor began"


@record
class Fault:
    """The first thing that is wrong, and the entry where it shows."""

    sequence: int
    kind: FaultKind


@record
class NewAnchor:
    """A person's word that the log goes on with a new anchor from this entry on; ``found`` is what was wrong before.

    What was wrong before stays as it was found, which every check proves again, and is told in every report.
    """

    sequence: int
    at: datetime
    name: str
    reason: str
    found: Fault


@record
class Verification:
    """What a check of the whole log found. ``ahead`` counts entries that a crash left without their anchor line.

    ``fault`` is the first thing that is wrong, apart from what was known when one of ``new_anchors`` began.
    """

    entries: int
    head: Head
    ahead: int
    fault: Fault | None
    new_anchors: tuple[NewAnchor, ...] = ()
