"""The settings in words: accounts, the site, charges, the log and the sources."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.entries import Fault, FaultKind, Head, NewAnchor, Verification
from j3032calc.domain.order import Charge
from j3032calc.domain.people import Account, Role
from j3032calc.domain.site import Site
from j3032calc.domain.site_catalogue import with_site
from j3032calc.domain.sources import Source
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording import care_labels, patient_labels, site_care_labels
from j3032calc.wording import settings_labels as say
from j3032calc.wording import settings_words as words
from tests.invented import LAKESIDE
from tests.site_drugs import KEEPUMAB, OMLYCLO

if TYPE_CHECKING:
    from j3032calc.wording.labels import FieldText

HEAD = Head(sequence=1234, fingerprint="0123456789abcdef" * 4)
LINES = "01234567 89abcdef 01234567 89abcdef\n01234567 89abcdef 01234567 89abcdef"
FAULT = Fault(sequence=12, kind=FaultKind.EDITED)
AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def account(**fields: object) -> Account:
    known: dict[str, object] = {"id": "1", "user": "nina", "name": "Nina Nurse", "credential": "RN"}
    return Account(**(known | {"roles": (Role.NURSE, Role.LEAD), "pin": "hashed"} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (account(), "Active"),
        (account(pin=None), "Active, no PIN yet"),
        (account(pin=None, must_change_password=True), "Active, has yet to choose a password, no PIN yet"),
        (account(is_active=False, pin=None), "Deactivated"),
    ],
)
def test_an_account_is_a_row(one: Account, state: str) -> None:
    assert words.account_cells(one) == ("nina", "Nina Nurse, RN", "Nurse; Lead nurse or pharmacist", state)


def test_who_bills_stands_in_the_form_as_it_would_be_typed() -> None:
    assert words.identity_entries(LAKESIDE) == {
        "site_name": "Lakeside",
        "npi": "1234567893",
        "tax_id": "12-3456789",
        "taxonomy": "261QI0500X",
        "street": "12 Lake Street",
        "city": "Seattle",
        "state": "WA",
        "postal_code": "98101-1234",
        "place_of_service": "11",
        "phone": "206-555-0134",
        "submitter": "SUB42",
        "receiver": "CH99",
        "receiver_name": "Invented Clearing",
    }
    empty = dict.fromkeys(words.identity_entries(LAKESIDE), "")
    assert words.identity_entries(Site(name="Lakeside")) == empty | {"site_name": "Lakeside"}


def test_the_rules_stand_in_the_form_as_they_would_be_typed() -> None:
    assert words.rules_entries(LAKESIDE) == {
        "idle_minutes": "5",
        "weight_days": "30",
        "window": "3 days",
        "closed_dates": "26-Nov-2026; 25-Dec-2026",
    }
    assert words.rules_entries(Site(name="")) == {
        "idle_minutes": "10",
        "weight_days": "30",
        "window": "",
        "closed_dates": "",
    }


def test_every_field_of_the_site_is_read_by_somebody_who_may_not_change_it() -> None:
    assert words.site_facts(LAKESIDE) == (
        ("Site", "Lakeside"),
        ("NPI", "1234567893"),
        ("Tax number", "12-3456789"),
        ("Taxonomy code", "261QI0500X"),
        ("Address", "12 Lake Street, Seattle, WA 98101-1234"),
        ("Place of service", "11"),
        ("Phone", "206-555-0134"),
        ("Submitter number", "SUB42"),
        ("Clearinghouse", "Invented Clearing"),
        ("Its receiver number", "CH99"),
        ("Locks after", "5 minutes without anybody"),
        ("A weight holds for", "30 days"),
        ("A dose may move by", "3 days"),
        ("Closed every week on", "Saturday; Sunday"),
        ("Closed on", "26-Nov-2026; 25-Dec-2026"),
        ("Each discard", "A second person witnesses it"),
    )


def test_what_is_missing_of_the_site_does_not_vanish() -> None:
    facts = words.site_facts(Site(name=""))

    assert [value for _, value in facts[:10]] == ["Not recorded"] * 10
    assert [value for _, value in facts[10:]] == [
        "10 minutes without anybody",
        "30 days",
        "0 days",
        "No day",
        "No day",
        "No witness asked for",
    ]


def test_a_charge_is_a_row_with_the_name_of_its_drug() -> None:
    catalogue = load_catalogue()
    first = date(2027, 1, 1)

    def row(hcpcs: str) -> tuple[str, ...]:
        charge = Charge(hcpcs=hcpcs, dollars_per_unit=Fraction(51, 2), first=first)
        return words.charge_cells(charge, catalogue)

    assert row("J2356") == ("J2356", "tezepelumab-ekko (Tezspire)", "$25.50", "01-Jan-2027")
    assert row("A9999")[1] == "Not in this catalogue"
    other = next(code for code in catalogue.codes if code.product_id is None)
    assert row(other.hcpcs)[1] == other.cms.drug
    catalogue = with_site(catalogue, (), (), (OMLYCLO, replace(KEEPUMAB, hcpcs="Q5154")))
    assert row("Q5154")[1] == "omalizumab-igec (Omlyclo); keepumab-test (Keepa)"


def test_a_log_that_is_whole_says_so() -> None:
    assert words.log_facts(HEAD, None) == (
        ("Entries", "1,234"),
        ("Fingerprint of the newest", LINES),
        ("Whole", "Yes. It agrees with the fingerprints that are kept outside it."),
    )


def test_a_log_that_is_whole_since_a_new_anchor_says_since_when() -> None:
    assert words.log_facts(HEAD, None, 1200)[2][1] == (
        "Yes, from entry 1,200 on, where a new anchor began. Verifying tells what was found then."
    )


def test_a_check_tells_of_the_new_anchor() -> None:
    begun = NewAnchor(sequence=1200, at=AT, name="Ada Boss, MBA", reason="the disk broke", found=FAULT)
    found = Verification(entries=1234, head=HEAD, ahead=0, fault=None, new_anchors=(begun,))

    said = words.verified_sentence(found, AT)

    assert "The log is whole from entry 1,200 on. A new anchor began at entry 1,200" in said


def test_a_search_that_is_wrong_stops_no_signature() -> None:
    fault = Fault(sequence=12, kind=FaultKind.INDEX_WRONG)

    said = words.verified_sentence(Verification(entries=1234, head=HEAD, ahead=0, fault=fault), AT)

    assert said.endswith("Entry 12 is not where the search expects it. An administrator can make the search anew.")


def test_a_log_that_is_not_whole_says_what_is_wrong_and_what_to_do() -> None:
    assert words.log_facts(HEAD, FAULT)[2] == (
        "Whole",
        (
            "No. Entry 12 was changed after it was written. Nothing is signed until that is settled. "
            "Tell the administrator; reading goes on."
        ),
    )


def test_progress_is_counted_in_entries() -> None:
    assert words.progress_sentence(5000, 12345) == "Checked 5,000 of 12,345 entries."
    assert words.progress_sentence(1, 1) == "Checked 1 of 1 entry."


@pytest.mark.parametrize(
    ("ahead", "fault", "said"),
    [
        (0, None, "The log is whole."),
        (1, None, "The log is whole. 1 entry not kept outside yet."),
        (
            0,
            FAULT,
            (
                "Entry 12 was changed after it was written. Nothing is signed until that is settled. "
                "Tell the administrator; reading goes on."
            ),
        ),
    ],
)
def test_a_check_says_what_it_found_and_when(ahead: int, fault: Fault | None, said: str) -> None:
    found = Verification(entries=1234, head=HEAD, ahead=ahead, fault=fault)

    assert words.verified_sentence(found, AT) == f"1,234 entries checked on 23-Nov-2026 14:05. {said}"


def test_about_says_edition_and_fingerprint() -> None:
    assert words.about_facts("1 (23-Nov-2026)", HEAD) == (
        ("Catalogue edition", "1 (23-Nov-2026)"),
        ("Newest entry of the log", "1,234"),
        ("Its fingerprint", LINES),
    )


SOURCES = (Source("Label", date(2026, 8, 23), ("Tezspire", "J2356")), Source("Policy", date(2026, 10, 1), ("Vyepti",)))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 23), "Every source was checked within the last 3 months."),
        (
            date(2026, 11, 24),
            "1 of 2 sources is stale: checked more than 3 months ago. Open a stale source again before you rely on it.",
        ),
        (
            date(2027, 1, 2),
            (
                "2 of 2 sources are stale: checked more than 3 months ago. "
                "Open a stale source again before you rely on it."
            ),
        ),
    ],
)
def test_stale_sources_are_counted(today: date, said: str) -> None:
    assert words.sources_sentence(SOURCES, today) == said


def test_a_source_is_a_row_that_says_since_when_it_is_stale() -> None:
    assert words.source_cells(SOURCES[0], date(2026, 11, 23)) == ("Label", "Tezspire, J2356", "23-Aug-2026")
    assert words.source_cells(SOURCES[0], date(2026, 11, 24))[2] == "23-Aug-2026. Stale since 23-Nov-2026"


LOCKED = Path(__file__).parents[3] / ".locks" / "app.txt"


def test_every_library_that_is_installed_with_the_app_is_named_with_its_license() -> None:
    locked = {name.replace("-", "") for name in re.findall(r"^([a-z0-9-]+)==", LOCKED.read_text(), re.MULTILINE)}
    named = " ".join(name for name, _, _ in say.LIBRARIES).casefold().replace("-", "").replace("_", "")

    # setuptools builds and is not part of what runs; PySide6's Essentials are PySide6.
    for library in locked - {"setuptools"}:
        assert library.removesuffix("essentials") in named
    assert all(license_name for _, _, license_name in say.LIBRARIES)


FORMS = [
    say.PIN_FORM,
    say.PASSWORD_FORM,
    say.ADD_FORM,
    say.CHANGE_FORM,
    say.RESET_FORM,
    say.DEACTIVATE_FORM,
    say.REACTIVATE_FORM,
    say.CHARGE_FORM,
]
# The two forms of the site stand on one page.
OTHERS = [
    patient_labels.PATIENT_AMENDED_FORM,
    patient_labels.WEIGHT_FORM,
    patient_labels.BIOLOGICS_FORM,
    patient_labels.VOID_FORM,
    care_labels.ORDER_AMENDED_FORM,
    care_labels.COVERAGE_FORM,
    care_labels.AUTHORIZATION_AMENDED_FORM,
    site_care_labels.PAYER_FORM,
    site_care_labels.PRODUCT_FORM,
    site_care_labels.RECALL_FORM,
]
TOGETHER = [form.fields for form in (*FORMS, *OTHERS)] + [say.IDENTITY_FORM.fields | say.RULES_FORM.fields]


@pytest.mark.parametrize("fields", TOGETHER)
def test_each_letter_after_alt_goes_to_one_field_of_a_page(fields: dict[str, FieldText]) -> None:
    letters = [re.findall("&(.)", field.label) for field in fields.values()]

    assert all(len(found) == 1 for found in letters)
    assert len({found[0].lower() for found in letters}) == len(fields)
    assert all(field.name and "&" not in field.name for field in fields.values())
    if "site_name" in fields:
        assert re.findall("&(.)", say.WANTS_WITNESS)[0] not in {found[0].lower() for found in letters}


def test_each_part_has_a_key_of_its_own() -> None:
    assert len({said.key for said in say.PARTS.values()}) == len(say.PARTS)
