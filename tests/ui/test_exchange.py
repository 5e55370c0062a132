"""Import, export and the comparison with CMS, as a person presses and reads them, on a real encrypted log."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from j3032calc.app import App
from j3032calc.domain.entries import Kind, NewEntry
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.site import SITE_ID
from j3032calc.storage.paths import Places
from tests import exchanged
from tests.backed_up import chart
from tests.clinic import OWN_PASSWORD, PIN, of_kind
from tests.invented_log import NOW
from tests.ui.test_settings_page import Person, open_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from j3032calc.services.session import Session

__all__ = ["open_window"]
LEO = NewAccount(user="leo", name="Leo Lead", credential="RN", roles=(Role.LEAD,))
HEADING = "record_number,family_name,given_name,born,sex,drug,given_on,given,opened,given_by\n"
MOSS = "12-345,Moss,Ada,1980-02-03,female"
DOSE = "Tezspire,2026-10-26,210 mg,210 mg,Nora Field"


@pytest.fixture
def leo(open_window: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Person:
    """A lead at the settings, of a site with two patients and a dose each."""
    monkeypatch.setattr(App, "places", Places(tmp_path / "data", tmp_path / "anchors"))

    def two_patients(session: Session) -> None:
        chart(session, 1)
        chart(session, 2)

    person = open_window(LEO, before=two_patients)
    person.sign_in("leo", OWN_PASSWORD)
    person.press("F9")
    return person


def choose_file(person: Person, kind: str, path: Path) -> None:
    dialog = person.window.findChild(QFileDialog, kind)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def wait_for_end(person: Person, work: str) -> str:
    person.qtbot.waitUntil(lambda: not person.is_there(f"{work}.buttons.stop"), timeout=20_000)
    QApplication.processEvents()
    return person.read(f"{work}.said")


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEADING + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


# --- Import ----------------------------------------------------------------------------------------------------------


def look_at(person: Person, path: Path) -> str:
    person.open("import")
    person.click("settings.import.choose")
    choose_file(person, "open", path)
    return wait_for_end(person, "settings.import.work")


def test_each_rows_fate_is_shown_before_anything_is_written(leo: Person, tmp_path: Path) -> None:
    said = look_at(leo, table(tmp_path / "old.csv", f"{MOSS},{DOSE}", f"{MOSS},,,,,"))

    assert said == "1 patient and 1 dose or order would be added."
    assert leo.table("settings.import.rows").cells() == [
        [
            "2",
            "MOSS, Ada, born 03-Feb-1980",
            "Row 2: the patient is added. What was given or ordered is added.",
        ],
        ["3", "MOSS, Ada, born 03-Feb-1980", "Row 3: the patient stands further up in the file."],
    ]
    assert of_kind(leo.session, Kind.LOG_IMPORTED) == []


def test_all_of_it_is_imported_with_the_pin_and_marked_late(leo: Person, tmp_path: Path) -> None:
    look_at(leo, table(tmp_path / "old.csv", f"{MOSS},{DOSE}"))

    leo.click("settings.import.import")
    leo.fill("import", pin=PIN)
    leo.click("import.send")
    said = wait_for_end(leo, "settings.import.work")

    assert said == "1 patient and 1 dose or order were added. Doses are marked as late entries, copied by you."
    assert not leo.is_there("settings.import.rows")
    dose = of_kind(leo.session, Kind.DOSE_RECORDED)[-1].body
    assert getattr(dose, "late_reason", "") == "Copied from old.csv, row 2. It says that Nora Field gave the dose."


def test_a_wrong_pin_imports_nothing_and_can_be_tried_again(leo: Person, tmp_path: Path) -> None:
    look_at(leo, table(tmp_path / "old.csv", f"{MOSS},{DOSE}"))

    leo.click("settings.import.import")
    leo.fill("import", pin="9731")
    leo.click("import.send")
    said = wait_for_end(leo, "settings.import.work")

    assert "PIN" in said
    assert of_kind(leo.session, Kind.LOG_IMPORTED) == []
    assert leo.is_there("settings.import.import")


def test_while_a_row_cannot_be_used_it_stands_in_front_and_nothing_can_be_imported(leo: Person, tmp_path: Path) -> None:
    said = look_at(leo, table(tmp_path / "old.csv", f"{MOSS},{DOSE}", "9,No,Body,1990-13-01,x,,,,,"))

    assert said.endswith("Nothing is imported while a row cannot be used.")
    assert [row[0] for row in leo.table("settings.import.rows").cells()] == ["3"]
    assert leo.table("settings.import.rows").cells()[0][1] == "Not recorded"
    assert not leo.is_there("settings.import.import")
    leo.click("settings.import.refused")
    assert [row[0] for row in leo.table("settings.import.rows").cells()] == ["2", "3"]


def test_a_patient_who_may_be_known_is_somebody_else_when_a_person_says_so(leo: Person, tmp_path: Path) -> None:
    look_at(leo, table(tmp_path / "old.csv", f"{MOSS},,,,,", "77,Moss,Ada,1980-02-03,female,,,,,"))

    leo.click("settings.import.somebody_else")
    assert leo.read("message.text").startswith("Choose the row first")
    leo.table("settings.import.rows").selectRow(0)
    leo.click("settings.import.somebody_else")
    said = wait_for_end(leo, "settings.import.work")

    assert said == "2 patients and 0 doses or orders would be added."
    assert leo.is_there("settings.import.import")


def test_many_rows_are_read_a_page_at_a_time(leo: Person, tmp_path: Path) -> None:
    rows = [f"n{number},Moss,Ada,{1930 + number}-02-03,female,,,,," for number in range(60)]
    look_at(leo, table(tmp_path / "old.csv", *rows))

    assert leo.read("settings.import.shown") == "Rows 1 to 50 of 60 are shown."
    leo.click("settings.import.on")
    assert leo.read("settings.import.shown") == "Rows 51 to 60 of 60 are shown."
    assert not leo.is_there("settings.import.on")
    leo.click("settings.import.back")
    assert leo.table("settings.import.rows").cells()[0][0] == "2"


def test_a_file_that_is_something_else_is_refused_in_plain_words(leo: Person, tmp_path: Path) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear colleague\n")

    assert look_at(leo, letter).startswith("“Dear colleague” is not a column that is read here.")
    assert look_at(leo, tmp_path / "no.csv") == "no.csv cannot be used: there is no such file or folder."


def test_a_preview_can_be_stopped(leo: Person, tmp_path: Path) -> None:
    rows = [f"n{number},Moss{number},Ada,1980-02-03,female,,,,," for number in range(3000)]
    path = table(tmp_path / "old.csv", *rows)
    leo.open("import")
    leo.click("settings.import.choose")
    choose_file(leo, "open", path)

    leo.click("settings.import.work.buttons.stop")

    assert wait_for_end(leo, "settings.import.work") == "Stopped. Nothing was imported."


# --- Export ----------------------------------------------------------------------------------------------------------


def save_as(person: Person, path: Path) -> str:
    person.click("export.send")
    dialog = person.window.findChild(QFileDialog, "save")
    assert dialog is not None
    person.proposed = dialog.selectedFiles()[0].rpartition("/")[2]  # type: ignore[attr-defined]
    choose_file(person, "save", path)
    return wait_for_end(person, "export.work")


def choose_form(person: Person, form: str) -> None:
    keys = ["csv", "jsonl", "fhir", "837p", "ics"]
    if not person.is_there("export.form.5"):
        keys.remove("fhir")
    person.click(f"export.form.{keys.index(form) + 1}")


def test_the_log_is_exported_when_somebody_knows_that_it_is_not_encrypted(leo: Person, tmp_path: Path) -> None:
    leo.open("export")
    leo.click("export.send")
    assert leo.read("export.problem").startswith("An export is not encrypted:")

    leo.click("export.knows")
    said = save_as(leo, tmp_path / "out.csv")

    assert said.startswith("out.csv: 2 versions of doses exported. Left out: every entry but doses")
    assert leo.proposed == "log-2026-11-23.csv"  # type: ignore[attr-defined]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 2
    assert len(of_kind(leo.session, Kind.LOG_EXPORTED)) == 1


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("jsonl", "log-2026-11-23.jsonl", '{"format": "j3032calc-log"'),
        ("ics", "due-dates-2026-11-23.ics", "BEGIN:VCALENDAR"),
    ],
)
def test_each_form_says_what_it_leaves_out_and_has_a_name_without_a_patient(
    leo: Person, tmp_path: Path, form: str, name: str, begins: str
) -> None:
    leo.open("export")
    choose_form(leo, form)
    left_out = leo.read("export.left_out")
    leo.click("export.knows")

    said = save_as(leo, tmp_path / "out")

    assert (tmp_path / "out").read_text("utf-8").startswith(begins)
    assert left_out.rstrip(".") in said
    assert leo.proposed == name  # type: ignore[attr-defined]


def test_names_stand_in_a_calendar_only_when_they_are_chosen(leo: Person, tmp_path: Path) -> None:
    leo.open("export")
    assert not leo.is_there("export.names")
    choose_form(leo, "ics")
    leo.click("export.knows")
    save_as(leo, tmp_path / "without")
    leo.click("export.names")
    save_as(leo, tmp_path / "with")

    assert "Quillfeather" not in (tmp_path / "without").read_text("utf-8")
    assert "Quillfeather" in (tmp_path / "with").read_text("utf-8")


def test_days_that_cannot_be_read_are_refused_under_their_field(leo: Person) -> None:
    leo.open("export")
    leo.fill("export", first="today")
    leo.click("export.knows")
    leo.click("export.send")

    assert leo.read("export.first.note").startswith("“today” is not a date.")
    assert leo.window.findChild(QFileDialog, "save") is None


def test_a_claim_that_lacks_something_is_listed_with_it_and_refused(leo: Person, tmp_path: Path) -> None:
    leo.open("export")
    choose_form(leo, "837p")
    leo.click("export.claims.list_them")
    wait_for_end(leo, "export.work")

    rows = leo.table("export.claims.not_ready").cells()
    assert len(rows) == 2
    assert all(row[3] for row in rows)
    assert leo.read("export.claims.said") == "No dose of these days can be claimed."
    leo.click("export.knows")
    leo.click("export.send")
    assert leo.read("export.problem").startswith("One of these doses has nothing to claim")
    choose_form(leo, "csv")
    choose_form(leo, "837p")
    said = save_as(leo, tmp_path / "claims")
    assert not (tmp_path / "claims").exists()
    assert said


def test_the_claims_that_are_ticked_are_written(leo: Person, tmp_path: Path) -> None:
    ordered, given = exchanged.order(), exchanged.dose()
    second = replace(given, id="dos_second")
    leo.session.log.append(
        [
            NewEntry(at=NOW, by=None, kind=kind, subject=subject, patient_id=patient_id, body=body)  # type: ignore[arg-type]
            for kind, subject, patient_id, body in [
                (Kind.SITE_SET, SITE_ID, None, exchanged.site()),
                (Kind.PATIENT_ADDED, given.patient_id, given.patient_id, exchanged.patient()),
                (Kind.ORDER_WRITTEN, ordered.id, given.patient_id, ordered),
                (Kind.DOSE_RECORDED, given.id, given.patient_id, given),
                (Kind.DOSE_RECORDED, second.id, given.patient_id, second),
                *((Kind.CHARGE_SET, f"charge:{one.hcpcs}:{one.first}", None, one) for one in exchanged.charges()),
            ]
        ]
    )
    leo.open("export")
    choose_form(leo, "837p")
    leo.click("export.knows")
    leo.click("export.claims.list_them")
    wait_for_end(leo, "export.work")

    leo.click("export.claims.2")
    said = save_as(leo, tmp_path / "claims.837")

    assert said.startswith("claims.837: 1 claim exported. Left out: ")
    assert (tmp_path / "claims.837").read_text("ascii").count("CLM*") == 1
    assert leo.proposed == "claims-2026-11-23.837"  # type: ignore[attr-defined]


def test_a_nurse_cannot_export(open_window: Callable[..., Person]) -> None:
    nina = NewAccount(user="nell", name="Nell Nurse", credential="RN", roles=(Role.NURSE,))
    person = open_window(nina, before=lambda session: chart(session, 1))
    person.sign_in("nell", OWN_PASSWORD)
    person.window._log_desk.work.open_patient("p1")  # type: ignore[union-attr]

    assert not person.is_there("patient.export")
    assert person.is_there("patient.record")


# --- Export of a patient ---------------------------------------------------------------------------------------------


def test_a_patients_bundle_is_saved_under_a_name_that_names_nobody(leo: Person, tmp_path: Path) -> None:
    leo.window._log_desk.work.open_patient("p1")  # type: ignore[union-attr]
    leo.click("patient.export")
    choose_form(leo, "fhir")
    leo.click("export.knows")

    said = save_as(leo, tmp_path / "out.fhir.json")

    assert said.startswith("out.fhir.json: 1 dose exported.")
    assert leo.proposed == "patient-2026-11-23.fhir.json"  # type: ignore[attr-defined]
    assert json.loads((tmp_path / "out.fhir.json").read_text("utf-8"))["resourceType"] == "Bundle"
    assert of_kind(leo.session, Kind.LOG_EXPORTED)[-1].patient_id == "p1"


def test_the_chosen_record_alone_is_exported(leo: Person, tmp_path: Path) -> None:
    from tests.invented_log import recorded

    leo.session.log.append([recorded(7, of_patient=1, order_id=None)])
    leo.window._log_desk.work.open_patient("p1")  # type: ignore[union-attr]
    leo.table("patient.doses").selectRow(1)
    chosen = leo.table("patient.doses").current_key()
    leo.click("patient.export")
    leo.click("export.part.2")
    leo.click("export.knows")

    said = save_as(leo, tmp_path / "out.csv")

    assert said.startswith("out.csv: 1 version of a dose exported.")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["administration_id"] for row in csv.DictReader(stream)] == [chosen]
    leo.click("export.cancel")
    assert not leo.is_there("export.panel")


# --- The comparison with CMS -----------------------------------------------------------------------------------------


def test_a_cms_file_is_compared_with_the_catalogue_in_a_table(leo: Person, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text(
        "Notes of CMS\n_2026_CODE,Short Description,LABELER NAME,NDC,DRUG NAME,HCPCS DOSAGE,PKG SIZE,PKG QTY,"
        "BILLUNITS,BILLUNITSPKG\n"
        "J2356,x,Amgen,55513-0112-01,Tezspire,1 MG,1,1,1,210\n"
        "J9999,x,Teva,59310-0610-31,Cinqair,1 MG,10,1,1,100\n",
        "utf-8",
    )
    leo.open("about")
    leo.click("settings.crosswalk.compare")
    choose_file(leo, "open", path)
    leo.qtbot.waitUntil(lambda: leo.is_there("settings.crosswalk.rows"), timeout=20_000)

    assert leo.read("settings.crosswalk.work.said") == "crosswalk.csv: 1 package agrees, 1 difference."
    rows = leo.table("settings.crosswalk.rows").cells()
    assert rows[0][1:] == ["59310-0610-31", "code", "J9999", "J2786"]
    assert ["tezepelumab-ekko (Tezspire)", "55513-0112-01", "all of it", "J2356", "J2356"] in rows


def test_what_is_no_crosswalk_is_refused(leo: Person, tmp_path: Path) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear colleague\n")
    leo.open("about")
    leo.click("settings.crosswalk.compare")
    choose_file(leo, "open", letter)
    leo.qtbot.waitUntil(lambda: leo.read("settings.crosswalk.work.said") not in {"", "One moment."}, timeout=20_000)

    assert leo.read("settings.crosswalk.work.said").startswith("letter.csv is not a CMS NDC-HCPCS crosswalk")
    QTest.qWait(1)
