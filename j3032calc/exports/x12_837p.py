"""A professional claim file: ASC X12N 837P, 005010X222A1, one claim for each dose.

What it leaves out and assumes: ``wording.leaving``.

References:
    Loop 2410 (LIN, CTP): X12 RFI 2151, final 2016-07-14. JW and JZ: CMS manual ch. 17 section 40.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.domain.patient import Relation, Sex
from j3032calc.exports import x12_values as x12

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from j3032calc.domain.claim_file import ChargedLine, ReadyClaim
    from j3032calc.domain.order import Prescriber
    from j3032calc.domain.patient import Coverage, Patient
    from j3032calc.domain.site import Site

    Segment = tuple[str, ...]


_VERSION: Final = "005010X222A1"
_MEDICARE: Final = {"medicare-part-b": "MB"}
# "Mutually defined", which the guide gives for a kind of insurance that is not known.
_KIND_NOT_KNOWN: Final = "ZZ"
_SEX: Final = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "U", Sex.UNKNOWN: "U"}
_RELATION: Final = {Relation.SPOUSE: "01", Relation.CHILD: "19", Relation.OTHER: "G8"}
# Payers give back no more than 20 characters of a claim's own number.
_CONTROL_LENGTH: Final = 20
# NM104 to NM107: an organization has no given name.
_NO_GIVEN_NAME: Final = ("", "", "", "")
_MOST_DIAGNOSES: Final = 12
_MOST_POINTERS: Final = 4
_CONTROL_NUMBERS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the claims: when the file is made, its number, and whether it is only a test."""

    at: datetime
    number: int
    is_test: bool = False


def claim_file(site: Site, claims: Sequence[ReadyClaim], envelope: Envelope) -> str:
    """Give the text of a claim file, a segment a line.

    Raises:
        ClaimValueUnusable: a value on file cannot stand on a claim; the problem names it.
    """
    body = list(_transaction(site, claims, envelope))
    group, control = str(envelope.number % _CONTROL_NUMBERS), f"{envelope.number % _CONTROL_NUMBERS:09d}"
    # ST and SE count themselves.
    body.append(("SE", str(len(body) + 1), "0001"))
    segments = (*_heads(site, envelope, group, control), *body, ("GE", "1", group), ("IEA", "1", control))
    return "".join(f"{_join(segment)}{x12.SEGMENT}\n" for segment in segments)


def control_number(dose_id: str) -> str:
    """Give a dose's number on claims and remittances: the beginning of its id in capitals, without underscores."""
    return dose_id[:_CONTROL_LENGTH].upper().replace("_", ".")


def _join(segment: Segment) -> str:
    joined = x12.ELEMENT.join(segment)
    return joined if segment[0] == "ISA" else joined.rstrip(x12.ELEMENT)


def _heads(site: Site, envelope: Envelope, group: str, control: str) -> Iterator[Segment]:
    sender = x12.text("submitter number of the site", site.submitter or "", 15)
    receiver = x12.text("receiver number of the clearinghouse", site.receiver or "", 15)
    today, time = x12.day(envelope.at), f"{envelope.at:%H%M}"
    nothing = " " * 10
    parties = ("ZZ", sender.ljust(15), "ZZ", receiver.ljust(15))
    usage = "T" if envelope.is_test else "P"
    dated = (today[2:], time, x12.REPETITION, "00501", control, "0", usage, x12.COMPONENT)
    yield ("ISA", "00", nothing, "00", nothing, *parties, *dated)
    yield ("GS", "HC", sender, receiver, today, time, group, "X", _VERSION)


def _transaction(site: Site, claims: Sequence[ReadyClaim], envelope: Envelope) -> Iterator[Segment]:
    name = x12.text("name of the site", site.name, 60)
    sender = x12.text("submitter number of the site", site.submitter or "", 15)
    receiver = x12.text("receiver number of the clearinghouse", site.receiver or "", 15)
    phone = x12.digits("telephone number of the site", site.phone or "", 10)
    yield ("ST", "837", "0001", _VERSION)
    yield ("BHT", "0019", "00", str(envelope.number), x12.day(envelope.at), f"{envelope.at:%H%M}", "CH")
    yield ("NM1", "41", "2", name, *_NO_GIVEN_NAME, "46", sender)
    yield ("PER", "IC", name, "TE", phone)
    yield (
        "NM1",
        "40",
        "2",
        x12.text("name of the clearinghouse", site.receiver_name or "", 60),
        *_NO_GIVEN_NAME,
        "46",
        receiver,
    )
    yield from _billing_provider(site, name)
    level = 1
    for claim in claims:
        # A subscriber, and under it the patient where that is another person.
        yield from _people(claim, level + 1)
        level += 1 if claim.coverage.relation is Relation.SELF else 2
        yield from _claim(site, claim)


def _billing_provider(site: Site, name: str) -> Iterator[Segment]:
    yield ("HL", "1", "", "20", "1")
    taxonomy = x12.code("taxonomy code of the site", site.taxonomy or "", r"[A-Z0-9]{10}", "207RA0201X")
    yield ("PRV", "BI", "PXC", taxonomy)
    yield ("NM1", "85", "2", name, *_NO_GIVEN_NAME, "XX", x12.npi("NPI of the site", site.npi or ""))
    yield from x12.address("site", site.address, is_nine_digits=True)
    yield ("REF", "EI", x12.digits("tax number of the site", site.tax_id or "", 9))


def _people(claim: ReadyClaim, level: int) -> Iterator[Segment]:
    patient, coverage = claim.patient, claim.coverage
    is_self = coverage.relation is Relation.SELF
    yield ("HL", str(level), "1", "22", "0" if is_self else "1")
    group = "" if coverage.group is None else x12.text("group number of the coverage", coverage.group, 50)
    kind = _MEDICARE.get(coverage.payer_id, _KIND_NOT_KNOWN)
    yield ("SBR", "P", "18" if is_self else "", group, "", "", "", "", "", kind)
    yield from _insured(patient, coverage)
    number = x12.text("claims number of the payer", coverage.claims_number or "", 80)
    yield ("NM1", "PR", "2", x12.text("name of the payer", coverage.payer_name, 60), *_NO_GIVEN_NAME, "PI", number)
    if not is_self:
        yield ("HL", str(level + 1), str(level), "23", "0")
        yield ("PAT", _RELATION[coverage.relation])
        yield ("NM1", "QC", "1", *_name("patient", patient.family, patient.given))
        yield from _where_and_born(patient)


def _insured(patient: Patient, coverage: Coverage) -> Iterator[Segment]:
    # The hyphens of a Medicare number are only for reading.
    card = coverage.member_id.replace("-", "") if coverage.payer_id in _MEDICARE else coverage.member_id
    member = x12.text("member number of the coverage", card, 80)
    if coverage.insured is not None and coverage.relation is not Relation.SELF:
        insured = _name("insured person", coverage.insured.family, coverage.insured.given)
        yield ("NM1", "IL", "1", *insured, "", "", "", "MI", member)
        return
    yield ("NM1", "IL", "1", *_name("patient", patient.family, patient.given), "", "", "", "MI", member)
    yield from _where_and_born(patient)


def _where_and_born(patient: Patient) -> Iterator[Segment]:
    yield from x12.address("patient", patient.address)
    yield ("DMG", "D8", x12.day(patient.born), _SEX[patient.sex])


def _name(whose: str, family: str, given: str) -> Segment:
    return (x12.text(f"family name of the {whose}", family, 60), x12.text(f"given name of the {whose}", given, 35))


def _claim(site: Site, claim: ReadyClaim) -> Iterator[Segment]:
    place = x12.code("place of service", site.place_of_service or "", r"[0-9]{2}", "11")
    number = control_number(claim.dose.id)
    where = x12.COMPONENT.join((place, "B", "1"))
    yield ("CLM", number, x12.dollars(claim.total), "", "", where, "Y", "A", "Y", "Y")
    authorization = claim.dose.authorization_number
    if authorization is not None:
        yield ("REF", "G1", x12.text("authorization number", authorization, 50))
    codes = [x12.icd10(diagnosis) for diagnosis in dict.fromkeys(claim.diagnoses)][:_MOST_DIAGNOSES]
    yield ("HI", *(_composite("ABF" if rank else "ABK", code) for rank, code in enumerate(codes)))
    pointers = _composite(*(str(rank) for rank in range(1, min(len(codes), _MOST_POINTERS) + 1)))
    for counted, line in enumerate(claim.lines, start=1):
        yield ("LX", str(counted))
        yield from _line(claim, line, pointers)
        yield from _ordering(claim.order.prescriber)


def _line(claim: ReadyClaim, line: ChargedLine, pointers: str) -> Iterator[Segment]:
    billed = line.billed
    hcpcs = x12.code("HCPCS code", billed.hcpcs or "", r"[A-Z][0-9]{4}", "J2356")
    modifiers = [x12.code("modifier", modifier, r"[A-Z0-9]{2}", "JW") for modifier in billed.modifiers]
    service = _composite("HC", hcpcs, *modifiers)
    yield ("SV1", service, x12.dollars(line.dollars), "UN", str(billed.units), "", "", pointers)
    yield ("DTP", "472", "D8", x12.day(claim.dose.given_on))
    if billed.ndc is not None:
        quantity, unit = x12.ndc_quantity(billed)
        yield ("LIN", "", "N4", x12.ndc(billed.ndc))
        yield ("CTP", "", "", "", quantity, unit)


def _ordering(prescriber: Prescriber) -> Iterator[Segment]:
    family, comma, given = prescriber.name.strip().partition(",")
    if not comma:
        given, _, family = prescriber.name.strip().rpartition(" ")
    name = x12.text("name of the prescriber", family, 60)
    first = x12.text("name of the prescriber", given, 35) if given.strip() else ""
    yield ("NM1", "DK", "1", name, first, "", "", "", "XX", x12.npi("NPI of the prescriber", prescriber.npi or ""))


def _composite(*parts: str) -> str:
    return x12.COMPONENT.join(parts)
