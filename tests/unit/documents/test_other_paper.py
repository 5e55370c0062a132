"""The slip, the lists, the blank sheet, the draft and the recovery key, as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from j3032calc.documents.appointment_slip import appointment_slip
from j3032calc.documents.downtime_sheet import downtime_sheet
from j3032calc.documents.draft_record import DraftPages, draft_record
from j3032calc.documents.due_list import due_list
from j3032calc.documents.paper import Letterhead, letterhead_of
from j3032calc.documents.patient_history import HistoryPages, patient_history
from j3032calc.documents.recovery_key_sheet import recovery_key_sheet
from j3032calc.domain.administration import NextDue
from j3032calc.domain.history import PatientLog, dose_history
from tests.paper_samples import AUTHORIZATION, DRAFT, DUE, KEY, LOG, due_pages
from tests.paper_trail import DOSE, ORDER, PATIENT, PRINTING, RECORDED, SITE, amended, voided
from tests.unit.services.small_catalogue import FASENRA, NUCALA, XOLAIR


def slip(**dates: Any) -> dict[str, Any]:  # noqa: ANN401 - the dates' own fields
    return appointment_slip(PATIENT, NextDue(**dates), SITE, PRINTING)


# --- The appointment slip ------------------------------------------------------------------------------------------


def test_the_slip_says_when_in_words_and_where() -> None:
    data = slip(due=date(2026, 12, 20), payer_earliest=date(2026, 12, 19), appointment=date(2026, 12, 21))

    assert data["who"] == "GARCÍA, María"
    assert data["when"] == "Monday, 21 December 2026"
    assert data["where"] == ["Springfield Infusion Clinic", "12 Main Street, Springfield, IL 62701"]
    assert data["call"] == "Questions, or cannot come? Call 217-555-0142."


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        pytest.param({"due": date(2026, 12, 20)}, "Sunday, 20 December 2026", id="label-alone"),
        pytest.param(
            {"due": date(2026, 12, 20), "payer_earliest": date(2026, 12, 24)},
            "Thursday, 24 December 2026",
            id="payer-later",
        ),
        pytest.param(
            {"payer_earliest": date(2026, 12, 24)}, "Not fixed yet. The clinic will call you.", id="payer-alone"
        ),
        pytest.param({}, "Not fixed yet. The clinic will call you.", id="nothing"),
    ],
)
def test_the_slip_never_names_a_day_before_either_clock(dates: dict[str, date], when: str) -> None:
    assert slip(**dates)["when"] == when


def test_the_slip_has_no_clinical_detail() -> None:
    said = str(slip(due=date(2026, 12, 20))).casefold()

    for word in ("reslizumab", "cinqair", "217.2", "mg", "j2786", "j45", "asthma", "dose", "born", "0042", "payer"):
        assert word not in said, word


def test_the_slip_of_a_site_without_a_telephone_sends_to_the_desk() -> None:
    data: dict[str, Any] = appointment_slip(PATIENT, NextDue(), replace(SITE, phone=None, address=None), PRINTING)

    assert data["call"] == "Questions, or cannot come? Ask at the desk."
    assert data["where"][1] == "Not recorded"


# --- The due list --------------------------------------------------------------------------------------------------


def test_the_due_list_says_how_due_each_dose_is() -> None:
    data: dict[str, Any] = due_list(due_pages(PRINTING))

    assert [row[:2] for row in data["rows"]] == [
        ["Sunday 22-Nov-2026", "Overdue by 1 day"],
        ["Monday 23-Nov-2026", "Due today"],
        ["Tuesday 24-Nov-2026", "In 1 day"],
    ]
    assert data["rows"][1][2:] == [
        "GARCÍA, María\nBorn 02-Feb-1960 (66 years)",
        "MRN 0042",
        "reslizumab (Cinqair)",
        "22-Nov-2026",
        "26-Oct-2026",
        "",
    ]
    assert data["rows"][0][6] == "First dose"
    assert data["span"] == "3 doses overdue, due or coming up, as of Monday 23-Nov-2026"


def test_a_list_of_several_patients_has_no_banner_and_says_when_it_is_cut() -> None:
    whole: dict[str, Any] = due_list(due_pages(PRINTING))
    cut: dict[str, Any] = due_list(replace(due_pages(PRINTING), is_cut=True))

    assert (whole["identity"], whole["cut"]) == ([], "")
    assert cut["cut"] == "More doses are overdue or due than fit on this list. The Today page counts them."


def test_a_typed_drug_and_a_missing_payer_date_are_on_the_list() -> None:
    typed = replace(DUE[0], drug_key="infliximab", payer_earliest=None)
    data: dict[str, Any] = due_list(due_pages(PRINTING, (typed,)))

    assert data["rows"][0][4:6] == ["infliximab", "Not recorded"]


# --- The history ---------------------------------------------------------------------------------------------------


def history(log: PatientLog) -> dict[str, Any]:
    return patient_history(HistoryPages(log=log, printing=PRINTING))


def test_the_history_has_everything_about_the_patient() -> None:
    data = history(LOG)

    assert data["about"] == [
        {"label": "Allergies", "value": "Latex (rash)"},
        {"label": "Address", "value": "7 Elm Road, Springfield, IL 62704"},
        {"label": "Coverage", "value": "Payer with NDC, member XJB123456789"},
    ]
    assert data["weights"] == [["20-Nov-2026", "72.4 kg"]]
    assert data["orders"] == [
        ["reslizumab (Cinqair)", "3 mg per kg", "every 4 weeks", "Dana Fox, MD", "01-Sep-2026", "01-Sep-2027", "Active"]
    ]
    assert data["authorizations"] == [
        ["AUTH-7781", "reslizumab (Cinqair)", "01-Jan-2026", "31-Dec-2026", "3,000", "No limit"]
    ]
    assert data["doses"] == [
        {
            "marks": [],
            "is_void": "",
            "cells": [
                "23-Nov-2026",
                "reslizumab (Cinqair)",
                "217.2 mg",
                "82.8 mg",
                "A1234",
                "218 given + 82 discarded",
                "Ana Reyes, RN",
                DOSE.id,
            ],
        }
    ]
    assert data["count"] == "1 dose, newest first. The record of each dose has the whole of it."


def test_voided_amended_and_late_doses_stay_in_the_history() -> None:
    late = replace(RECORDED, body=replace(DOSE, given_on=date(2026, 11, 20)))
    versions = (dose_history((late,)), dose_history((RECORDED, amended(DOSE), voided())))
    data = history(replace(LOG, doses=tuple(filter(None, versions))))

    assert [(dose["marks"], dose["is_void"]) for dose in data["doses"]] == [
        (["VOID", "AMENDED"], "yes"),
        (["LATE ENTRY"], ""),
    ]


def test_a_history_without_anything_leaves_nothing_out() -> None:
    patient = replace(PATIENT, allergies=None, address=None, coverages=(), weights=())
    ended = replace(ORDER, end_reason="Prescriber stopped it", expires_on=None)
    visits = replace(AUTHORIZATION, units=None, visits=6)
    bare = replace(
        DOSE,
        containers=(replace(DOSE.containers[0], lot=None),),
        calculation=replace(DOSE.calculation, discarded_units=None),
    )
    doses = filter(None, (dose_history((replace(RECORDED, body=bare),)),))
    data = history(replace(LOG, patient=patient, orders=(ended,), authorizations=(visits,), doses=tuple(doses)))

    assert {row["value"] for row in data["about"]} == {"Not recorded"}
    assert data["orders"][0][5:] == ["Not recorded", "Ended: Prescriber stopped it"]
    assert data["authorizations"][0][4:] == ["No limit", "6"]
    assert data["doses"][0]["cells"][4:6] == ["Not recorded", "218 given"]


# --- The downtime sheet --------------------------------------------------------------------------------------------


def test_the_downtime_sheet_has_a_blank_for_everything_that_the_record_has() -> None:
    data: dict[str, Any] = downtime_sheet(None, PRINTING, "2026.1")
    blanks = " ".join(blank for section in data["sections"] for blank in section["blanks"])

    for word in (
        "Family name", "Born", "Identifier", "Allergies", "Weight", "Prescriber, NPI", "Dose ordered", "Route",
        "Interval", "Diagnoses", "expires", "authorization", "Source", "Given on", "Started", "Stopped",
        "Amount given", "Volume", "Body site", "Reason", "Discarded at", "Method", "Not given to any other patient",
        "Observed", "Reaction", "Next dose due",
    ):  # fmt: skip
        assert word in blanks, word
    assert data["container_columns"] == ["Container, label amount", "NDC", "Lot", "Expiry", "Given", "Discarded"]
    assert len(data["container_lines"]) == 6
    assert data["signatures"][-1] == "Entered in the log"
    assert data["drug_blanks"] == ["Drug, generic and brand", "HCPCS code and billing unit"]
    assert (data["drug"], data["facts"], data["statements"], data["sources"]) == ("Any drug", [], [], [])


def test_each_loose_page_of_it_has_a_place_for_the_patient() -> None:
    data: dict[str, Any] = downtime_sheet(None, PRINTING, "2026.1")

    assert [text.split(" ")[0] for text in data["identity"]] == ["Patient", "Born", "Identifier"]


def test_the_facts_of_the_product_are_on_it_with_their_sources() -> None:
    data: dict[str, Any] = downtime_sheet(XOLAIR, PRINTING, "2026.1")
    facts = [(row["label"], row["value"]) for row in data["facts"]]

    assert facts[:3] == [
        ("HCPCS code", "J2357, 5 mg per billing unit"),
        ("Route", "subcutaneous"),
        ("Container", "single-dose vial, 150 mg in 1.2 mL, NDC 50242-0040-62"),
    ]
    assert ("Labelled dose", "allergic asthma: 75 mg to 375 mg, every 2 weeks or every 4 weeks") in facts
    assert facts[-1] == ("Missed dose", "Ask the prescriber.")
    assert data["statements"] == ["Keep in the refrigerator. (Product label, checked 23-Nov-2026)"]
    assert "J2357: CMS HCPCS code set, checked 23-Nov-2026" in data["sources"]
    assert data["drug"] == "omalizumab (Xolair)"


def test_labelled_doses_say_for_which_weight_and_which_dose_they_are() -> None:
    nucala = [row["value"] for row in downtime_sheet(NUCALA, PRINTING, "1")["facts"]]  # type: ignore[attr-defined]
    fasenra = [row["value"] for row in downtime_sheet(FASENRA, PRINTING, "1")["facts"]]  # type: ignore[attr-defined]

    assert "severe asthma, 6 to 11 years: 40 mg (from 10 kg and below 40 kg), every 4 weeks" in nucala
    assert "severe asthma: 30 mg, from dose 1 every 4 weeks, from dose 3 every 8 weeks" in fasenra


# --- The draft -----------------------------------------------------------------------------------------------------


def test_a_draft_says_so_and_shows_what_was_typed() -> None:
    data: dict[str, Any] = draft_record(DraftPages(patient=PATIENT, order=ORDER, draft=DRAFT, printing=PRINTING))

    assert (data["stamp"], data["marks"]) == ("DRAFT", ["DRAFT"])
    assert data["entered"] == [
        {"label": "Dose", "value": "3 mg/kg"},
        {"label": "Weight", "value": "72.4 kg"},
        {"label": "Lot", "value": "Not recorded"},
    ]
    assert {row["value"] for row in data["signatures"]} == {"Not signed"}
    assert data["stage"] == [
        {"label": "Stage", "value": "Running"},
        {"label": "Started", "value": "23-Nov-2026 10:05"},
        {"label": "Last kept", "value": "23-Nov-2026 10:06"},
    ]
    assert data["footer"][0] == "Draft d41d8cd98f00b204"


# --- The recovery key ----------------------------------------------------------------------------------------------


def test_the_recovery_key_stands_group_by_group_and_names_no_patient() -> None:
    data: dict[str, Any] = recovery_key_sheet(KEY, PRINTING)

    assert data["key"] == ["7K3Q", "XW0M", "9D2F", "HJ4T", "ABCD", "1234", "5678", "90EF", "GH7K"]
    assert data["made"] == "Made 23-Nov-2026 14:05 (UTC−05:00) for Springfield Infusion Clinic"
    assert data["identity"] == []


# --- The heading ---------------------------------------------------------------------------------------------------


def test_a_site_without_a_heading_of_its_own_has_its_name_address_and_telephone() -> None:
    assert letterhead_of(SITE) == Letterhead(
        ("Springfield Infusion Clinic", "12 Main Street, Springfield, IL 62701", "Telephone 217-555-0142")
    )
    assert letterhead_of(replace(SITE, address=None, phone=None)) == Letterhead(("Springfield Infusion Clinic",))


def test_a_logo_is_handed_to_the_template_as_a_picture() -> None:
    with_logo = replace(PRINTING, letterhead=Letterhead(("Our clinic",), b"picture"))

    assert recovery_key_sheet(KEY, with_logo)["logo"] == b"picture"
    assert "logo" not in recovery_key_sheet(KEY, PRINTING)
