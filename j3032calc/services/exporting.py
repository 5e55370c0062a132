"""Taking the log out of its encrypted store, as a file that others can read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.patient import Patient
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import OutOfOrder, PatientIdUnknown
from j3032calc.domain.problems.files import ExportUnencrypted
from j3032calc.exports import log_csv, log_jsonl
from j3032calc.services.outgoing import Making, Outgoing
from j3032calc.services.site_catalogue import catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.claim_file import ClaimCandidate
    from j3032calc.services.ports import Clock, Log, Progress, TextFiles
    from j3032calc.services.session import Session

# So many entries are in memory at a time.
_STRETCH: Final = 1000


class Exporting:
    """Exports the log of a session. Lines are streamed: memory does not grow with the log."""

    def __init__(
        self, files: TextFiles, shipped: Catalogue, clock: Clock, app_version: str, *, is_test: bool = False
    ) -> None:
        self._files = files
        self._shipped = shipped
        self._clock = clock
        self._app_version = app_version
        self._is_test = is_test

    def export(  # noqa: PLR0913 - each is a wish of its own
        self,
        session: Session,
        form: ExportFormat,
        wanted: LogFilter,
        name: str,
        *,
        knows_it_is_unencrypted: bool,
        progress: Progress | None = None,
    ) -> int:
        """Write a part of the log to a file; give how many entries it has.

        Args:
            session: of the person who exports.
            form: which form.
            wanted: which part. Days are those on which doses were given, entries were written (JSON lines) or doses
                are due (calendar).
            name: the file, which is there whole in the end or not at all.
            knows_it_is_unencrypted: the person was told.
            progress: told how much of how much is read; what it raises stops the export, and there is no file.

        Raises:
            NotAllowed: the person may not export the log.
            ExportUnencrypted: the person was not told.
            OutOfOrder: the last day is before the first.
            PatientIdUnknown: there is no patient of that id.
            Problem: a claim or a bundle cannot be made; see ``Outgoing``.
            FileUnreadable: the file cannot be written.
        """
        session.need(Right.EXPORT)
        if not knows_it_is_unencrypted:
            raise ExportUnencrypted
        _check_days(wanted)
        if wanted.patient_id is not None and not _is_patient(session.log, wanted.patient_id):
            raise PatientIdUnknown
        with self._files.write_lines(name) as write:
            count = 0
            for text, entries in self._pieces(session.log, form, wanted, progress):
                write(text)
                count += entries
            # Before the file gets its name: no export without its entry.
            session.note(Kind.LOG_EXPORTED, "log", patient_id=wanted.patient_id, **_facts(form, wanted, count))
        return count

    def claims(
        self, session: Session, wanted: LogFilter, progress: Progress | None = None
    ) -> tuple[ClaimCandidate, ...]:
        """Give the doses that an 837P file of some days would claim, each with what stands against it.

        Raises:
            NotAllowed: the person may not export the log.
            OutOfOrder: the last day is before the first.
        """
        session.need(Right.EXPORT)
        _check_days(wanted)
        catalogue = catalogue_of(session.log, self._shipped)
        return Outgoing(session.log, catalogue, Making(self._clock.now()), progress).candidates(wanted)

    def _pieces(
        self, log: Log, form: ExportFormat, wanted: LogFilter, progress: Progress | None
    ) -> Iterator[tuple[str, int]]:
        """Give the pieces of the file, each with how many entries it holds."""
        if form.is_whole:
            making = Making(self._clock.now(), is_test=self._is_test)
            yield Outgoing(log, catalogue_of(log, self._shipped), making, progress).text(form, wanted)
            return
        head = log.head
        if form is ExportFormat.CSV:
            heading, lines = log_csv.heading(), _rows
        else:
            heading, lines = log_jsonl.heading(self._clock.now(), self._app_version, head, wanted), _entries
        yield heading, 0
        for first, last in _stretches(head.sequence, wanted):
            if progress is not None:
                progress(first - 1, head.sequence)
            for line in lines(log, wanted, first, last):
                yield line, 1


def _check_days(wanted: LogFilter) -> None:
    if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
        raise OutOfOrder("The first day", "the last day")


def _stretches(last: int, wanted: LogFilter) -> Iterator[tuple[int, int]]:
    """Give the ends of each stretch that is read, up to the entry that was the newest when the export began."""
    if wanted.patient_id is not None:
        # One patient's entries are few, and stand anywhere.
        yield 1, last
        return
    for first in range(1, last + 1, _STRETCH):
        yield first, min(first + _STRETCH - 1, last)


def _entries(log: Log, wanted: LogFilter, first: int, last: int) -> Iterator[str]:
    for entry in log.plain_entries(first, last, wanted.patient_id):
        if wanted.has_dose(entry.subject) and wanted.has_day(date.fromisoformat(entry.at[:10])):
            yield log_jsonl.entry_line(entry)


def _rows(log: Log, wanted: LogFilter, first: int, last: int) -> Iterator[str]:
    for entry, patient, is_newest in log.plain_doses(first, last, wanted.patient_id):
        if wanted.has_dose(entry.subject) and wanted.has_day(date.fromisoformat(entry.body["given_on"])):
            yield log_csv.dose_row(entry, patient, is_newest=is_newest)


def _is_patient(log: Log, patient_id: str) -> bool:
    entry = log.latest(patient_id)
    return entry is not None and isinstance(entry.body, Patient)


def _facts(form: ExportFormat, wanted: LogFilter, count: int) -> dict[str, str]:
    days = {"from": wanted.first, "to": wanted.last}
    return {"format": form.value, "count": str(count)} | {
        name: day.isoformat() for name, day in days.items() if day is not None
    }
