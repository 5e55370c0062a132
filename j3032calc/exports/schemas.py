"""What stands in an export: a Table Schema of the CSV, a JSON Schema of the JSON lines, our extensions of FHIR.

The JSON Schema (draft 2020-12) is made of the very types that the log keeps, so that it cannot fall behind them.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin, get_type_hints

from j3032calc.domain.entries import Kind, body_type
from j3032calc.domain.people import Account
from j3032calc.domain.quantities import DosePerWeight, Measured
from j3032calc.exports import log_csv
from j3032calc.exports.fhir_extensions import definitions
from j3032calc.wording.export_columns import CSV_COLUMNS, CSV_TELLS, CSV_TYPES, JSONL_TELLS

if TYPE_CHECKING:
    Schema = dict[str, Any]

_NUMBER: Final = r"[0-9]+(\.[0-9]+|/[0-9]+)?"
_TEXT: Final = {"type": "string"}
_OPTIONAL_TEXT: Final = {"type": ["string", "null"]}
_DAY: Final = {"type": "string", "format": "date"}
_TIME: Final = {"type": "string", "format": "date-time"}
_PLAIN: Final[dict[Any, Schema]] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: _DAY,
    datetime: _TIME,
    Fraction: {"type": "string", "pattern": f"^{_NUMBER}$"},
    type(None): {"type": "null"},
    DosePerWeight: {"type": "string", "pattern": f"^{_NUMBER} [A-Za-z]+/kg$"},
}
_WITHHELD: Final = {(Account, "pin")}


def schema(form: str) -> Schema:
    """Give the schema of "csv" or of "jsonl", or what our extensions of "fhir" are."""
    return {"csv": _table, "jsonl": _lines, "fhir": definitions}[form]()


def _table() -> Schema:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "description": CSV_TELLS,
        "fields": [
            {"name": name, "type": CSV_TYPES.get(name, "string"), "description": CSV_COLUMNS[name]}
            for name in log_csv.COLUMNS
        ],
        "missingValues": [""],
    }


def _lines() -> Schema:
    defined: dict[str, Schema] = {"heading": _heading(), "entry": _entry()}
    for kind in Kind:
        _define(body_type(kind), defined)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of the log of the J3032 Calculator",
        "description": JSONL_TELLS,
        "oneOf": [{"$ref": "#/$defs/heading"}, {"$ref": "#/$defs/entry"}],
        "$defs": defined,
    }


def _object(properties: Schema, description: str) -> Schema:
    return {"type": "object", "description": description, "properties": properties, "required": list(properties)}


def _heading() -> Schema:
    head = _object({"entry": {"type": "integer"}, "fingerprint": _TEXT}, "The newest entry when the file was made")
    days = {"type": ["string", "null"], "format": "date"}
    chosen = {"type": ["array", "null"], "items": _TEXT}
    wanted = {"patient": _OPTIONAL_TEXT, "from": days, "to": days, "administrations": chosen}
    return _object(
        {
            "format": {"const": "j3032calc-log"},
            "version": {"const": 1},
            "app_version": _TEXT,
            "made_at": _TIME,
            "head": head,
            "filter": _object(wanted, "Which part of the log; null leaves nothing out"),
            "leaves_out": _TEXT,
        },
        "The first line: what the file is",
    )


def _entry() -> Schema:
    """Give the entry's schema; what its body is follows from its kind."""
    whole = _object(
        {
            "entry": {"type": "integer", "minimum": 1, "description": "Its number in the log"},
            "at": _TIME | {"description": "When it was written"},
            "by": _OPTIONAL_TEXT | {"description": "Id of the account; null for the program itself"},
            "kind": {"enum": [kind.value for kind in Kind], "description": "What happened"},
            "subject": _TEXT | {"description": "Id of what it is about; entries of one subject are its versions"},
            "patient": _OPTIONAL_TEXT | {"description": "Id of the patient in whose log it stands"},
            "reason": _OPTIONAL_TEXT | {"description": "Why, for amendments, voids and ends"},
            "body": {"type": "object", "description": "The whole value as of this entry"},
            "fingerprint": _TEXT | {"description": "Its place in the hash chain; it covers the entry as stored"},
        },
        "Every other line: one entry",
    )
    bodies = {kind.value: {"$ref": f"#/$defs/{body_type(kind).__name__}"} for kind in Kind}
    whole["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"body": body}},
        }
        for kind, body in bodies.items()
    ]
    return whole


def _define(record: type[Any], defined: dict[str, Schema]) -> Schema:
    """Put a record's schema among those that are defined, with all that it holds; give the reference to it."""
    name = record.__name__
    if name not in defined:
        defined[name] = {}
        hints = get_type_hints(record)
        names = [field.name for field in fields(record) if (record, field.name) not in _WITHHELD]
        first_line = (record.__doc__ or "").strip().partition("\n")[0]
        defined[name] = _object({one: _of(hints[one], defined) for one in names}, first_line)
    return {"$ref": f"#/$defs/{name}"}


def _of(wanted: Any, defined: dict[str, Schema]) -> Schema:  # noqa: ANN401 - a type, or several
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    arguments = get_args(wanted)
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": _of(arguments[0], defined)}
    if arguments:
        return {"anyOf": [_of(one, defined) for one in arguments]}
    if issubclass(wanted, Measured):
        return {"type": "string", "pattern": f"^{_NUMBER} ({'|'.join(wanted.units)})$"}
    if issubclass(wanted, Enum):
        return {"enum": [choice.value for choice in wanted]}
    return _define(wanted, defined)
