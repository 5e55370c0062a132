"""The commands that take the log out and bring other records in: ``log export`` and ``log import`` (CLI.md)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from j3032calc.cli_credentials import secrets_of, signed_in
from j3032calc.cli_log import DONE, UNUSABLE, print_text, progress_line

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from j3032calc.app import App
    from j3032calc.cli_log import AddCommand

_FORMATS: Final = ("csv", "fhir", "ics", "837p", "jsonl")
_SCHEMAS: Final = ("csv", "jsonl", "fhir")


def _export(app: App, options: argparse.Namespace) -> int:
    from j3032calc.domain.exporting import ExportFormat, LogFilter
    from j3032calc.domain.problems.typed import FieldMissing
    from j3032calc.wording.exporting import NOT_ENCRYPTED, exported

    if options.schema is not None:
        print_text(_schema(options.schema))
        return DONE
    for option, given, example in (("--format", options.format, "csv"), ("--out", options.out, "log.csv")):
        if given is None:
            raise FieldMissing(option, f"{option} {example}")
    form = ExportFormat(options.format)
    wanted = LogFilter(
        patient_id=options.patient,
        first=_day(options.first),
        last=_day(options.last),
        doses=tuple(options.administration),
        has_names=options.with_names,
    )
    with signed_in(app, options) as session:
        # Told before it is written; a script cannot be asked.
        sys.stderr.write(f"{NOT_ENCRYPTED}\n")
        count = app.services(session).exporting.export(
            session, form, wanted, options.out, knows_it_is_unencrypted=True, progress=progress_line()
        )
    print_text(exported(form, count))
    return DONE


def _schema(form: str) -> str:
    import json

    from j3032calc.exports.schemas import schema

    return json.dumps(schema(form), ensure_ascii=False, indent=2)


def _day(typed: str | None) -> date | None:
    from j3032calc.wording.reading import read_date

    return None if typed is None else read_date(typed)


def _import(app: App, options: argparse.Namespace) -> int:
    """Say the fate of each row, and with ``--apply`` write all that is new; while a row cannot be used, nothing."""
    from j3032calc.wording.importing import import_text

    data, name = app.files.read_whole(options.file), os.path.basename(options.file)  # noqa: PTH119 - a name to show
    looked_at = frozenset(options.somebody_else)
    with signed_in(app, options) as session:
        importing = app.services(session).importing
        done = importing.preview(data, not_alike=looked_at, progress=progress_line())
        is_applied = options.apply and not done.refused
        if is_applied:
            # A patient alone is not signed for.
            pin = secrets_of(options, "PIN")[0] if done.items else ""
            done = importing.write(data, name, pin, not_alike=looked_at)
    print_text(import_text(done, is_done=is_applied))
    return UNUSABLE if done.refused else DONE


def add_exchange_commands(add: AddCommand) -> None:
    """Add the commands below ``log``."""
    _add_export(add("export", "write the log, or a part of it, to a file that is not encrypted", _export))
    meaning = "say what an import of patients, past doses or orders would do, or do it with --apply"
    parser = add("import", meaning, _import)
    parser.add_argument("file", metavar="FILE", help="a table with columns of the CSV export, or a FHIR R4 bundle")
    parser.add_argument("--apply", action="store_true", help="import it; your PIN is on the third line")
    parser.add_argument(
        "--somebody-else",
        metavar="ROW",
        type=int,
        action="append",
        default=[],
        help="a row whose patient is another person than the one with nearly that name, repeatable",
    )


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=_FORMATS)
    parser.add_argument("--out", metavar="PATH")
    parser.add_argument("--patient", metavar="ID", help="the log's own id, never a name or record number")
    parser.add_argument("--administration", metavar="ID", action="append", default=[], help="one record, repeatable")
    parser.add_argument("--from", metavar="DATE", dest="first", help="the first day: 2026-11-23")
    parser.add_argument("--to", metavar="DATE", dest="last", help="the last day")
    parser.add_argument("--with-names", action="store_true", help="put the patients' names into a calendar")
    parser.add_argument("--schema", choices=_SCHEMAS, help="print what stands in such a file, and do nothing else")
