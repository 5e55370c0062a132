"""How what a claim stands on is written on the Patient page: documentation, coverage, authorizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.visit.order import RENEWAL_DAYS
from j3032calc.wording import care_labels as say
from j3032calc.wording.labels import FieldText
from j3032calc.wording.log_words import NOT_RECORDED, RELATIONS
from j3032calc.wording.paper import write_account, write_address, write_moment
from j3032calc.wording.writing import count_of, exact_amount, write_date, write_interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.domain.checklist import ChecklistLine
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.order import Authorization, Order
    from j3032calc.domain.patient import Address, Coverage, OtherBiologic, Patient
    from j3032calc.domain.people import Account
    from j3032calc.domain.quantities import Amount
    from j3032calc.domain.visit.approval import Meter
    from j3032calc.wording.form_texts import FormText

_BETWEEN: Final = "; "
_PLACES: Final = ("First", "Second", "Third")


def patient_entries(patient: Patient) -> dict[str, str]:
    """Give the fields of a patient's form, as they would be typed."""
    return {
        "family": patient.family,
        "given": patient.given,
        "born": write_date(patient.born),
        "identifier": patient.identifier,
        "sex": patient.sex.value,
    } | address_entries(patient.address)


# --- Orders and their documentation ----------------------------------------------------------------------------------


def order_entries(order: Order) -> dict[str, str]:
    """Give the fields of an order's form, as they would be typed."""
    rounding = order.rounding
    return {
        "product": order.drug.name,
        "dose": typed_dose(order.dose),
        "every": "" if order.interval is None else write_interval(order.interval).removeprefix("every "),
        "rounding_way": "" if rounding is None else rounding.way.value,
        "rounding_step": "" if rounding is None else exact_amount(rounding.step),
        "prescriber": order.prescriber.name,
        "prescriber_credential": order.prescriber.credential,
        "npi": order.prescriber.npi or "",
        "diagnoses": _BETWEEN.join(order.diagnoses),
        "ordered_on": write_date(order.ordered_on),
        "signed_on": _day(order.signed_on),
        "starts_on": _day(order.starts_on),
        "expires_on": _day(order.expires_on),
        "schedule": order.schedule_id or "",
        "route": order.route or "",
    }


def typed_dose(dose: Amount | DosePerWeight) -> str:
    """Write a dose exactly, as it would be typed: "210 mg", "3 mg/kg"."""
    return f"{exact_amount(dose.per_kg)}/kg" if isinstance(dose, DosePerWeight) else exact_amount(dose)


def _day(day: date | None) -> str:
    return "" if day is None else write_date(day)


def documentation_form(order: Order, lines: tuple[ChecklistLine, ...], by: Mapping[str, str]) -> FormText:
    """Give the form that asks for every item of a checklist; ``by`` says of an item who recorded it, and when."""
    fields: dict[str, FieldText] = {}
    for line in lines:
        item, text = line.item, line.item.text.replace("&", "&&")
        fields[item.id] = FieldText(text, _hint(line, by.get(item.id, "")), item.text)
        if item.is_dated:
            fields[f"{item.id}_on"] = say.ANSWER_DAY._replace(name=say.ANSWER_DAY.name.format(item=item.text))
    form = say.DOCUMENTATION_FORM
    return form._replace(title=form.title.format(drug=order.drug.name), fields=fields)


def _hint(line: ChecklistLine, by: str) -> str:
    state = f"{NOT_RECORDED}." if line.answer is None else f"Recorded by {by}."
    asked = "" if line.item.asked is None else say.ASKED.format(asked=line.item.asked)
    optional = say.IS_OPTIONAL if line.item.is_optional else ""
    return " ".join(filter(None, (state, asked, optional)))


def documentation_entries(lines: tuple[ChecklistLine, ...]) -> dict[str, str]:
    """Give the fields of the documentation form, as they would be typed."""
    entries: dict[str, str] = {}
    for line in lines:
        if line.answer is not None:
            entries |= {line.item.id: line.answer.value, f"{line.item.id}_on": _day(line.answer.on)}
    return entries


def documentation_cells(line: ChecklistLine, by: str) -> tuple[str, ...]:
    """Give an item of a checklist as a row: what is asked, what the chart says, as of when, and who recorded it."""
    asked = f"{line.item.text}{' (where the payer asks)' if line.item.is_optional else ''}"
    if line.answer is None:
        return asked, NOT_RECORDED, "", ""
    on = line.answer.on
    day = write_date(on) if on is not None else NOT_RECORDED if line.item.is_dated else ""
    return asked, line.answer.value, day, by


def documentation_heading(order: Order, lines: tuple[ChecklistLine, ...]) -> str:
    """Say how far the documentation of an order is: "tezepelumab-ekko (Tezspire): 3 of 8 asked items recorded"."""
    asked = [line for line in lines if not line.item.is_optional]
    recorded = sum(line.answer is not None and not line.lacks_date for line in asked)
    use = "" if order.indication is None else f", {order.indication}"
    return f"{order.drug.name}{use}: {recorded} of {count_of(len(asked), 'asked item')} recorded"


def who_and_when(entry: Entry, people: Mapping[str, Account]) -> str:
    """Say who wrote an entry, and when."""
    who = write_account(None if entry.by is None else people.get(entry.by))
    return f"{who}, {write_moment(entry.at)}"


# --- Other biologics -------------------------------------------------------------------------------------------------


def write_biologics(biologics: tuple[OtherBiologic, ...]) -> str:
    """Write biologics as they are entered: "Dupixent; mepolizumab (Nucala)"; an ended one with its day."""
    return _BETWEEN.join(
        one.name if one.ended_on is None else f"{_bare(one.name)} (ended {write_date(one.ended_on)})"
        for one in biologics
    )


def _bare(name: str) -> str:
    """Give the brand alone where a name has it in brackets: brackets hold the day there."""
    return name.partition("(")[2].removesuffix(")") or name


def biologics_line(biologics: tuple[OtherBiologic, ...] | None) -> str:
    """Say which other biologics are on file; nobody asked is not the same as none."""
    if biologics is None:
        return f"Other biologics: {NOT_RECORDED}"
    return f"Other biologics: {write_biologics(biologics)}" if biologics else "No other biologics"


# --- Coverage --------------------------------------------------------------------------------------------------------


def address_entries(address: Address | None) -> dict[str, str]:
    """Give the fields of an address, as they would be typed."""
    if address is None:
        return {}
    return {
        "street": address.street,
        "city": address.city,
        "state": address.state,
        "postal_code": address.postal_code,
    }


def coverage_entries(coverage: Coverage) -> dict[str, str]:
    """Give the fields of a coverage's form, as they would be typed."""
    insured = coverage.insured
    return {
        "payer_id": coverage.payer_id,
        "member_id": coverage.member_id,
        "group": coverage.group or "",
        "claims_number": coverage.claims_number or "",
        "relation": coverage.relation.value,
        "insured_family": "" if insured is None else insured.family,
        "insured_given": "" if insured is None else insured.given,
    } | address_entries(coverage.address)


def coverage_cells(place: int, coverage: Coverage) -> tuple[str, ...]:
    """Give a coverage as a row: which pays, its payer, the member number, and who is insured; places count from 0."""
    pays = _PLACES[place] if place < len(_PLACES) else f"{place + 1}."
    group = "" if coverage.group is None else f", group {coverage.group}"
    claims = coverage.claims_number or NOT_RECORDED.lower()
    return (
        pays,
        f"{coverage.payer_name}, claims number {claims}",
        f"{coverage.member_id}{group}",
        _insured(coverage),
    )


def _insured(coverage: Coverage) -> str:
    insured, address = coverage.insured, coverage.address
    name = "" if insured is None else f"{insured.family.upper()}, {insured.given}"
    where = "" if address is None else write_address(address)
    return ". ".join(filter(None, (RELATIONS[coverage.relation], name, where)))


# --- Authorizations --------------------------------------------------------------------------------------------------


def authorization_entries(authorization: Authorization) -> dict[str, str]:
    """Give the fields of an authorization's form, as they would be typed."""
    return {
        "number": authorization.number,
        "payer_id": authorization.payer_id,
        "drug": authorization.drug.key,
        "first": write_date(authorization.first),
        "last": write_date(authorization.last),
        "units": "" if authorization.units is None else f"{authorization.units:,}",
        "visits": "" if authorization.visits is None else f"{authorization.visits:,}",
        "counts_waste": {True: "yes", False: "no", None: ""}[authorization.counts_waste],
    }


def authorization_cells(meter: Meter, payer: str, today: date) -> tuple[str, ...]:
    """Give an authorization as a row: number, payer, drug, its days, and how it stands."""
    one = meter.authorization
    days = f"{write_date(one.first)} to {write_date(one.last)}"
    return one.number, payer, one.drug.name, days, authorization_state(meter, today)


def authorization_state(meter: Meter, today: date) -> str:
    """Say how an authorization stands: by its days, and by what was used of it."""
    said = (_by_days(meter.authorization, today), _by_use(meter), _uncounted(meter))
    return ". ".join(filter(None, said))


def _by_days(authorization: Authorization, today: date) -> str:
    left = (authorization.last - today).days
    if left < 0:
        return "Ended"
    if today < authorization.first:
        return "Has not begun"
    if left > RENEWAL_DAYS:
        return "Holds"
    when = f"in {count_of(left, 'day')}" if left else "today"
    return f"Ends {when}: ask for a new one"


def _by_use(meter: Meter) -> str:
    if meter.is_exceeded:
        return "More used than approved"
    if meter.may_be_exceeded:
        return "More used than approved, if discarded units count: ask the payer"
    return "80 percent or more used: ask for a new one" if meter.is_nearly_used else ""


def _uncounted(meter: Meter) -> str:
    if not meter.unnumbered:
        return ""
    return f"{count_of(meter.unnumbered, 'dose')} in these days without a number, not counted"


def meter_words(meter: Meter) -> tuple[tuple[str, tuple[int, int, int]], ...]:
    """Give each limit of an authorization: in words, and as given, discarded and approved."""
    one, lines = meter.authorization, []
    if one.units is not None:
        counts = {True: "discarded units count", False: "discarded units do not count", None: "ask whether they count"}
        used = f"{meter.given:,} given, {meter.with_waste:,} with what was discarded ({counts[one.counts_waste]})"
        words = f"{one.number}: {used}, of {count_of(one.units, 'billing unit')}"
        lines.append((words, (meter.given, meter.discarded, one.units)))
    if one.visits is not None:
        lines.append(
            (f"{one.number}: {meter.visits:,} of {count_of(one.visits, 'visit')}", (meter.visits, 0, one.visits))
        )
    return tuple(lines)
