"""Printing from a real encrypted log through the real renderer: what is printed, and what the log says of it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest

from j3032calc.documents.paper import Letterhead, Paper
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.order import Charge
from j3032calc.domain.people import NewAccount, Right, Role
from j3032calc.domain.problems.charting import NotInLog
from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.rendering.pages import TypstRenderer
from j3032calc.services.paperwork import Paperwork, Stationery
from tests.clinic import PIN
from tests.invented import CINQAIR, mg
from tests.unit.services.small_catalogue import CATALOGUE
from tests.unit.services.ward import ARTHUR, BELLA

if TYPE_CHECKING:
    from j3032calc.domain.entries import Entry
    from tests.unit.services.ward import Ward

RENDERER = TypstRenderer(Path(__file__).parents[3] / "resources")
PNG_START = b"\x89PNG\r\n\x1a\n"


def paperwork(ward: Ward, **stationery: Any) -> Paperwork:  # noqa: ANN401 - the stationery's own fields
    return Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery(**stationery))


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def prints(ward: Ward) -> list[Entry]:
    return list(reversed(ward.session.log.noted((Kind.RECORD_PRINTED,), newest=100)))


def facts(entry: Entry) -> dict[str, str]:
    assert isinstance(entry.body, Note)
    return dict(entry.body.facts)


@pytest.fixture
def dose(ward: Ward) -> Entry:
    return ward.give(ward.admit())


def test_a_record_is_printed_with_what_the_log_has(ward: Ward, dose: Entry) -> None:
    head = ward.session.log.head
    work = paperwork(ward)

    printed = work.print(work.record(dose.subject))
    text = text_of(printed.pdf)

    assert "MOSS, Ada" in text
    assert "300 mg opened = 210 mg given + 90 mg discarded." in text
    assert dose.subject in text
    assert head.fingerprint[:8] in text
    assert f"Log entry {head.sequence:,}" in text
    assert "COPY" not in text


def test_a_print_is_an_entry_that_says_which_document_and_not_what_is_on_it(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward, paper=Paper.A4)

    work.print(work.record(dose.subject))
    (noted,) = prints(ward)

    assert (noted.subject, noted.patient_id, noted.by) == (dose.subject, dose.patient_id, ward.session.account.id)
    assert facts(noted) == {"document": "administration_record", "number": "1", "paper": "a4"}


def test_the_second_print_is_copy_2_and_the_claim_sheet_counts_by_itself(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward)
    for _ in range(2):
        work.print(work.record(dose.subject))

    third = work.print(work.record(dose.subject))
    claim = work.print(work.claim(dose.subject))

    assert "COPY 3" in text_of(third.pdf)
    assert "COPY" not in text_of(claim.pdf)
    assert [(facts(one)["document"], facts(one)["number"]) for one in prints(ward)] == [
        ("administration_record", "1"),
        ("administration_record", "2"),
        ("administration_record", "3"),
        ("claim_sheet", "1"),
    ]


def test_looking_counts_as_no_print(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward)

    pictures = work.preview(work.record(dose.subject), ppi=50)

    assert all(picture.startswith(PNG_START) for picture in pictures)
    assert prints(ward) == []
    assert work.record(dose.subject).number == 1


def test_the_name_of_the_file_says_nothing_about_the_patient(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward)

    assert work.print(work.record(dose.subject)).file_name == (
        f"administration-record-{dose.subject[:8]}-2026-11-23.pdf"
    )
    assert work.print(work.due(date(2026, 11, 23))).file_name == "due-list-2026-11-23.pdf"


def test_who_may_not_print_reads_nothing_either(ward: Ward, dose: Entry) -> None:
    admin = NewAccount(user="Adam", name="Adam Admin", credential="", roles=(Role.ADMINISTRATOR,))
    work = paperwork(ward)
    document = work.record(dose.subject)
    account = replace(ward.session.account, roles=admin.roles)
    ward.session.write_account(Kind.ACCOUNT_CHANGED, account)

    with pytest.raises(NotAllowed) as refused:
        work.print(document)
    with pytest.raises(NotAllowed):
        work.record(dose.subject)

    assert refused.value.right is Right.PRINT
    assert prints(ward) == []


def test_an_auditor_and_a_biller_may_print(ward: Ward, dose: Entry) -> None:
    for who in (ARTHUR, BELLA):
        ward.take_over(who)
        work = paperwork(ward)
        assert work.print(work.claim(dose.subject)).pdf.startswith(b"%PDF")


def test_a_page_that_cannot_be_made_is_not_noted(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward, letterhead=Letterhead(("Our clinic",), b"no picture"))

    with pytest.raises(DocumentFailed):
        work.print(work.record(dose.subject))

    assert prints(ward) == []


def test_amended_and_voided_records_print_as_what_they_are(ward: Ward, dose: Entry) -> None:
    patient_id = dose.patient_id or ""
    work = paperwork(ward)
    ward.doses.void(dose.subject, "charted for the wrong patient", PIN)

    text = text_of(work.print(work.record(dose.subject)).pdf)
    history = text_of(work.print(work.history(patient_id)).pdf)
    slip = text_of(work.print(work.slip(dose.subject)).pdf)

    assert "Reason: charted for the wrong patient." in text
    assert "VOID" in text
    assert "I voided this record" in text
    assert "VOID" in history
    assert "Not fixed yet." in slip


def test_the_order_stands_as_it_was_when_the_dose_was_charted(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, dose=mg(210))
    dose = ward.give(patient, order_id=order.id)
    ward.orders.amend(replace(order, indication="changed later"), "asked")
    work = paperwork(ward)

    text = text_of(work.print(work.record(dose.subject)).pdf)

    assert "Ana Ruiz, MD" in text
    assert "changed later" not in text


def test_the_charge_of_the_day_is_on_the_claim_sheet(ward: Ward, dose: Entry) -> None:
    ward.take_over(BELLA)
    ward.charges.set(Charge(hcpcs="J2786", dollars_per_unit=Fraction("2.5"), first=date(2026, 1, 1)))
    work = paperwork(ward)

    assert "525 00" in text_of(work.print(work.claim(dose.subject)).pdf)


def test_the_slip_says_when_and_where(ward: Ward, dose: Entry) -> None:
    ward.set_site(phone="217-555-0142")
    work = paperwork(ward)

    text = text_of(work.print(work.slip(dose.subject)).pdf)

    assert "Monday, 21 December 2026" in text
    assert "Lakeside Infusion" in text
    assert "mg" not in text


def test_a_site_that_has_not_said_its_name_has_a_place_for_it(ward: Ward, dose: Entry) -> None:
    work = paperwork(ward)

    heading = work.record(dose.subject).data["heading"]

    assert heading in (["Name of the site: not recorded"], ["Lakeside Infusion"])


def test_the_sites_own_heading_is_on_every_document(ward: Ward) -> None:
    work = paperwork(ward, letterhead=Letterhead(("Our own heading",)))

    assert "Our own heading" in text_of(work.print(work.downtime("cinqair")).pdf)


def test_a_draft_prints_as_a_draft(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, {"dose": "210 mg"})
    work = paperwork(ward)

    printed = work.print(work.draft(draft.id))

    assert "Draft: nobody has signed this." in text_of(printed.pdf)
    assert printed.file_name.startswith("draft-record-")


def test_the_due_list_has_who_is_due(ward: Ward, dose: Entry) -> None:
    assert dose.kind is Kind.DOSE_RECORDED
    work = paperwork(ward)

    text = text_of(work.print(work.due(date(2026, 12, 21))).pdf)

    assert "1 dose overdue, due or coming up, as of Monday 21-Dec-2026" in text
    assert "reslizumab (Cinqair)" in text


def test_the_blank_sheet_is_for_a_product_or_for_any_drug(ward: Ward) -> None:
    work = paperwork(ward)

    assert "reslizumab (Cinqair)" in text_of(work.print(work.downtime("cinqair")).pdf)
    assert "Any drug" in text_of(work.print(work.downtime(None)).pdf)


def test_the_recovery_key_is_printed_by_who_keeps_the_accounts(ward: Ward) -> None:
    work = paperwork(ward)
    document = work.recovery_key("7K3Q-XW0M-9D2F")

    with pytest.raises(NotAllowed):
        work.print(document)

    account = replace(ward.session.account, roles=(Role.ADMINISTRATOR,))
    ward.session.write_account(Kind.ACCOUNT_CHANGED, account)
    text = text_of(work.print(document).pdf)

    assert "7K3Q" in text
    assert all("7K3Q" not in str(entry.body) for entry in ward.session.log.entries())


@pytest.mark.parametrize("what", ["record", "claim", "slip", "draft", "history"])
def test_what_the_log_does_not_have_is_not_printed(ward: Ward, what: str) -> None:
    with pytest.raises(NotInLog):
        getattr(paperwork(ward), what)("nothing")


def test_a_new_heading_is_tried_before_it_is_used(ward: Ward) -> None:
    work = paperwork(ward)

    assert work.check_letterhead(Letterhead(("Our clinic",)))[0].startswith(PNG_START)
    with pytest.raises(DocumentFailed) as refused:
        work.check_letterhead(Letterhead(("Our clinic",), b"\x00\x01"))

    assert refused.value.template == "letterhead"
    assert refused.value.reason


def test_the_clock_of_the_workstation_dates_the_print(ward: Ward, dose: Entry) -> None:
    ward.clock.set_to(ward.clock.now() + timedelta(days=1))
    work = paperwork(ward)

    assert "Printed 24-Nov-2026 " in text_of(work.print(work.record(dose.subject)).pdf)
