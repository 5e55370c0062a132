"""Findings and verdicts as the texts that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from j3032calc.wording import labels

if TYPE_CHECKING:
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.visit.verdicts import Readiness, Verdict


class FindingText(NamedTuple):
    """One finding: its severity as the stylesheet knows it, the same in words, the message, and the source."""

    severity: str
    heading: str
    message: str
    source: str


def finding_text(finding: Finding) -> FindingText:
    """Say one finding."""
    from j3032calc.wording import findings as say

    care = labels.CARE[str(finding.care)]
    words = labels.SEVERITY[str(finding.claim)]
    source = labels.SOURCE.format(rule=finding.rule, source=say.source(finding))
    return FindingText(str(finding.claim), f"{words}; {care}" if care else words, say.message(finding), source)


def verdict_text(verdict: Verdict) -> FindingText:
    """Say one finding with the reason that was written for it."""
    from j3032calc.wording.readiness import write_answer

    said, answer = finding_text(verdict.finding), write_answer(verdict)
    return said if answer is None else said._replace(message=f"{said.message}\n{answer}")


def verdict_summary(readiness: Readiness) -> tuple[str, str]:
    """Say in one line, with its severity, how much there is to do: "3 to fix, 1 to check"."""
    from j3032calc.wording.readiness import write_summary

    return severity_of(readiness), write_summary(readiness)


def severity_of(readiness: Readiness) -> str:
    """Give the severity of a visit as a whole, nothing where it is ready."""
    return "stop" if readiness.blocking else "warn" if readiness.to_check else ""


def summary_of(findings: tuple[FindingText, ...]) -> tuple[str, str]:
    """Say in one line, with its severity, how much there is to check: it may stand below the edge of the window."""
    from j3032calc.wording.writing import count_of

    stops = sum(finding.severity == "stop" for finding in findings)
    checks = sum(finding.severity == "warn" for finding in findings)
    if stops:
        return "stop", labels.SUMMARY_STOPS.format(findings=count_of(stops, "finding"))
    if checks:
        return "warn", labels.SUMMARY_CHECKS.format(things=count_of(checks, "thing"))
    return "", labels.SUMMARY_NOTES if findings else labels.SUMMARY_NOTHING
