"""What the readiness of a visit says as a whole: the summary, reasons of modifiers, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.visit.suggestions import Why
from j3032calc.wording.blockers import write_blocker
from j3032calc.wording.paper import as_sentence
from j3032calc.wording.writing import write_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.product import AdministrationCode
    from j3032calc.domain.visit.suggestions import ModifierReason
    from j3032calc.domain.visit.verdicts import Readiness, Verdict

NOT_RECORDED: Final = "Not recorded"
READY: Final = "Ready"

_WHY: Final[Mapping[Why, str]] = {
    Why.DISCARDED: "the units that were discarded",
    Why.NOTHING_DISCARDED: "no whole billing unit was discarded",
    Why.BOUGHT_340B: "the drug was bought under 340B",
    Why.REPEATED: "the rest of a line that was too large",
    Why.SIDE: "a side; never the site of an injection",
    Why.OTHER: "entered by the biller",
    Why.GIVEN_BESIDE_WASTE: "the units that were given stand without JZ where a JW line follows",
    Why.MULTI_DOSE: "a multi-dose container takes neither JW nor JZ",
    Why.NOT_TAKEN: "the payer's rule takes neither JW nor JZ here",
    Why.NOT_IN_FORCE: "JZ was not in force on the day given",
}


def write_summary(readiness: Readiness) -> str:
    """Write what is left to do: "3 to fix, 1 to check", or "Ready"."""
    counts = ((len(readiness.to_fix), "to fix"), (len(readiness.to_check), "to check"))
    return ", ".join(f"{count:,} {what}" for count, what in counts if count) or READY


def write_blocked(readiness: Readiness) -> str | None:
    """Write what blocks the visit first, "Blocked by order expired and 2 more", ``None`` where nothing does."""
    words = tuple(dict.fromkeys(write_blocker(verdict.finding) for verdict in readiness.blocking))
    if not words:
        return None
    more = f" and {len(words) - 1:,} more" if len(words) > 1 else ""
    return f"Blocked by {words[0]}{more}"


def write_standing(readiness: Readiness) -> str:
    """Write how a due dose stands: what blocks it, else how much there is to check, else "Ready"."""
    return write_blocked(readiness) or (f"{len(readiness.to_check):,} to check" if readiness.to_check else READY)


def write_answer(verdict: Verdict) -> str | None:
    """Write the reason that was given and, for an override, who gave it; it prints beside the finding."""
    if verdict.reason is None:
        return None
    if verdict.override is None:
        return f"Reason: {verdict.reason}"
    by = verdict.override
    return f"Overridden by {by.name}, {by.credential}, {write_date(by.at.date())}. Reason: {verdict.reason}"


def write_modifier_reason(reason: ModifierReason) -> str:
    """Write why a line has a modifier, or has none: "Line 2, JW: the units that were discarded"."""
    return f"Line {reason.line}, {reason.modifier or 'neither JW nor JZ'}: {_WHY[reason.why]}"


def write_administration_code(code: AdministrationCode) -> str:
    """Write a code for giving the drug, marked as a suggestion."""
    return f"Suggested for giving the drug: {code.cpt}. {as_sentence(code.text)} The biller decides."
