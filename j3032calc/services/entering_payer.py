"""From what was typed about who pays to a coverage and an authorization; each refusal names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.order import Authorization
from j3032calc.domain.ordering import check_order_of_dates
from j3032calc.domain.patient import Coverage, Insured, Relation
from j3032calc.services.entering import NO, YES, chosen, entered_address, in_field, optional, text_of
from j3032calc.wording.counts import read_count
from j3032calc.wording.reading import read_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.order import DrugRef

_MOST_UNITS: Final = 999_999
_MOST_VISITS: Final = 9_999


def entered_coverage(entered: Mapping[str, str], payers: Mapping[str, str]) -> Coverage:
    """Read one coverage.

    Args:
        entered: payer_id, member_id, relation, group, claims_number, insured_family, insured_given and an address.
        payers: the names of the payer profiles that can be chosen, by their ids.

    Raises:
        EntryRefused: payer, member number or relation is missing, or a part of the rest.
    """
    with in_field("payer_id"):
        payer_id = chosen(entered["payer_id"], "payer", "medicare-part-b")
    with in_field("member_id"):
        member_id = chosen(entered["member_id"], "member_id", "1EG4-TE5-MK73")
    with in_field("relation"):
        relation = Relation(chosen(entered["relation"], "relation", "self"))
    return Coverage(
        payer_id=payer_id,
        payer_name=payers.get(payer_id, payer_id),
        member_id=member_id,
        relation=relation,
        group=text_of(entered, "group"),
        address=entered_address(entered),
        insured=_insured(entered),
        claims_number=text_of(entered, "claims_number"),
    )


def _insured(entered: Mapping[str, str]) -> Insured | None:
    if not entered["insured_family"].strip() and not entered["insured_given"].strip():
        return None
    names = {}
    for field, example in (("insured_family", "Moss"), ("insured_given", "Ada")):
        with in_field(field):
            names[field] = chosen(entered[field], field, example)
    return Insured(family=names["insured_family"], given=names["insured_given"])


def entered_authorization(
    entered: Mapping[str, str], authorization_id: str, patient_id: str, drugs: Mapping[str, DrugRef]
) -> Authorization:
    """Read one authorization.

    Args:
        entered: number, payer_id, drug, first, last, units, visits and counts_waste.
        authorization_id: its id.
        patient_id: whose it is.
        drugs: the drugs that can be chosen, by their keys.

    Raises:
        EntryRefused: a field is missing or cannot be read, or it ends before it starts.
    """
    with in_field("number"):
        number = chosen(entered["number"], "authorization", "A-1234567")
    with in_field("payer_id"):
        payer_id = chosen(entered["payer_id"], "payer", "medicare-part-b")
    with in_field("drug"):
        drug = drugs[chosen(entered["drug"], "product", "Tezspire")]
    with in_field("first"):
        first = read_date(entered["first"])
    with in_field("last"):
        last = read_date(entered["last"])
        check_order_of_dates("first", first, "last", last)
    return Authorization(
        id=authorization_id,
        patient_id=patient_id,
        payer_id=payer_id,
        drug=drug,
        number=number,
        first=first,
        last=last,
        units=optional(entered, "units", lambda text: read_count(text, most=_MOST_UNITS, noun="billing units")),
        visits=optional(entered, "visits", lambda text: read_count(text, most=_MOST_VISITS, noun="visits")),
        counts_waste={YES: True, NO: False}.get(entered["counts_waste"]),
    )
