"""How what is in the log is written on the pages of the window: patients, orders, doses and due dates in short."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.log import LogNotWritten
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.visit.order import RENEWAL_DAYS
from j3032calc.wording import amend_labels
from j3032calc.wording.form_texts import AMENDS
from j3032calc.wording.log_words import KINDS, NOT_RECORDED, STAGES, write_rounding
from j3032calc.wording.page_labels import WEIGHED
from j3032calc.wording.paper import write_account, write_born, write_moment, write_name, write_prescriber
from j3032calc.wording.problems import sentence
from j3032calc.wording.writing import (
    count_of,
    write_amount,
    write_date,
    write_dose_per_weight,
    write_interval,
    write_weekday,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.entries import DueDose, Entry
    from j3032calc.domain.history import DoseHistory
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Allergy, Patient
    from j3032calc.domain.people import Account
    from j3032calc.domain.problems import Problem

NO_ALLERGIES: Final = "No known allergies"


def left_sentence(problem: Problem) -> str:
    """Say what went wrong while somebody left, when there is nothing on screen any more that could be saved again."""
    if isinstance(problem, LogNotWritten):
        return f"The log could not note that you left: {problem.reason}. Everything that you signed is in it."
    return sentence(problem)


def record_number(patient: Patient) -> str:
    """Write a patient's record number: "No. 12345"."""
    return f"No. {patient.identifier}"


def allergies_line(patient: Patient) -> str:
    """Write a patient's allergies in one line; nobody asked is not the same as none."""
    if patient.allergies is None:
        return f"Allergies: {NOT_RECORDED}"
    if not patient.allergies:
        return NO_ALLERGIES
    return f"Allergies: {write_allergies(patient.allergies)}"


def write_allergies(allergies: Sequence[Allergy]) -> str:
    """Write allergies as they are entered: "latex (rash); penicillin"."""
    return "; ".join(
        one.substance if one.reaction is None else f"{one.substance} ({one.reaction})" for one in allergies
    )


def weight_on_file(patient: Patient, today: date) -> str:
    """Say the newest weight of a patient with its day and age; nothing where none is on file."""
    if not patient.weights:
        return ""
    newest = patient.weights[-1]
    days = (today - newest.on).days
    age = "today" if days == 0 else f"{count_of(days, 'day')} ago"
    return WEIGHED.format(weight=write_amount(newest.amount), date=write_date(newest.on), age=age)


def patient_cells(patient: Patient, today: date) -> tuple[str, ...]:
    """Give a patient as a row: name, birth date with age, record number."""
    return write_name(patient), write_born(patient.born, today), record_number(patient)


def due_cells(dose: DueDose, today: date, drug_name: str) -> tuple[str, ...]:
    """Give a due dose as a row: patient, drug, when it is due, how late that is, and what was given last."""
    last = "First dose" if dose.given_on is None else f"Last {write_date(dose.given_on)}"
    return (*patient_cells(dose.patient, today), drug_name, f"{_due(dose, today)}. {last}")


def _due(dose: DueDose, today: date) -> str:
    days = (dose.due - today).days
    payer = dose.payer_earliest
    clock = f"; payers from {write_date(payer)}" if payer is not None and payer != dose.due else ""
    return f"{write_weekday(dose.due)}, {_distance(days)}{clock}"


def _distance(days: int) -> str:
    if days == 0:
        return "today"
    return f"in {count_of(days, 'day')}" if days > 0 else f"{count_of(-days, 'day')} late"


def draft_cells(draft: Draft, patient: Patient, today: date) -> tuple[str, ...]:
    """Give an administration under way as a row: patient, drug as entered, and since when."""
    entered = dict(draft.entered)
    since = draft.kept_at if draft.started_at is None else draft.started_at
    what = entered.get("product") or entered.get("billing_unit") or NOT_RECORDED
    stage = amend_labels.STATE if entered.get(AMENDS) else STAGES[draft.stage]
    return (*patient_cells(patient, today), what, f"{stage} {write_moment(since)}")


def dose_of_order(order: Order) -> str:
    """Write the dose of an order, how often, how rounded, how given: "3 mg per kg every 4 weeks, intravenous"."""
    dose = write_dose_per_weight(order.dose) if isinstance(order.dose, DosePerWeight) else write_amount(order.dose)
    every = "" if order.interval is None else f" {write_interval(order.interval)}"
    rounded = "" if order.rounding is None else f", rounded {write_rounding(order.rounding)}"
    route = "" if order.route is None else f", {order.route}"
    return f"{dose}{every}{rounded}{route}"


def order_cells(order: Order, today: date) -> tuple[str, ...]:
    """Give an order as a row: drug, dose, prescriber, and how it stands."""
    return order.drug.name, dose_of_order(order), write_prescriber(order.prescriber), order_state(order, today)


def order_state(order: Order, today: date) -> str:
    """Say how an order stands: ended, not signed, expired, or until when, and in time that it is to be renewed."""
    if order.end_reason is not None:
        return f"Ended: {order.end_reason}"
    signed = "" if order.signed_on is not None else "Not signed. "
    if order.expires_on is None:
        return f"{signed}Expiry {NOT_RECORDED.lower()}"
    left = (order.expires_on - today).days
    if left < 0:
        return f"{signed}Expired {write_date(order.expires_on)}"
    renew = f", {_distance(left)}: ask the prescriber to renew it" if left <= RENEWAL_DAYS else ""
    return f"{signed}Until {write_date(order.expires_on)}{renew}"


def dose_cells(history: DoseHistory) -> tuple[str, ...]:
    """Give a dose as a row: date, drug, given, discarded, billing units, and what became of the record."""
    dose = history.dose
    units = write_billing_units_of(dose.calculation.administered_units, dose.calculation.discarded_units)
    state = "Voided" if history.is_voided else "Amended" if len(history.versions) > 1 else ""
    late = "Late entry" if dose.late_reason else ""
    return (
        write_date(dose.given_on),
        dose.drug.name,
        f"{write_amount(dose.balance.given)} given, {write_amount(dose.balance.discarded)} discarded",
        units,
        f"{dose.given.name}, {dose.given.credential}",
        ", ".join(filter(None, (state, late))) or "Signed",
    )


def write_billing_units_of(administered: int, discarded: int | None) -> str:
    """Write billing units given and discarded: "218 + 82 JW"."""
    return f"{administered:,}" if not discarded else f"{administered:,} + {discarded:,} discarded"


def entry_cells(entry: Entry, people: Mapping[str, Account]) -> tuple[str, ...]:
    """Give an entry of the log as a row: number, when, what, who, and why."""
    who = write_account(None if entry.by is None else people.get(entry.by))
    return f"{entry.sequence:,}", write_moment(entry.at), KINDS[entry.kind], who, entry.reason or ""


def month_ticks(first: date, last: date, *, most: int) -> tuple[tuple[date, str], ...]:
    """Give the first days of months between two days with what to write there, at most so many."""
    months = [
        date(first.year + (first.month - 1 + number) // 12, (first.month - 1 + number) % 12 + 1, 1)
        for number in range((last.year - first.year) * 12 + last.month - first.month + 1)
    ]
    step = max(1, -(-len(months) // most))
    return tuple((max(month, first), write_date(month)[3:]) for month in months[::step])


def timeline_words(lanes: Mapping[str, Sequence[tuple[date | None, date | None, str]]]) -> str:
    """Say what the timeline shows: each dose with the day given, the day due and what became of the record."""
    said = []
    for name, marks in lanes.items():
        doses = [_mark_words(*mark) for mark in marks]
        said.append(f"{name}: {'; '.join(doses)}.")
    return " ".join(said)


def _mark_words(given_on: date | None, due: date | None, state: str) -> str:
    if given_on is None:
        return "" if due is None else f"next due {write_date(due)}"
    when = "" if due is None else f", due {write_date(due)}{_apart((given_on - due).days)}"
    return f"given {write_date(given_on)}{when}{f', {state}' if state else ''}"


def _apart(days: int) -> str:
    if days == 0:
        return ", on the day"
    return f", {count_of(abs(days), 'day')} {'late' if days > 0 else 'early'}"
