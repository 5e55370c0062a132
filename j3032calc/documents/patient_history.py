"""The patient history: who the patient is, what was ordered and authorized, and every dose, voided ones too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Sheet, identity_of
from j3032calc.domain.entries import Kind
from j3032calc.wording.log_words import NOT_RECORDED
from j3032calc.wording.paper import (
    date_or_missing,
    or_missing,
    write_address,
    write_allergies,
    write_dose,
    write_frequency,
    write_person,
    write_prescriber,
)
from j3032calc.wording.writing import count_of, write_amount, write_date

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing
    from j3032calc.domain.history import DoseHistory, PatientLog
    from j3032calc.domain.order import Authorization, Order
    from j3032calc.domain.patient import Patient

TEMPLATE: Final = "patient_history"
TITLE: Final = "Patient history"
DOSE_COLUMNS: Final = ("Given on", "Drug", "Given", "Discarded", "Lots", "Units", "Given by", "Record")
ORDER_COLUMNS: Final = ("Drug", "Dose", "Interval", "Prescriber", "Ordered on", "Expires on", "State")
AUTHORIZATION_COLUMNS: Final = ("Number", "Drug", "From", "To", "Units", "Visits")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPages:
    """What the log has about one patient."""

    log: PatientLog
    printing: Printing


def patient_history(pages: HistoryPages) -> dict[str, object]:
    """Give the data of the history; every value is text, as it stands on paper."""
    log, patient = pages.log, pages.log.patient
    sheet = Sheet(
        title=TITLE,
        printing=pages.printing,
        identity=identity_of(patient, pages.printing.at.date()),
        reference=f"History of patient {patient.id}",
    )
    doses = sorted(log.doses, key=lambda history: history.dose.given_on, reverse=True)
    return sheet.data(
        about=[{"label": label, "value": value} for label, value in _about(patient)],
        weights=[[write_date(weight.on), write_amount(weight.amount)] for weight in reversed(patient.weights)],
        order_columns=list(ORDER_COLUMNS),
        orders=[_order(order) for order in reversed(log.orders)],
        authorization_columns=list(AUTHORIZATION_COLUMNS),
        authorizations=[_authorization(one) for one in reversed(log.authorizations)],
        dose_columns=list(DOSE_COLUMNS),
        doses=[_dose(history) for history in doses],
        count=f"{count_of(len(doses), 'dose')}, newest first. The record of each dose has the whole of it.",
    )


def _about(patient: Patient) -> list[tuple[str, str]]:
    covered = "; ".join(f"{one.payer_name}, member {one.member_id}" for one in patient.coverages)
    return [
        ("Allergies", write_allergies(patient.allergies)),
        ("Address", write_address(patient.address)),
        ("Coverage", or_missing(covered)),
    ]


def _order(order: Order) -> list[str]:
    return [
        order.drug.name,
        write_dose(order.dose),
        write_frequency(order),
        write_prescriber(order.prescriber),
        write_date(order.ordered_on),
        date_or_missing(order.expires_on),
        "Active" if order.end_reason is None else f"Ended: {order.end_reason}",
    ]


def _authorization(one: Authorization) -> list[str]:
    units, visits = (("No limit" if limit is None else f"{limit:,}") for limit in (one.units, one.visits))
    return [one.number, one.drug.name, write_date(one.first), write_date(one.last), units, visits]


def _dose(history: DoseHistory) -> dict[str, object]:
    dose, recorded = history.dose, history.versions[0].entry
    kinds = {version.entry.kind for version in history.versions}
    is_late = recorded.at.date() > dose.given_on
    marks = ((history.is_voided, "VOID"), (Kind.DOSE_AMENDED in kinds, "AMENDED"), (is_late, "LATE ENTRY"))
    shown = dose.calculation
    wasted = "" if shown.discarded_units is None else f" + {shown.discarded_units:,} discarded"
    lots = ", ".join(dict.fromkeys(item.lot or NOT_RECORDED for item in dose.containers))
    return {
        "marks": [word for is_so, word in marks if is_so],
        "is_void": "yes" if history.is_voided else "",
        "cells": [
            write_date(dose.given_on),
            dose.drug.name,
            write_amount(dose.balance.given),
            write_amount(dose.balance.discarded),
            or_missing(lots),
            f"{shown.administered_units:,} given{wasted}",
            write_person(dose.given.name, dose.given.credential),
            dose.id,
        ],
    }
