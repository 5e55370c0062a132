"""D-01 to D-16 of the display rules, over every text that the window renders on every page, form and card.

Each test is named by its rule. D-07, D-14, D-15 and D-16 are also about what a press does: ``test_display_acts.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.ui.text import kept_together
from tests.ui.display.rules import CHECKERS
from tests.ui.display.seen import Kind, Seen
from tests.ui.display.walk import GIVE_ENTRIES

if TYPE_CHECKING:
    from tests.ui.display.walked import Walked

# What the walk types, as a nurse would: nobody promised that this is written well.
TYPED = {text for entries in GIVE_ENTRIES.values() for _, text in entries}


def by_column(text: str, column: str) -> Seen:
    return Seen(Kind.CELL, text, text, "today.due.table", column)


def label(text: str, shown: str = "") -> Seen:
    return Seen(Kind.LABEL, text, shown or text, "a label")


def written(text: str) -> Seen:
    """Give a text with the breaks that the window lets in."""
    return label(text, kept_together(text))


WRONG = [
    pytest.param("D-03", label("Moss, Ada"), id="family-name-not-in-capitals"),
    pytest.param("D-03", label("MOSS Ada"), id="no-comma-after-the-family-name"),
    pytest.param("D-03", label("Ada MOSS"), id="given-name-first"),
    pytest.param("D-03", label("Name: Moss"), id="label-before-the-name"),
    pytest.param("D-03", label("Born: 03-Feb-1980 (46 years)"), id="colon-after-born"),
    pytest.param("D-03", label("Born 03-Feb-1980"), id="no-age"),
    pytest.param("D-03", label("MOSS, Ada, born 03-Feb-1980 and well"), id="no-age-in-a-sentence"),
    pytest.param("D-03", label("Born 03-Feb-1980 46 years"), id="age-without-brackets"),
    pytest.param("D-04", label("?"), id="question-mark"),
    pytest.param("D-04", label("None"), id="none"),
    pytest.param("D-04", label("N/A"), id="not-applicable"),
    pytest.param("D-04", by_column("", "Drug"), id="empty-cell"),
    pytest.param("D-06", label("due 05/04/2026"), id="slashes"),
    pytest.param("D-06", label("due 2026-04-05"), id="iso"),
    pytest.param("D-06", label("due 5-Apr-2026"), id="one-digit-day"),
    pytest.param("D-06", label("due 05-Apr-26"), id="two-digit-year"),
    pytest.param("D-06", label("due 05-APR-2026"), id="capitals"),
    pytest.param("D-06", label("due April 5, 2026"), id="american"),
    pytest.param("D-06", label("due 5 April 2026"), id="british"),
    pytest.param("D-06", label("due 05.04.2026"), id="german"),
    pytest.param("D-08", label("at 9:05"), id="one-digit-hour"),
    pytest.param("D-08", label("at 2:05 pm"), id="twelve-hour-clock"),
    pytest.param("D-08", label("at 24:00"), id="after-the-last-minute"),
    pytest.param("D-08", label("23-Nov-2026T14:05"), id="no-space-after-the-date"),
    pytest.param("D-09", label("tezepelumab-ekko (Tez…"), id="elided"),
    pytest.param("D-09", label("Tezspire"), id="brand-alone"),
    pytest.param("D-09", label("reslizumab 100 mg", "reslizumab 100\u00a0mg"), id="generic-alone"),
    pytest.param("D-09", label("draw 21.72 mL"), id="number-parted-from-its-unit"),
    pytest.param("D-10", label("2.50 mg"), id="trailing-zero"),
    pytest.param("D-10", label("5.0 mg"), id="trailing-zero-after-a-whole-number"),
    pytest.param("D-10", label("1.0 billing units"), id="trailing-zero-of-billing-units"),
    pytest.param("D-10", label("give .5 mg"), id="no-leading-zero"),
    pytest.param("D-10", label("210mg"), id="no-space"),
    pytest.param("D-10", label("1200 mg"), id="no-comma"),
    pytest.param("D-10", label("1200 billing units"), id="no-comma-in-units"),
    pytest.param("D-10", label("210 mg. given"), id="stop-after-the-unit"),
    pytest.param("D-11", label("100 mg/10 mL"), id="slash"),
    pytest.param("D-11", label("10 mg/mL"), id="slash-per"),
    pytest.param("D-12", label("10 U"), id="U"),
    pytest.param("D-12", label("10 IU"), id="IU"),
    pytest.param("D-12", label("5 cc"), id="cc"),
    pytest.param("D-12", label("give QD"), id="QD"),
    pytest.param("D-12", label("50 \u00b5g"), id="micro"),
    pytest.param("D-12", label("50 \u03bcg"), id="greek-mu"),
    pytest.param("D-12", label("5 ml"), id="small-l"),
    pytest.param("D-13", label("tezepelumab-ekko (TEZSPIRE)"), id="brand-in-capitals"),
    pytest.param("D-13", label("Tezspire®"), id="trade-mark"),
    pytest.param("D-13", label("Billing units, like tezspire 210 a dose"), id="brand-in-small-letters-in-an-example"),
    pytest.param("D-13", label("Reslizumab (Cinqair)"), id="generic-with-a-capital"),
]


@pytest.mark.parametrize(("rule", "seen"), WRONG)
def test_each_checker_finds_what_is_wrong(rule: str, seen: Seen) -> None:
    assert CHECKERS[rule](seen)


RIGHT = [
    written("O'BRIEN-SMITH-FEATHERSTONEHAUGH, José Maximilian. Born 03-Feb-1980 (46 years)"),
    written("MOSS, Ada"),
    written("Not recorded"),
    written("Prepared 23-Nov-2026 14:05"),
    written("tezepelumab-ekko (Tezspire), 1,200.5 mg"),
    written("0.5 mg, 30 weeks, 50 mcg, 155 units"),
    written("100 mg in 10 mL"),
    written("“05/04/2026” can be 05-Apr-2026 or 04-May-2026."),
    written("A patient has record_number, given_name, born and sex."),
    written("A semicolon between them, like Tezspire 4 weeks; Xolair 2 weeks"),
    by_column("", "Reason"),
]


@pytest.mark.parametrize("seen", RIGHT, ids=lambda seen: seen.text or "empty")
def test_no_checker_finds_fault_with_what_is_right(seen: Seen) -> None:
    assert [wrong for check in CHECKERS.values() for wrong in check(seen)] == []


@pytest.mark.parametrize("rule", CHECKERS)
def test_every_text_keeps_rule(rule: str, walked: Walked) -> None:
    wrong = [
        f"{scene}: {seen} {wrong}"
        for seen, scene in walked.seen.items()
        if not (seen.kind is Kind.ENTRY and seen.text in TYPED) and (wrong := CHECKERS[rule](seen))
    ]

    assert wrong == []


def test_the_walk_went_everywhere(walked: Walked) -> None:
    assert walked.fronts >= {"unlock", "today", "patient", "give", "sign", "settings"}
    for drug in ("reslizumab (Cinqair)", "tezepelumab-ekko (Tezspire)"):
        assert {f"give for a patient of {drug}", f"sign for a patient of {drug}"} <= set(walked.scenes)
    assert "patient for a patient" in walked.scenes
    assert len(walked.scenes) > 80
    assert len(walked.seen) > 1000


def test_nothing_that_qt_has_freed_is_still_known(walked: Walked) -> None:
    assert walked.freed == 0


def test_d_01_d_02_d_05_the_banner_is_whole_in_order_and_only_there_for_one_patient(walked: Walked) -> None:
    assert walked.of("banner") == []


def test_d_09_no_list_and_no_table_may_leave_out_a_part_of_a_text(walked: Walked) -> None:
    assert walked.of("elided") == []


def test_d_14_nothing_is_confirmed_or_charted_before_a_person_says_it(walked: Walked) -> None:
    assert walked.of("filled in") == []
