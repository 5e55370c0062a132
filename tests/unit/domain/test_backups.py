"""Which backups are kept, and when automatic ones wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from j3032calc.domain.backups import Backup, Occasion, are_paused, is_routine, surplus
from j3032calc.domain.entries import Entry, Head, Kind, Note

# A Monday.
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def backup(at: datetime, occasion: Occasion = Occasion.AUTOMATIC) -> Backup:
    return Backup(
        name=f"{at:%Y-%m-%d-%H}",
        log_id="log",
        head=Head(sequence=1, fingerprint="0" * 64),
        made_at=at,
        occasion=occasion,
        app_version="0.1.0",
    )


def daily(days: int) -> list[Backup]:
    """One backup a day at noon, the newest today."""
    return [backup(NOON - timedelta(days=ago)) for ago in reversed(range(days))]


def kept_of(backups: list[Backup], good: Backup | None = None) -> list[str]:
    gone = surplus(backups, good or backups[-1])
    return [one.name for one in backups if one not in gone]


def entry(kind: Kind) -> Entry:
    return Entry(at=NOON, by=None, kind=kind, subject="log", body=Note(), sequence=1, fingerprint="0" * 64)


def test_a_week_of_daily_backups_is_kept() -> None:
    assert surplus(daily(7), daily(7)[-1]) == ()


def test_of_a_year_7_days_4_weeks_and_12_months_are_kept() -> None:
    # Days: 17 to 23 November. Weeks, the newest of each: 23 (today), Sundays 22, 15 and 8 November.
    # Months: 23 November and the last of each month back to December 2025.
    assert kept_of(daily(400)) == [
        *("2025-12-31-12", "2026-01-31-12", "2026-02-28-12", "2026-03-31-12", "2026-04-30-12", "2026-05-31-12"),
        *("2026-06-30-12", "2026-07-31-12", "2026-08-31-12", "2026-09-30-12", "2026-10-31-12"),
        *("2026-11-08-12", "2026-11-15-12"),
        *("2026-11-17-12", "2026-11-18-12", "2026-11-19-12", "2026-11-20-12", "2026-11-21-12", "2026-11-22-12"),
        "2026-11-23-12",
    ]


def test_days_count_that_have_a_backup_not_days_of_the_calendar() -> None:
    with_gaps = [backup(NOON - timedelta(days=40 * ago)) for ago in reversed(range(7))]

    assert surplus(with_gaps, with_gaps[-1]) == ()


def test_of_one_day_the_newest_three_are_kept() -> None:
    hourly = [backup(NOON + timedelta(hours=hour)) for hour in range(5)]

    assert kept_of(hourly) == ["2026-11-23-14", "2026-11-23-15", "2026-11-23-16"]


def test_the_one_that_was_just_checked_is_kept_whatever_the_clock_says() -> None:
    # The clock was set back: the newest by date are not the newest made.
    hourly = [backup(NOON + timedelta(hours=hour)) for hour in range(5)]

    assert kept_of(hourly, good=hourly[0]) == ["2026-11-23-12", "2026-11-23-14", "2026-11-23-15", "2026-11-23-16"]


@pytest.mark.parametrize("occasion", [Occasion.ASKED, Occasion.BEFORE_MIGRATION])
def test_other_backups_take_no_part(occasion: Occasion) -> None:
    others = [backup(NOON - timedelta(hours=hour), occasion) for hour in range(1, 10)]

    assert surplus([*others, backup(NOON)], backup(NOON)) == ()


def test_the_order_in_which_they_are_listed_does_not_matter() -> None:
    assert surplus(daily(20)[::-1], daily(20)[-1]) == surplus(daily(20), daily(20)[-1])


@pytest.mark.parametrize(
    ("newest_first", "paused"),
    [
        pytest.param([], False, id="never-restored"),
        pytest.param([Kind.LOG_RESTORED], True, id="restored"),
        pytest.param([Kind.BACKUPS_RESUMED, Kind.LOG_RESTORED], False, id="resumed"),
        pytest.param([Kind.LOG_RESTORED, Kind.BACKUPS_RESUMED], True, id="restored-once-more"),
    ],
)
def test_automatic_backups_wait_after_a_restore_until_somebody_resumes_them(
    newest_first: list[Kind], *, paused: bool
) -> None:
    assert are_paused([entry(kind) for kind in newest_first]) is paused


@pytest.mark.parametrize(
    ("kind", "routine"),
    [(Kind.BACKUP_MADE, True), (Kind.SIGNED_OUT, True), (Kind.DOSE_RECORDED, False), (Kind.PATIENT_READ, False)],
)
def test_only_the_workstations_own_doings_are_routine(kind: Kind, *, routine: bool) -> None:
    assert is_routine(entry(kind)) is routine
