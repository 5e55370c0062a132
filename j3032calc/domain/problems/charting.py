"""What cannot go into the log as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.domain.problems import Problem

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.quantities import Amount


@dataclass(eq=False)
class PatientIdUnknown(Problem):
    """A patient's id that is not in the log."""


@dataclass(eq=False)
class PatientNeeded(Problem):
    """An export that is of one patient, and nobody said of which."""


@dataclass(eq=False)
class ReasonMissing(Problem):
    """A step that is only taken with a reason; ``why`` completes "write why …"."""

    why: str


@dataclass(eq=False)
class NotInLog(Problem):
    """Something that the log does not have; ``what`` names it, such as "order"."""

    what: str


@dataclass(eq=False)
class NothingChanged(Problem):
    """An amendment that changes nothing."""


@dataclass(eq=False)
class DateInFuture(Problem):
    """A day after today, where only what was can be entered."""

    day: date


@dataclass(eq=False)
class BirthDateOutOfRange(Problem):
    """A birth date before 1900 or after today."""

    entered: str | date


@dataclass(eq=False)
class OutOfOrder(Problem):
    """Two dates or times of which the second is before the first; both are names of fields."""

    first: str
    second: str


@dataclass(eq=False)
class RecordNumberTaken(Problem):
    """A record number that another patient has."""

    entered: str


@dataclass(eq=False)
class PatientMaybeKnown(Problem):
    """A patient with this birth date and nearly this name, whom nobody has looked at yet."""


@dataclass(eq=False)
class OrderEnded(Problem):
    """An order that somebody has ended."""


@dataclass(eq=False)
class OfOtherPatient(Problem):
    """An order, a draft or a dose that is another patient's."""


@dataclass(eq=False)
class OrderForOtherDrug(Problem):
    """An order for one drug, beside a dose of another."""

    ordered: str
    charted: str


@dataclass(eq=False)
class GivenAboveOpened(Problem):
    """More given than the opened containers held."""

    given: Amount
    opened: Amount


@dataclass(eq=False)
class ContainersDiffer(Problem):
    """Containers charted lot by lot that are not those that were opened; each size with its number."""

    charted: tuple[tuple[int, Amount], ...]
    opened: tuple[tuple[int, Amount], ...]


@dataclass(eq=False)
class ContentsDiffer(Problem):
    """Containers of a record that hold more or less than what the record says was opened."""

    charted: Amount
    opened: Amount


@dataclass(eq=False)
class TimeInFuture(Problem):
    """A time later than now."""

    field: str


@dataclass(eq=False)
class StartOnOtherDay(Problem):
    """A start time on another day than the day given."""

    started: date
    given_on: date


@dataclass(eq=False)
class DoseAlreadyRecorded(Problem):
    """A dose that is in the log already: pressed twice, or written just before a crash."""


@dataclass(eq=False)
class DoseWasVoided(Problem):
    """A dose that was voided, and so is neither amended nor voided again."""


@dataclass(eq=False)
class DraftAbandoned(Problem):
    """An administration that somebody abandoned."""


@dataclass(eq=False)
class DraftStarted(Problem):
    """An administration that was started already."""


@dataclass(eq=False)
class NotConfirmed(Problem):
    """Nothing is signed until a person has confirmed it; ``what`` completes "that …"."""

    what: str


@dataclass(eq=False)
class DiscardNotCharted(Problem):
    """Drug was discarded, and nobody has said why, how and when."""

    discarded: Amount


@dataclass(eq=False)
class NothingDiscarded(Problem):
    """A discard charted where nothing was discarded."""


@dataclass(eq=False)
class DiscardShared(Problem):
    """A discard that nobody has confirmed to be no other patient's dose."""


@dataclass(eq=False)
class WitnessMissing(Problem):
    """A discard without the second person that the site asks for, and without the reason for that."""


@dataclass(eq=False)
class HoldsUnanswered(Problem):
    """Findings that hold care, and nobody has written why the work goes on."""

    count: int


@dataclass(eq=False)
class AlwaysClosed(Problem):
    """A site that would be closed on every day of the week."""
