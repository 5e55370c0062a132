"""Taking the log out of its encrypted store, as a file that others can read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.patient import Patient
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import OutOfOrder, PatientIdUnknown
from j3032calc.domain.problems.files import ExportUnencrypted
from j3032calc.exports import log_csv, log_jsonl
from j3032calc.services.outgoing import Making, whole_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.entries import Entry
    from j3032calc.services.ports import Clock, Log, TextFiles
    from j3032calc.services.session import Session

# Doses of one patient stand near each other in the log.
_PATIENTS_AT_HAND: Final = 1000


class Exporting:
    """Exports the log of a session. It streams: memory does not grow with the log."""

    def __init__(
        self, files: TextFiles, catalogue: Catalogue, clock: Clock, app_version: str, *, is_test: bool = False
    ) -> None:
        self._files = files
        self._catalogue = catalogue
        self._clock = clock
        self._app_version = app_version
        self._is_test = is_test

    def export(
        self, session: Session, form: ExportFormat, wanted: LogFilter, name: str, *, knows_it_is_unencrypted: bool
    ) -> int:
        """Write a part of the log to a file; give how many entries it has.

        Args:
            session: of the person who exports.
            form: which form.
            wanted: which part. Days are those on which doses were given (CSV) or entries were written (JSON lines).
            name: the file, which is there whole in the end or not at all.
            knows_it_is_unencrypted: the person was told.

        Raises:
            NotAllowed: the person may not export the log.
            ExportUnencrypted: the person was not told.
            OutOfOrder: the last day is before the first.
            PatientIdUnknown: there is no patient of that id.
            Problem: a claim or a bundle cannot be made; see ``whole_export``.
            FileUnreadable: the file cannot be written.
        """
        session.need(Right.EXPORT)
        if not knows_it_is_unencrypted:
            raise ExportUnencrypted
        if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
            raise OutOfOrder("The first day", "the last day")
        log = session.log
        if wanted.patient_id is not None and _patient(log, wanted.patient_id) is None:
            raise PatientIdUnknown
        if form.is_whole:
            return self._export_whole(session, form, wanted, name)
        count = 0
        with self._files.write_lines(name) as write:
            heading, lines = self._lines(log, form, wanted)
            write(heading)
            for line in lines:
                write(line)
                count += 1
            # Before the file gets its name: no export without its entry.
            session.note(Kind.LOG_EXPORTED, "log", patient_id=wanted.patient_id, **_facts(form, wanted, count))
        return count

    def _export_whole(self, session: Session, form: ExportFormat, wanted: LogFilter, name: str) -> int:
        text, count = whole_export(
            session.log, self._catalogue, form, wanted, Making(self._clock.now(), is_test=self._is_test)
        )
        with self._files.write_lines(name) as write:
            write(text)
            session.note(Kind.LOG_EXPORTED, "log", patient_id=wanted.patient_id, **_facts(form, wanted, count))
        return count

    def _lines(self, log: Log, form: ExportFormat, wanted: LogFilter) -> tuple[str, Iterator[str]]:
        head = log.head
        entries = _entries(log, head.sequence, wanted.patient_id)
        if form is ExportFormat.CSV:
            return log_csv.heading(), _rows(log, entries, wanted)
        heading = log_jsonl.heading(self._clock.now(), self._app_version, head, wanted)
        return heading, (log_jsonl.entry_line(entry) for entry in entries if wanted.has_day(entry.at.date()))


def _entries(log: Log, last: int, patient_id: str | None) -> Iterable[Entry]:
    """Give the entries up to the one that was the newest when the export began."""
    if patient_id is None:
        return log.entries(last=last)
    return (entry for entry in log.of_patient(patient_id) if entry.sequence <= last)


def _rows(log: Log, entries: Iterable[Entry], wanted: LogFilter) -> Iterator[str]:
    patient_of = lru_cache(maxsize=_PATIENTS_AT_HAND)(lambda patient_id: _patient(log, patient_id))
    for entry in entries:
        dose = entry.body
        if isinstance(dose, Administration) and wanted.has_day(dose.given_on):
            newest = log.latest(entry.subject)
            is_newest = newest is not None and newest.sequence == entry.sequence
            yield log_csv.dose_row(entry, dose, patient_of(dose.patient_id), is_newest=is_newest)


def _patient(log: Log, patient_id: str) -> Patient | None:
    entry = log.latest(patient_id)
    return entry.body if entry is not None and isinstance(entry.body, Patient) else None


def _facts(form: ExportFormat, wanted: LogFilter, count: int) -> dict[str, str]:
    days = {"from": wanted.first, "to": wanted.last}
    return {"format": form.value, "count": str(count)} | {
        name: day.isoformat() for name, day in days.items() if day is not None
    }
