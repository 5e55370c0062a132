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
import io
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.exports.record_json import amount_text, record_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from j3032calc.domain.administration import Administration, CalculationShown, ContainerUsed, LineBilled
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.people import Signature

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
_OF_THE_BALANCE: Final = ("ordered", "opened", "given", "discarded", "kept", "not_infused")
_OF_THE_CALCULATION: Final = (
    *("hcpcs", "billing_unit", "administered_units", "discarded_units"),
    *("site_override", "catalogue_edition"),
)
_WHAT: Final = {Kind.DOSE_RECORDED: "recorded", Kind.DOSE_AMENDED: "amended", Kind.DOSE_VOIDED: "voided"}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "\ufeff"


def heading() -> str:
    """Give the byte order mark and the heading row."""
    return _MARK + _row(COLUMNS)


def dose_row(entry: Entry, dose: Administration, patient: Patient | None, *, is_newest: bool) -> str:
    """Give the row of one version of an administration.

    Args:
        entry: the entry that carries it.
        dose: the version.
        patient: whose it is, as of today; ``None`` where the log has lost them.
        is_newest: whether no later version stands in its place.
    """
    cells = {
        "entry": entry.sequence,
        "entry_at": entry.at,
        "entry_by": entry.by,
        "what": _WHAT[entry.kind],
        "reason": entry.reason,
        "stands": "yes" if is_newest and entry.kind is not Kind.DOSE_VOIDED else "no",
        "fingerprint": entry.fingerprint,
        **_patient(patient),
        **_dose(dose),
        **_amounts(dose),
        **_billing(dose.calculation),
        **_discard(dose),
    }
    return _row(_cell(cells.get(column)) for column in COLUMNS)


def _patient(patient: Patient | None) -> Mapping[str, object]:
    if patient is None:
        return {}
    return {
        "record_number": patient.identifier,
        "family_name": patient.family,
        "given_name": patient.given,
        "born": patient.born,
        "sex": patient.sex,
    }


def _dose(dose: Administration) -> Mapping[str, object]:
    return {name: getattr(dose, name) for name in _OF_THE_DOSE} | {
        "administration_id": dose.id,
        "product_id": dose.drug.product_id,
        "drug": dose.drug.name,
        "weight": dose.weight and dose.weight.amount,
        "weight_on": dose.weight and dose.weight.on,
        "containers": "; ".join(map(_container, dose.containers)),
        "diagnoses": "; ".join(dose.diagnoses),
        "given_by": _name(dose.given),
        "signed_at": dose.given.at,
        "changed_by": dose.changed and _name(dose.changed),
        "changed_at": dose.changed and dose.changed.at,
        "next_due": dose.next_due.due,
        "payer_earliest": dose.next_due.payer_earliest,
    }


def _container(used: ContainerUsed) -> str:
    parts = (
        f"{used.count} x {amount_text(used.content)}",
        used.volume and f"in {amount_text(used.volume)}",
        used.ndc and f"NDC {used.ndc}{'' if used.is_confirmed else ' (proposed)'}",
        used.lot and f"lot {used.lot}",
        used.expiry and f"expiry {used.expiry.isoformat()}",
    )
    return " ".join(part for part in parts if part)


def _amounts(dose: Administration) -> Mapping[str, object]:
    return {name: getattr(dose.balance, name) for name in _OF_THE_BALANCE}


def _billing(shown: CalculationShown) -> Mapping[str, object]:
    cells = {name: getattr(shown, name) for name in _OF_THE_CALCULATION}
    return cells | {"claim_lines": "; ".join(map(_line, shown.claim_lines))}


def _line(line: LineBilled) -> str:
    code = "-".join((line.hcpcs or "no code", *line.modifiers))
    ndc = f" NDC {line.ndc} {line.ndc_unit or ''}{line.ndc_quantity or ''}" if line.ndc else ""
    return f"{code} x {line.units}{ndc}"


def _discard(dose: Administration) -> Mapping[str, object]:
    discard = dose.discard
    if discard is None:
        return {}
    return {
        "discard_reason": discard.reason,
        "discard_method": discard.method,
        "discarded_at": discard.at,
        "discard_confirmed_by": _name(discard.confirmed),
        "discard_witness": discard.witness and _name(discard.witness),
        "unwitnessed_reason": discard.unwitnessed_reason,
    }


def _name(signature: Signature) -> str:
    return f"{signature.name}, {signature.credential}" if signature.credential else signature.name


def _cell(value: object) -> str:
    text = "" if value is None else str(record_data(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
