"""The doses of the log for a spreadsheet: one row for each version of an administration, oldest entry first.

UTF-8 with a byte order mark (without it Excel takes accents apart), commas, CRLF, one heading row. ``stands`` is "yes"
on the newest version of a dose that is not voided: only such rows are billed, the others are for the auditor. Amounts
are text with their unit, exact; dates and times are ISO; what is not recorded is empty; where there are several
containers or claim lines they stand in one cell, separated by "; ". Name and record number are the patient's of today.
A cell that a spreadsheet would take for a formula gets an apostrophe in front.

Left out: ``wording.exporting.LEFT_OUT_OF_CSV``.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from j3032calc.exports.plain_entry import Plain, PlainEntry

# Keys are a contract: they stay in this order, new ones are added at the end.
COLUMNS: Final = (
    *("entry", "entry_at", "entry_by", "what", "reason", "stands"),
    *("patient_id", "record_number", "family_name", "given_name", "born", "sex"),
    *("administration_id", "order_id", "product_id", "drug", "hcpcs", "given_on", "started_at", "stopped_at"),
    *("route", "body_site", "weight", "weight_on", "source", "containers"),
    *("ordered", "opened", "given", "discarded", "kept", "not_infused"),
    *("billing_unit", "administered_units", "discarded_units", "claim_lines"),
    *("payer_id", "authorization_number", "diagnoses"),
    *("discard_reason", "discard_method", "discarded_at"),
    *("discard_confirmed_by", "discard_witness", "unwitnessed_reason"),
    *("given_by", "signed_at", "changed_by", "changed_at", "next_due", "payer_earliest"),
    *("opened_reason", "early_reason", "late_reason", "stopped_early_reason", "site_override"),
    *("catalogue_edition", "app_version", "fingerprint"),
)
# Columns that are fields of the administration, of its balance and of its calculation, by their names.
_OF_THE_DOSE: Final = (
    *("patient_id", "order_id", "app_version", "given_on", "started_at", "stopped_at", "route", "body_site", "source"),
    *("payer_id", "authorization_number", "opened_reason", "early_reason", "late_reason", "stopped_early_reason"),
)
_OF_THE_PATIENT: Final = (
    *(("record_number", "identifier"), ("family_name", "family"), ("given_name", "given")),
    *(("born", "born"), ("sex", "sex")),
)
_OF_THE_BALANCE: Final = ("ordered", "opened", "given", "discarded", "kept", "not_infused")
_OF_THE_CALCULATION: Final = (
    *("hcpcs", "billing_unit", "administered_units", "discarded_units"),
    *("site_override", "catalogue_edition"),
)
_WHAT: Final = {Kind.DOSE_RECORDED: "recorded", Kind.DOSE_AMENDED: "amended", Kind.DOSE_VOIDED: "voided"}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_NOTHING: Final[Plain] = {}
_MARK: Final = "\ufeff"


class _Given:
    """Gives back what is written to it: a writer of rows then gives the text of each."""

    @staticmethod
    def write(text: str) -> str:
        return text


_row: Final[Callable[[Iterable[object]], str]] = csv.writer(_Given(), lineterminator="\r\n").writerow


def heading() -> str:
    """Give the byte order mark and the heading row."""
    return _MARK + _row(COLUMNS)


def dose_row(entry: PlainEntry, patient: Plain | None, *, is_newest: bool) -> str:
    """Give the row of one version of an administration.

    Args:
        entry: the entry that carries it.
        patient: whose it is, as of today; ``None`` where the log has lost them.
        is_newest: whether no later version stands in its place.
    """
    dose = entry.body
    cells = {
        "entry": entry.sequence,
        "entry_at": entry.at,
        "entry_by": entry.by,
        "what": _WHAT[entry.kind],
        "reason": entry.reason,
        "stands": "yes" if is_newest and entry.kind is not Kind.DOSE_VOIDED else "no",
        "fingerprint": entry.fingerprint,
        **({} if patient is None else {column: patient[name] for column, name in _OF_THE_PATIENT}),
        **{name: dose[name] for name in _OF_THE_DOSE},
        **{name: dose["balance"][name] for name in _OF_THE_BALANCE},
        **{name: dose["calculation"][name] for name in _OF_THE_CALCULATION},
        **_dose(dose),
        **_discard(dose["discard"]),
    }
    return _row([f"'{cell}" if _is_formula(cell) else cell for cell in map(cells.get, COLUMNS)])


def _dose(dose: Plain) -> Plain:
    weight, changed = dose["weight"] or _NOTHING, dose["changed"]
    return {
        "administration_id": dose["id"],
        "product_id": dose["drug"]["product_id"],
        "drug": dose["drug"]["name"],
        "weight": weight.get("amount"),
        "weight_on": weight.get("on"),
        "containers": "; ".join(map(_container, dose["containers"])),
        "claim_lines": "; ".join(map(_line, dose["calculation"]["claim_lines"])),
        "diagnoses": "; ".join(dose["diagnoses"]),
        "given_by": _name(dose["given"]),
        "signed_at": dose["given"]["at"],
        "changed_by": changed and _name(changed),
        "changed_at": changed and changed["at"],
        "next_due": dose["next_due"]["due"],
        "payer_earliest": dose["next_due"]["payer_earliest"],
    }


def _container(used: Plain) -> str:
    parts = (
        f"{used['count']} x {used['content']}",
        used["volume"] and f"in {used['volume']}",
        used["ndc"] and f"NDC {used['ndc']}{'' if used['is_confirmed'] else ' (proposed)'}",
        used["lot"] and f"lot {used['lot']}",
        used["expiry"] and f"expiry {used['expiry']}",
    )
    return " ".join(part for part in parts if part)


def _line(line: Plain) -> str:
    code = "-".join((line["hcpcs"] or "no code", *line["modifiers"]))
    ndc = f" NDC {line['ndc']} {line['ndc_unit'] or ''}{line['ndc_quantity'] or ''}" if line["ndc"] else ""
    return f"{code} x {line['units']}{ndc}"


def _discard(discard: Plain | None) -> Plain:
    if discard is None:
        return _NOTHING
    return {
        "discard_reason": discard["reason"],
        "discard_method": discard["method"],
        "discarded_at": discard["at"],
        "discard_confirmed_by": _name(discard["confirmed"]),
        "discard_witness": discard["witness"] and _name(discard["witness"]),
        "unwitnessed_reason": discard["unwitnessed_reason"],
    }


def _name(signature: Plain) -> str:
    name, credential = signature["name"], signature["credential"]
    return f"{name}, {credential}" if credential else name


def _is_formula(cell: object) -> bool:
    return cell.__class__ is str and cell.startswith(_FORMULA_STARTS)
