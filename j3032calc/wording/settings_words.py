"""How the settings are written: accounts, the site, charges, the state of the log, and where facts come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import FaultKind
from j3032calc.wording.log_texts import new_anchor_text
from j3032calc.wording.log_words import NOT_RECORDED, ROLES
from j3032calc.wording.money import write_dollars
from j3032calc.wording.paper import write_address, write_moment, write_person
from j3032calc.wording.settings_labels import WEEKDAYS
from j3032calc.wording.writing import count_of, write_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.entries import Fault, Head, Verification
    from j3032calc.domain.order import Charge
    from j3032calc.domain.people import Account
    from j3032calc.domain.site import Site
    from j3032calc.domain.sources import Source

_BETWEEN: Final = "; "
_GROUP: Final = 8
_GROUPS_A_LINE: Final = 4
_WHOLE: Final = "Yes. It agrees with the fingerprints that are kept outside it."
_WHOLE_SINCE: Final = "Yes, from entry {sequence} on, where a new anchor began. Verifying tells what was found then."

# --- People ----------------------------------------------------------------------------------------------------------


def account_cells(account: Account) -> tuple[str, ...]:
    """Give an account as a row: user, name with credential, roles, and how it stands."""
    roles = _BETWEEN.join(ROLES[role] for role in account.roles)
    return account.user, write_person(account.name, account.credential), roles, _account_state(account)


def _account_state(account: Account) -> str:
    if not account.is_active:
        return "Deactivated"
    duties = (
        "has yet to choose a password" if account.must_change_password else "",
        "no PIN yet" if account.pin is None else "",
    )
    return ", ".join(filter(None, ("Active", *duties)))


# --- Site ------------------------------------------------------------------------------------------------------------


def identity_entries(site: Site) -> dict[str, str]:
    """Give the fields of the form that says who bills, as they would be typed."""
    address = site.address
    return {
        "site_name": site.name,
        "npi": site.npi or "",
        "tax_id": site.tax_id or "",
        "taxonomy": site.taxonomy or "",
        "street": "" if address is None else address.street,
        "city": "" if address is None else address.city,
        "state": "" if address is None else address.state,
        "postal_code": "" if address is None else address.postal_code,
        "place_of_service": site.place_of_service or "",
        "phone": site.phone or "",
        "submitter": site.submitter or "",
        "receiver": site.receiver or "",
        "receiver_name": site.receiver_name or "",
    }


def rules_entries(site: Site) -> dict[str, str]:
    """Give the fields of the form that says how the site works, as they would be typed."""
    return {
        "idle_minutes": str(site.idle_minutes),
        "weight_days": str(site.weight_days),
        "window": count_of(site.window_days, "day") if site.window_days else "",
        "closed_dates": _BETWEEN.join(map(write_date, site.closed_dates)),
    }


def site_facts(site: Site) -> tuple[tuple[str, str], ...]:
    """Give everything about a site, as names and values, for somebody who may not change it."""
    weekdays = _BETWEEN.join(WEEKDAYS[day] for day in site.closed_weekdays)
    return (
        ("Site", site.name or NOT_RECORDED),
        ("NPI", site.npi or NOT_RECORDED),
        ("Tax number", site.tax_id or NOT_RECORDED),
        ("Taxonomy code", site.taxonomy or NOT_RECORDED),
        ("Address", write_address(site.address)),
        ("Place of service", site.place_of_service or NOT_RECORDED),
        ("Phone", site.phone or NOT_RECORDED),
        ("Submitter number", site.submitter or NOT_RECORDED),
        ("Clearinghouse", site.receiver_name or NOT_RECORDED),
        ("Its receiver number", site.receiver or NOT_RECORDED),
        ("Locks after", f"{count_of(site.idle_minutes, 'minute')} without anybody"),
        ("A weight holds for", count_of(site.weight_days, "day")),
        ("A dose may move by", count_of(site.window_days, "day")),
        ("Closed every week on", weekdays or "No day"),
        ("Closed on", _BETWEEN.join(map(write_date, site.closed_dates)) or "No day"),
        ("Each discard", "A second person witnesses it" if site.wants_witness else "No witness asked for"),
    )


# --- Charges ---------------------------------------------------------------------------------------------------------


def charge_cells(charge: Charge, catalogue: Catalogue) -> tuple[str, ...]:
    """Give a charge as a row: code, drug, dollars for one billing unit, and from when."""
    return (
        charge.hcpcs,
        drug_of(charge.hcpcs, catalogue),
        write_dollars(charge.dollars_per_unit),
        write_date(charge.first),
    )


def drug_of(hcpcs: str, catalogue: Catalogue) -> str:
    """Name the drug of a code as CMS has it."""
    known = catalogue.code(hcpcs)
    own = [product.name for product in catalogue.products if product.is_of_site and product.code.hcpcs == hcpcs]
    if own:
        return "; ".join(own)
    if known is None:
        return "Not in this catalogue"
    return next((product.name for product in catalogue.products if product.id == known.product_id), known.cms.drug)


# --- The log ---------------------------------------------------------------------------------------------------------


def log_facts(head: Head, fault: Fault | None, new_anchor: int | None = None) -> tuple[tuple[str, str], ...]:
    """Give how the log stands, as names and values.

    Args:
        head: the newest entry.
        fault: what is wrong, if anything.
        new_anchor: the entry with which the newest new anchor began, if one ever did.
    """
    whole = _WHOLE if new_anchor is None else _WHOLE_SINCE.format(sequence=f"{new_anchor:,}")
    return (
        ("Entries", f"{head.sequence:,}"),
        ("Fingerprint of the newest", fingerprint_lines(head.fingerprint)),
        ("Whole", whole if fault is None else f"No. {_fault(fault)}"),
    )


def fingerprint_lines(fingerprint: str) -> str:
    """Write a fingerprint in groups and lines that an eye can compare with paper."""
    groups = [fingerprint[first : first + _GROUP] for first in range(0, len(fingerprint), _GROUP)]
    lines = [groups[first : first + _GROUPS_A_LINE] for first in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join(map(" ".join, lines))


def _fault(fault: Fault) -> str:
    if fault.kind is FaultKind.INDEX_WRONG:
        return f"Entry {fault.sequence:,} {fault.kind.value}. An administrator can make the search anew."
    return (
        f"Entry {fault.sequence:,} {fault.kind.value}. Nothing is signed until that is settled. "
        "Tell the administrator; reading goes on."
    )


def progress_sentence(done: int, of: int) -> str:
    """Say how far the check is."""
    return f"Checked {done:,} of {count_entries(of)}."


def verified_sentence(found: Verification, at: datetime) -> str:
    """Say what a check of the whole log found, and when."""
    checked = f"{count_entries(found.entries)} checked on {write_moment(at)}."
    if found.fault is not None:
        return f"{checked} {_fault(found.fault)}"
    ahead = f" {count_entries(found.ahead)} not kept outside yet." if found.ahead else ""
    if not found.new_anchors:
        return f"{checked} The log is whole.{ahead}"
    told = " ".join(map(new_anchor_text, found.new_anchors))
    return f"{checked} The log is whole from entry {found.new_anchors[-1].sequence:,} on.{ahead} {told}"


def count_entries(count: int) -> str:
    """Write a number of entries."""
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


# --- About -----------------------------------------------------------------------------------------------------------


def about_facts(edition: str, head: Head) -> tuple[tuple[str, str], ...]:
    """Give the catalogue's edition, and the log's newest entry, as names and values."""
    return (
        ("Catalogue edition", edition),
        ("Newest entry of the log", f"{head.sequence:,}"),
        ("Its fingerprint", fingerprint_lines(head.fingerprint)),
    )


def sources_sentence(sources: Sequence[Source], today: date) -> str:
    """Say how many sources nobody has opened for too long."""
    stale = sum(source.is_stale(today) for source in sources)
    if not stale:
        return "Every source was checked within the last 3 months."
    return (
        f"{stale:,} of {count_of(len(sources), 'source')} {'is' if stale == 1 else 'are'} stale: checked more than "
        "3 months ago. Open a stale source again before you rely on it."
    )


def source_cells(source: Source, today: date) -> tuple[str, ...]:
    """Give a source as a row: title, what its facts are about, and when it was checked."""
    stale = f". Stale since {write_date(source.good_until)}" if source.is_stale(today) else ""
    return source.title, ", ".join(source.about), f"{write_date(source.checked)}{stale}"
