"""``log import`` and what ``log export`` learned with it, as a script meets them: real processes, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.test_log_commands import PASSWORD, ROLES, SET_UP, Computer, assert_refused, lakeside
from tests.unit.imports.test_fhir import ADA as FHIR_ADA
from tests.unit.imports.test_fhir import REQUEST

if TYPE_CHECKING:
    from pathlib import Path

PIN = "2580"
WITH_PIN = f"ada\n{PASSWORD}\n{PIN}\n"
HEADING = "record_number,family_name,given_name,born,sex,drug,given_on,given,opened,given_by\n"
MOSS = "12-345,Moss,Ada,1980-02-03,female"
DOSE = "Tezspire,2026-10-26,210 mg,210 mg,Nora Field"


# pytest finds it under its name here.
FIXTURES = (lakeside,)


@pytest.fixture
def computer(tmp_path: Path, lakeside: tuple[Computer, str]) -> Computer:
    """Ada is a lead here and has a PIN."""
    computer = Computer(tmp_path / "computer", lakeside)
    computer.set_up()
    app = computer.app()
    session = app.workstation.sign_in("ada", PASSWORD)
    app.people(session).set_own_pin(PASSWORD, PIN)
    session.sign_out()
    return computer


def table(computer: Computer, *rows: str) -> str:
    path = computer.folder / "old records.csv"
    path.write_text(HEADING + "".join(f"{row}\n" for row in rows), "utf-8")
    return str(path)


def recorded(computer: Computer) -> list[str]:
    out = computer.folder / "out.jsonl"
    computer.run("export", "--format", "jsonl", "--out", str(out))
    return [json.loads(line)["kind"] for line in out.read_text("utf-8").splitlines()[1:]]


def test_a_preview_says_the_fate_of_each_row_and_writes_nothing(computer: Computer) -> None:
    done = computer.run("import", table(computer, f"{MOSS},{DOSE}", f"{MOSS},,,,,"))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Row 2: the patient is added. What was given or ordered is added.",
        "Row 3: the patient stands further up in the file.",
        "1 patient and 1 dose or order would be added.",
    ]
    assert "dose-recorded" not in recorded(computer)


def test_with_apply_everything_is_imported_at_once(computer: Computer) -> None:
    done = computer.run("import", "--apply", table(computer, f"{MOSS},{DOSE}"), stdin=WITH_PIN)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == (
        "1 patient and 1 dose or order were added. Doses are marked as late entries, copied by you."
    )
    assert {"log-imported", "patient-added", "dose-recorded"} <= set(recorded(computer))


def test_an_order_comes_from_a_bundle(computer: Computer) -> None:
    path = computer.folder / "order.json"
    entries = [{"resource": FHIR_ADA}, {"resource": REQUEST}]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8")

    done = computer.run("import", "--apply", str(path), stdin=WITH_PIN)

    assert (done.returncode, done.stderr) == (0, "")
    assert "order-written" in recorded(computer)


def test_while_a_row_cannot_be_used_all_are_told_and_nothing_is_imported(computer: Computer) -> None:
    done = computer.run("import", "--apply", table(computer, f"{MOSS},{DOSE}", "9,No,Body,1990-13-01,x,,,,,"))

    assert done.returncode == 2
    first, second, whole = done.stdout.splitlines()
    assert first.startswith("Row 2: the patient is added.")
    assert second.startswith("Row 3 cannot be used. ")
    assert whole.endswith("Nothing is imported while a row cannot be used.")
    assert "log-imported" not in recorded(computer)


def test_a_patient_of_nearly_the_same_name_is_added_when_somebody_looked(computer: Computer) -> None:
    rows = table(computer, f"{MOSS},,,,,", "77,Moss,Ada,1980-02-03,female,,,,,")

    refused = computer.run("import", rows)
    done = computer.run("import", "--apply", "--somebody-else", "3", rows)

    assert refused.returncode == 2
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "2 patients and 0 doses or orders were added."


def test_a_wrong_pin_and_a_wrong_password_exit_with_5(computer: Computer) -> None:
    rows = table(computer, f"{MOSS},{DOSE}")

    assert_refused(computer.run("import", "--apply", rows, stdin=f"ada\n{PASSWORD}\n9731\n"), 5, "PIN")
    assert_refused(computer.run("import", rows, stdin="ada\nanother long password\n"), 5, "")
    assert "log-imported" not in recorded(computer)


def test_a_file_that_is_none_exits_with_6_and_one_that_cannot_be_read_with_2(computer: Computer) -> None:
    letter = computer.folder / "letter.csv"
    letter.write_text("Dear colleague\n", "utf-8")

    assert_refused(computer.run("import", str(computer.folder / "no.csv")), 6, "no.csv cannot be used")
    assert_refused(computer.run("import", str(letter)), 2, "is not a column that is read here")


def test_somebody_who_may_not_chart_exits_with_5(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "other")
    computer.run(*SET_UP, *ROLES[:2])

    assert_refused(computer.run("import", table(computer, f"{MOSS},{DOSE}")), 5, "You may not chart")


# --- export ----------------------------------------------------------------------------------------------------------


def test_a_bundle_is_of_one_administration(computer: Computer) -> None:
    computer.chart(1)
    out = computer.folder / "record.json"

    done = computer.run("export", "--format", "fhir", "--out", str(out), "--administration", "d1")

    assert done.stdout.startswith("1 dose exported. Left out: ")
    kinds = [one["resource"]["resourceType"] for one in json.loads(out.read_text("utf-8"))["entry"]]
    assert kinds.count("MedicationAdministration") == 1
    unknown = computer.run("export", "--format", "fhir", "--out", str(out), "--administration", "d9")
    assert (unknown.returncode, unknown.stdout) == (2, "")


@pytest.mark.parametrize("form", ["csv", "jsonl", "fhir"])
def test_the_schema_is_printed_without_a_log(tmp_path: Path, form: str) -> None:
    done = Computer(tmp_path / "new").run("export", "--schema", form, stdin=None)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_what_is_needed_for_an_export_is_named(computer: Computer) -> None:
    assert_refused(computer.run("export", "--out", "x"), 2, "--format is missing.")
    assert_refused(computer.run("export", "--format", "csv"), 2, "--out is missing.")
