"""What stands against a dose, as a nurse sees it: live on Give, asked before the start, answered on Sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.findings import Claim
from j3032calc.ui.holds_card import HoldsCard
from j3032calc.ui.verdict_panel import VerdictPanel
from tests.clinic import of_kind
from tests.ui.test_log_pages import PIN, Desk, clinic, desk

if TYPE_CHECKING:
    from j3032calc.services.session import Session
    from j3032calc.ui.verdict_panel import VerdictRow

__all__ = ["clinic", "desk"]


def begin(desk: Desk, **order: str) -> None:
    """Give a dose of Cinqair to a patient of 72.4 kg."""
    desk.set_up()
    desk.add_patient()
    desk.weigh()
    desk.order(**({"signed_on": "20-Nov-2026", "ordered_on": "20-Nov-2026"} | order))
    desk.click("patient.give")


def row(desk: Desk, words: str) -> VerdictRow:
    panel = desk.window.findChild(VerdictPanel)
    assert panel is not None
    return next(one for one in panel.rows.values() if words in one.said.message.text())


def session(desk: Desk) -> Session:
    log_desk = desk.window._log_desk
    assert log_desk is not None
    assert log_desk.work is not None
    return log_desk.work.services.session


def recorded(desk: Desk) -> Administration:
    (entry,) = of_kind(session(desk), Kind.DOSE_RECORDED)
    assert isinstance(entry.body, Administration)
    return entry.body


def confirm(desk: Desk) -> None:
    desk.click("sign.is_given")
    desk.click("sign.is_discarded")
    desk.type("sign.pin", PIN)


def test_give_says_live_how_much_there_is_to_fix_and_to_check(desk: Desk) -> None:
    begin(desk)

    assert desk.read("answers.summary").startswith("2 to fix, ")
    assert "The site's NPI" in desk.everything() or "the site's NPI is not recorded" in desk.everything()
    assert "Line 2, JW: the units that were discarded" in desk.everything()
    assert "Suggested for giving the drug:" in desk.everything()


def test_just_calculating_keeps_the_findings_of_the_calculation(desk: Desk) -> None:
    begin(desk)
    desk.press("F5")
    desk.click("nav.lock")
    desk.click("unlock.skip")
    desk.type("product", "tezspire")
    desk.type("dose", "210 mg")

    assert "to fix" not in desk.read("answers.summary")


def test_what_holds_care_is_asked_before_the_drug_starts(desk: Desk) -> None:
    begin(desk, signed_on="")

    desk.click("action.start")
    assert "The prescriber has not signed" in desk.everything() or "not signed" in desk.everything()
    desk.click("holds.go_on")
    assert desk.read("holds.missing").startswith("One of these has no reason yet.")
    desk.answer_card("read back by telephone")

    assert desk.read("message.text") == "Running since 14:05."
    desk.click("action.sign")
    assert row(desk, "signed").reason.entry == "read back by telephone"


def test_a_card_that_is_closed_starts_nothing(desk: Desk) -> None:
    begin(desk, signed_on="")

    desk.click("action.start")
    desk.click("holds.close")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert desk.window.findChild(HoldsCard) is None
    assert session(desk).log.drafts()[0].started_at is None


def test_nothing_is_signed_while_a_hold_has_no_reason(desk: Desk) -> None:
    begin(desk, signed_on="")
    desk.click("action.sign")
    desk.chart()
    desk.type(row(desk, "signed").reason.name, "")
    confirm(desk)

    desk.click("sign.sign")

    assert desk.read("sign.problem").startswith("Something holds care and has no reason yet: 1 in the list.")
    assert of_kind(session(desk), Kind.DOSE_RECORDED) == []


def test_a_reason_is_kept_in_the_draft_and_printed_in_the_record(desk: Desk) -> None:
    begin(desk, signed_on="")
    desk.click("action.sign")
    desk.chart()
    desk.type(row(desk, "signed").reason.name, "read back by telephone")
    desk.click("sign.back")
    desk.click("action.sign")
    assert row(desk, "signed").reason.entry == "read back by telephone"
    confirm(desk)

    desk.click("sign.sign")

    kept = next(one for one in recorded(desk).calculation.findings if one.rule == "R-11")
    assert (kept.claim, kept.reason, kept.override) == (Claim.STOP, "read back by telephone", None)


def test_a_lead_overrides_one_stop_with_user_and_pin(desk: Desk) -> None:
    begin(desk)
    desk.click("action.sign")
    desk.chart()
    assert not desk.is_shown("sign.lead")
    stop = row(desk, "place of service")
    stop.override.click()
    desk.type(stop.reason.name, "the payer agreed")
    desk.type("sign.lead", "nora")
    desk.type("sign.lead_pin", PIN)
    confirm(desk)

    desk.click("sign.sign")

    overridden = [one for one in recorded(desk).calculation.findings if one.override is not None]
    assert [(one.rule, one.reason) for one in overridden] == [("R-13", "the payer agreed")]


def test_the_verdict_follows_what_is_charted(desk: Desk) -> None:
    begin(desk)
    desk.click("action.sign")
    before = desk.read("verdict.summary")
    assert "Lot, expiry and recall not checked: a container has no lot." in desk.everything()

    desk.type("sign.lot1", "LOT1")

    assert "a container has no lot" not in desk.everything()
    assert desk.read("verdict.summary") != before


def test_a_sample_bills_no_line(desk: Desk) -> None:
    begin(desk)
    desk.click("action.sign")
    assert "J2786" in desk.read("verdict.billed")

    desk.click("sign.source.5")

    assert desk.read("verdict.billed") == "No drug line is billed."


def test_what_is_only_to_check_waits_behind_a_press(desk: Desk) -> None:
    begin(desk)
    desk.click("action.sign")
    assert "Allergies and observation not checked: allergies are not recorded" not in desk.everything()

    desk.click("verdict.more")

    assert "Allergies and observation not checked: allergies are not recorded" in desk.everything()
    desk.click("verdict.more")
    assert "Allergies and observation not checked: allergies are not recorded" not in desk.everything()
