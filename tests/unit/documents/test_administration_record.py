"""Each rule of "Record on paper", on the data that the page is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.documents.administration_record import TEMPLATE, administration_record
from j3032calc.domain.administration import Balance, FindingShown
from j3032calc.domain.entries import Kind
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.people import Meaning
from tests.paper_trail import (
    DOSE,
    HEAD,
    LEAD,
    PATIENT,
    PRINTING,
    RECORDED,
    SITE,
    amended,
    at,
    dose_pages,
    entry,
    signed,
    voided,
)
from tests.paper_trail import pages as pages_of
from tests.unit.services.small_catalogue import mg

if TYPE_CHECKING:
    from j3032calc.documents.record_pages import RecordPages


def record(pages: RecordPages | None = None) -> dict[str, Any]:
    return administration_record(pages or pages_of())


def rows(section: list[dict[str, Any]]) -> dict[str, str]:
    return {row["label"]: row["value"] for row in section}


def texts(table: list[list[dict[str, Any]]]) -> list[list[str]]:
    return [[cell["value"] for cell in row] for row in table]


def test_the_template_is_named() -> None:
    assert TEMPLATE == "administration_record"


def test_every_page_says_whose_it_is_which_record_and_who_printed_it() -> None:
    data = record()

    assert data["identity"] == ["GARCÍA, María", "Born 02-Feb-1960 (66 years)", "Female", "Identifier MRN 0042"]
    assert data["footer"] == [
        f"Record {DOSE.id}",
        "Printed 23-Nov-2026 14:05 (UTC−05:00) by Ana Reyes, RN. J3032 Calculator 0.1.0.",
        f"This record: log entry 17, fingerprint {' '.join(['17171717'] * 8)}",
        f"Log entry 1,234, fingerprint {' '.join(['5e5e5e5e'] * 8)}",
    ]


def test_the_order_names_prescriber_dose_interval_diagnosis_dates_and_authorization() -> None:
    assert rows(record()["order"]) == {
        "Drug": "reslizumab (Cinqair)",
        "Dose": "3 mg per kg",
        "Rounding": "None: the exact dose",
        "Route": "intravenous",
        "Interval": "every 4 weeks",
        "Indication": "severe eosinophilic asthma",
        "Prescriber": "Dana Fox, MD",
        "Prescriber NPI": "1245319599",
        "Ordered on": "01-Sep-2026",
        "Order signed": "01-Sep-2026",
        "Expires on": "01-Sep-2027",
        "Payer": "Payer with NDC",
        "Authorization": "AUTH-7781",
        "Diagnoses": "J45.50",
    }


def test_the_product_has_its_ndc_lot_and_expiry_per_container_and_its_source() -> None:
    data = record()

    assert rows(data["product"]) == {
        "Drug": "reslizumab (Cinqair)",
        "HCPCS code": "J2786",
        "Billing unit": "1 mg",
        "Source": "Purchased by the site",
    }
    assert texts(data["containers"]) == [
        ["single-dose vial of 100 mg in 10 mL", "59310-0610-31", "A1234", "31-Dec-2027", "3"]
    ]


def test_the_drawing_is_to_scale_with_its_sum() -> None:
    full, part = record()["drawing"]

    assert (full["label"], full["sum"]) == (
        "2 × single-dose vial of 100 mg in 10 mL",
        "100 mg on the label each = 100 mg given",
    )
    assert part["sum"] == "100 mg on the label = 17.2 mg given + 82.8 mg discarded"
    assert part["parts"] == [
        {"fate": "given", "text": "17.2 mg given", "share": "0.1720"},
        {"fate": "discarded", "text": "82.8 mg discarded", "share": "0.8280"},
    ]
    assert record()["balance"] == "300 mg opened = 217.2 mg given + 82.8 mg discarded"


def test_the_drawing_shows_what_was_kept_and_not_infused() -> None:
    balance = Balance(
        ordered=mg("217.2"), opened=mg(300), given=mg(50), discarded=mg(0), kept=mg(200), not_infused=mg(50)
    )

    drawing = record(dose_pages(balance=balance))["drawing"]

    assert [item["sum"] for item in drawing] == [
        "100 mg on the label = 50 mg given + 50 mg not infused",
        "100 mg on the label each = 100 mg kept",
    ]


def test_what_was_given_has_day_times_amount_volume_route_site_and_weight() -> None:
    assert rows(record()["given"]) == {
        "Given on": "23-Nov-2026",
        "Started": "23-Nov-2026 10:05",
        "Stopped": "23-Nov-2026 10:45",
        "Charted": "23-Nov-2026 11:21",
        "Dose ordered": "217.2 mg",
        "Amount given": "217.2 mg",
        "Volume": "21.72 mL",
        "Route": "intravenous",
        "Body site": "left forearm",
        "Weight used": "72.4 kg, measured 20-Nov-2026",
        "Why early": "Patient travels next week",
    }


def test_the_discard_has_amount_reason_time_method_sharing_nurse_and_witness() -> None:
    assert rows(record()["discard"]) == {
        "Amount": "82.8 mg",
        "Volume": "8.28 mL",
        "Reason": "Rest of a single-dose vial",
        "Discarded at": "23-Nov-2026 11:12",
        "Method": "Pharmaceutical waste container",
        "Sharing": "Not given to any other patient",
        "Discarded by": "Ana Reyes, RN, 23-Nov-2026 11:20 (UTC−05:00)",
        "Witness": "Ben Ochoa, RN, 23-Nov-2026 11:21 (UTC−05:00)",
    }


@pytest.mark.parametrize(
    ("asked", "reason", "said"),
    [
        (True, None, "Not recorded"),
        (False, None, "None; this site does not ask for one"),
        (True, "Alone on shift", "None: Alone on shift"),
    ],
)
def test_a_discard_without_a_witness_says_so(asked: bool, reason: str | None, said: str) -> None:  # noqa: FBT001 - a column of the table
    discard = replace(DOSE.discard, witness=None, unwitnessed_reason=reason)  # type: ignore[type-var]
    shown = pages_of(
        entry(Kind.DOSE_RECORDED, replace(DOSE, discard=discard), number=17), site=replace(SITE, wants_witness=asked)
    )

    assert rows(record(shown)["discard"])["Witness"] == said


def test_a_discard_that_nobody_charted_is_not_recorded_row_by_row() -> None:
    found = rows(record(dose_pages(discard=None))["discard"])

    assert found.pop("Amount") == "82.8 mg"
    assert found.pop("Volume") == "8.28 mL"
    assert found == dict.fromkeys(
        ("Reason", "Discarded at", "Method", "Sharing", "Discarded by", "Witness"), "Not recorded"
    )


def test_an_unconfirmed_sharing_is_not_recorded() -> None:
    discard = replace(DOSE.discard, is_not_shared=False)  # type: ignore[type-var]

    assert rows(record(dose_pages(discard=discard))["discard"])["Sharing"] == "Not recorded"


def test_a_dose_that_left_nothing_says_that_nothing_was_discarded() -> None:
    balance = Balance(ordered=mg(300), opened=mg(300), given=mg(300), discarded=mg(0), kept=mg(0), not_infused=mg(0))
    data = record(dose_pages(balance=balance, discard=None))

    assert rows(data["discard"]) == {"Amount": "Nothing was discarded"}
    assert data["signed_for"].startswith(
        "Signed electronically for 300 mg of reslizumab (Cinqair) given and nothing discarded"
    )


def test_the_units_stand_with_code_modifiers_and_arithmetic() -> None:
    data = record()

    assert data["unit_columns"] == ["HCPCS code", "Modifiers", "Billing units", "For", "NDC and quantity", "Arithmetic"]
    assert texts(data["units"]) == [
        [
            "J2786",
            "None",
            "218",
            "Given",
            "59310-0610-31, ML 21.8",
            "217.2 mg ÷ 1 mg per billing unit, rounded up = 218",
        ],
        ["J2786", "JW", "82", "Discarded", "59310-0610-31, ML 8.2", "300 opened − 218 given = 82"],
    ]


@pytest.mark.parametrize(("wasted", "said"), [(82, "82"), (None, "Not known")])
def test_a_stopped_claim_still_shows_the_units(wasted: int | None, said: str) -> None:
    stopped = replace(DOSE.calculation, claim_lines=(), discarded_units=wasted, hcpcs=None)

    (given, discarded) = texts(record(dose_pages(calculation=stopped))["units"])

    assert given[:4] == ["Not recorded", "No claim line", "218", "Given"]
    assert discarded[:4] == ["Not recorded", "No claim line", said, "Discarded"]


def test_a_line_without_ndc_says_so() -> None:
    lines = tuple(replace(line, ndc=None) for line in DOSE.calculation.claim_lines)

    units = texts(record(dose_pages(calculation=replace(DOSE.calculation, claim_lines=lines)))["units"])

    assert units[0][4] == "None on this line"


def test_observation_and_both_clocks_of_the_next_dose_are_there() -> None:
    data = record()

    assert rows(data["observation"]) == {"Observed for": "30 minutes", "Reaction": "None", "Note": "Tolerated well"}
    assert rows(data["next_due"]) == {
        "Due": "21-Dec-2026",
        "Payer pays from": "21-Dec-2026",
        "Proposed day": "21-Dec-2026",
        "Site's window": "18-Dec-2026 to 24-Dec-2026",
    }


def test_signatures_have_printed_name_credential_meaning_and_time() -> None:
    data = record()

    assert data["signature_columns"] == ["Printed name", "Credential", "Meaning", "Signed at"]
    assert data["signatures"] == [
        ["Ana Reyes", "RN", "I gave this dose", "23-Nov-2026 11:20 (UTC−05:00)"],
        ["Ana Reyes", "RN", "I discarded the rest", "23-Nov-2026 11:20 (UTC−05:00)"],
        ["Ben Ochoa", "RN", "I witnessed the discard", "23-Nov-2026 11:21 (UTC−05:00)"],
    ]
    assert data["signed_for"] == (
        "Signed electronically for 217.2 mg of reslizumab (Cinqair) given and 82.8 mg discarded "
        f"on 23-Nov-2026, record {DOSE.id}."
    )


def test_nothing_vanishes_where_nothing_was_recorded() -> None:
    bare = dose_pages(
        order_id=None,
        started_at=None,
        stopped_at=None,
        route=None,
        body_site=None,
        weight=None,
        source=None,
        containers=(replace(DOSE.containers[0], ndc=None, lot=None, expiry=None, is_confirmed=False),),
        calculation=replace(DOSE.calculation, volume=None, discarded_volume=None, hcpcs=None),
        next_due=type(DOSE.next_due)(),
        payer_id="unknown-payer",
        authorization_number=None,
        diagnoses=(),
        discard=None,
        observation=None,
        early_reason=None,
    )
    whole, empty = record(), record(replace(bare, order=None))

    for section in ("order", "product", "given", "discard", "observation", "next_due"):
        missing = set(rows(whole[section])) - set(rows(empty[section]))
        assert missing <= {"Why early"}, section
    assert set(rows(empty["order"]).values()) == {"Not recorded", "unknown-payer"}
    assert set(rows(empty["observation"]).values()) == {"Not recorded"}
    assert rows(empty["next_due"]) == {
        "Due": "Not recorded",
        "Payer pays from": "Not recorded",
        "Proposed day": "Not recorded",
        "Site's window": "None set",
    }
    assert texts(empty["containers"]) == [
        ["single-dose vial of 100 mg in 10 mL", "Not recorded", "Not recorded", "Not recorded", "3"]
    ]


def test_a_proposed_ndc_and_a_site_override_say_so_beside_the_code() -> None:
    proposed = (replace(DOSE.containers[0], is_confirmed=False),)
    override = replace(DOSE.calculation, site_override="J9999, payer's letter")
    data = record(dose_pages(containers=proposed, calculation=override))

    assert texts(data["containers"])[0][1] == "59310-0610-31 (proposed)"
    assert rows(data["product"])["HCPCS code"] == "J2786 (site override)"
    assert data["unit_notes"] == ["Site override: J9999, payer's letter"]


def test_the_payer_is_the_primary_one_where_none_was_named() -> None:
    assert rows(record(dose_pages(payer_id=None))["order"])["Payer"] == "Payer with NDC"
    alone = replace(dose_pages(payer_id=None), patient=replace(PATIENT, coverages=()))
    assert rows(record(alone)["order"])["Payer"] == "Not recorded"


def test_a_first_print_has_no_mark_and_a_second_one_says_copy_2() -> None:
    assert record()["marks"] == []
    assert record(pages_of(printing=replace(PRINTING, number=2)))["marks"] == ["COPY 2"]


def test_an_amendment_strikes_the_original_and_says_who_when_and_why() -> None:
    changed = replace(DOSE, containers=(replace(DOSE.containers[0], lot="B9876"),), route="subcutaneous")
    data = record(pages_of(RECORDED, amended(changed)))

    assert data["marks"] == ["AMENDED"]
    assert data["amendments"] == [
        {
            "name": "Amendment 1",
            "text": "24-Nov-2026 09:30 (UTC−05:00) by Cara Lund, PharmD. Reason: Lot misread.",
        }
    ]
    assert data["containers"][0][2] == {"value": "B9876", "was": [{"text": "A1234", "by": "Amendment 1"}]}
    (route,) = [row for row in data["given"] if row["label"] == "Route"]
    assert route == {
        "label": "Route",
        "value": "subcutaneous",
        "was": [{"text": "intravenous", "by": "Amendment 1"}],
    }
    assert data["signatures"][-1] == ["Cara Lund", "PharmD", "I amended this record", "24-Nov-2026 09:30 (UTC−05:00)"]


def test_every_text_of_every_amendment_stays_readable() -> None:
    (one,) = DOSE.containers
    second = amended(replace(DOSE, containers=(replace(one, lot="B2"), replace(one, count=1, lot="C3"))))
    third = amended(replace(DOSE, containers=(replace(one, lot="D4"),), early_reason=None), number=22)
    data = record(pages_of(RECORDED, second, third))

    assert [amendment["name"] for amendment in data["amendments"]] == ["Amendment 1", "Amendment 2"]
    assert data["containers"][0][2] == {
        "value": "D4",
        "was": [{"text": "A1234", "by": "Amendment 1"}, {"text": "B2", "by": "Amendment 2"}],
    }
    # A container that came and went is not gone.
    assert data["containers"][1][2] == {
        "value": "Not recorded",
        "was": [{"text": "Not recorded", "by": "Amendment 1"}, {"text": "C3", "by": "Amendment 2"}],
    }
    (early,) = [row for row in data["given"] if row["label"] == "Why early"]
    assert early["was"] == [{"text": "Patient travels next week", "by": "Amendment 2"}]


def test_a_void_record_says_so_across_the_page_and_why() -> None:
    data = record(pages_of(RECORDED, voided()))

    assert (data["stamp"], data["marks"]) == ("VOID", ["VOID"])
    assert data["void"] == (
        "Voided 25-Nov-2026 08:00 (UTC−05:00) by Cara Lund, PharmD. Reason: Charted for the wrong patient. "
        "What stands below is kept for the record and does not count."
    )
    assert data["signatures"][-1][2] == "I voided this record"
    assert rows(data["given"])["Amount given"] == "217.2 mg"


def test_what_the_program_wrote_itself_says_so() -> None:
    data = record(pages_of(RECORDED, replace(voided(), by=None, reason=None)))

    assert "by J3032 Calculator. Reason: Not recorded." in data["void"]


def test_a_late_entry_shows_both_times_and_why() -> None:
    late = dose_pages(given_on=date(2026, 11, 20), late_reason="Network was down")
    data = record(late)

    assert data["marks"] == ["LATE ENTRY"]
    given = rows(data["given"])
    assert (given["Given on"], given["Charted"]) == ("20-Nov-2026", "23-Nov-2026 11:21 (late entry)")
    assert given["Why late"] == "Network was down"
    assert rows(record(dose_pages(given_on=date(2026, 11, 22)))["given"])["Why late"] == "Not recorded"


def test_reasons_stand_where_the_dose_needed_one() -> None:
    balance = replace(DOSE.balance, given=mg(100), not_infused=mg("117.2"))
    given = rows(record(dose_pages(balance=balance, opened_reason="Only size in stock"))["given"])

    assert given["Why stopped early"] == "Not recorded"
    assert given["Why these containers"] == "Only size in stock"


def test_findings_stand_with_their_reason_and_override() -> None:
    override = signed(LEAD, Meaning.OVERRODE, at(12, 0))
    stop = FindingShown(
        rule="R-08",
        claim=Claim.STOP,
        care=Care.NONE,
        message="No units are left.",
        source="Payer",
        reason="Renewal is on its way",
        override=override,
    )
    data = record(dose_pages(calculation=replace(DOSE.calculation, findings=(stop,))))

    assert data["findings"] == [
        {
            "verdict": "Stop overridden",
            "rule": "R-08",
            "message": "No units are left.",
            "source": "Payer",
            "reason": "Reason to go on: Renewal is on its way",
            "override": "Override by Cara Lund, PharmD, 23-Nov-2026 12:00 (UTC−05:00).",
        }
    ]
    assert data["signatures"][-1][2] == "I overrode a finding"


def test_a_finding_without_reason_source_or_override_has_none() -> None:
    assert record()["findings"][1] == {
        "verdict": "Check",
        "rule": "R-07",
        "message": "Prior treatment is not recorded. The payer asks for it.",
        "source": "",
        "reason": "",
        "override": "",
    }


def test_the_working_the_edition_and_the_sources_of_the_numbers_are_in_small_print() -> None:
    data = record(pages_of(edition="2027.1"))

    assert data["working"] == list(DOSE.calculation.working)
    assert data["sources"] == [
        "J2786: CMS HCPCS code set, checked 23-Nov-2026",
        "NDC 59310-0610-31: Product label, checked 23-Nov-2026",
        "Schedule asthma: Product label, checked 23-Nov-2026",
        "Payer limit, asthma: every 28 days; Payer policy, checked 23-Nov-2026",
    ]
    assert data["small_print"] == [
        (
            "Calculated with J3032 Calculator 0.1.0, catalogue edition 2026.1, and never worked out again. "
            "Sources as of edition 2027.1."
        ),
        "Log entry 17 of 23-Nov-2026 11:21. Times are local, by the 24-hour clock.",
        "J3032 Calculator advises and documents. A licensed person decides.",
    ]


def test_a_drug_outside_the_catalogue_has_no_sources_and_says_so() -> None:
    assert record(pages_of(product=None))["sources"] == [
        "The drug is not in the catalogue: its numbers are as they were entered."
    ]


def test_the_qr_code_has_record_and_fingerprint() -> None:
    assert record()["qr"] == f"j3032calc:record/{DOSE.id}/{'17' * 32}"


def test_the_head_of_the_log_is_the_one_at_the_print() -> None:
    assert HEAD.fingerprint[:8] in record()["footer"][-1]
    assert len(record(pages_of(printing=replace(PRINTING, head=None)))["footer"]) == 3
