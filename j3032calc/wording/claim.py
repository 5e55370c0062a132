"""What the claim sheet says: the verdict, and the forms that only a claim has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.claim import Verdict
from j3032calc.domain.patient import Relation
from j3032calc.wording.log_words import SOURCES
from j3032calc.wording.writing import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from j3032calc.domain.administration import Administration, LineBilled
    from j3032calc.domain.claim import ClaimStanding

# Above this a line is split, with modifier 76 on the further parts.
MOST_DOLLARS: Final = Fraction(9_999_999, 100)
INSURED: Final[Mapping[Relation, str]] = {
    Relation.SELF: "the insured person",
    Relation.SPOUSE: "the spouse of the insured person",
    Relation.CHILD: "a child of the insured person",
    Relation.OTHER: "other to the insured person",
}
_CENTS: Final = 100


def write_verdict(standing: ClaimStanding) -> str:
    """Say whether the claim is ready. "Ready" stands alone only where nothing stops, lacks or warns."""
    rules = _joined([one.rule for one in standing.stops])
    warnings = count_of(len(standing.warnings), "thing")
    stops = "stop" if len(standing.stops) > 1 else "stops"
    lacks = _joined([str(lack) for lack in standing.lacks])
    return {
        Verdict.VOID: "Not ready: the record is void.",
        Verdict.STOPPED: f"Not ready: {rules} {stops} the claim.",
        Verdict.LACKING: f"Not ready: not recorded: {lacks}.",
        Verdict.NO_LINE: "Not ready: there is no claim line.",
        Verdict.NOT_BILLED: "No drug line: the site did not buy the drug. Neither the drug nor its waste is billed.",
        Verdict.WARNED: f"Ready, with {warnings} to check first.",
        Verdict.READY: "Ready.",
    }[standing.verdict]


def write_claim_date(day: date) -> str:
    """Write a date as item 24A has it: "11 23 26". No other place does."""
    return f"{day.month:02d} {day.day:02d} {day.year % 100:02d}"


def write_claim_dollars(dollars: Fraction) -> str:
    """Write a charge as item 24F has it, dollars and cents apart: "1,234.50" is "1234 50"; rounded half up."""
    cents = int(dollars * _CENTS + Fraction(1, 2))
    return f"{cents // _CENTS} {cents % _CENTS:02d}"


def write_ndc_line(line: LineBilled) -> str:
    """Write the shaded part of item 24: "N459310061031 ML21.8"; a line without an NDC says so."""
    if line.ndc is None:
        return "No NDC on this line"
    return f"N4{line.ndc.replace('-', '')} {line.ndc_unit}{line.ndc_quantity}"


def source_note(source: DrugSource | None) -> str:
    """Say what the source of the drug means for the claim."""
    if source is None:
        return "Source of the drug: not recorded. Find out before anything is billed."
    if source is DrugSource.PURCHASED:
        return "Purchased by the site: the drug is billed."
    if source is DrugSource.DRUG_340B:
        return "Purchased under 340B: each drug line carries the modifier that the payer asks for."
    return f"{SOURCES[source]}: no drug line and no JW line is billed."


def dose_notes(dose: Administration) -> Iterator[str]:
    """Say what a biller should know of how the dose was given and charted."""
    proposed = [item.ndc for item in dose.containers if item.ndc is not None and not item.is_confirmed]
    if proposed:
        yield f"NDC {_joined(proposed)} is proposed: nobody scanned or confirmed it."
    reasons = (
        ("Given early", dose.early_reason),
        ("Charted late", dose.late_reason),
        ("Stopped early", dose.stopped_early_reason),
        ("Containers other than proposed", dose.opened_reason),
    )
    for what, reason in reasons:
        if reason is not None:
            yield f"{what}: {reason}"


def _joined(items: Sequence[str]) -> str:
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
