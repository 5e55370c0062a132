"""The demonstration shows every feature, looks alive on every day, and marks whatever comes out of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Stage
from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.people import Role
from j3032calc.services.demonstration import tell
from j3032calc.services.outgoing import Making, Outgoing
from j3032calc.services.services import Workplace, services_of
from j3032calc.services.theater import Theater
from j3032calc.services.workstation import Workstation
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.clock import MovedClock
from j3032calc.storage.files import PlainTextFiles
from j3032calc.storage.log_store import SqlStore
from j3032calc.storage.stories import load_story
from j3032calc.storage.vault import FileVault
from tests.cheap_vault import CHEAP
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from j3032calc.domain.history import DoseHistory, PatientLog
    from j3032calc.services.due import DueGroup
    from j3032calc.services.services import Services

CATALOGUE = load_catalogue()
STORY = load_story()
NIGHT = datetime(2027, 1, 1, 0, 4, tzinfo=UTC)


class Told:
    """A demonstration, and somebody who looks at it."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.clock = clock
        moved = MovedClock(clock)
        vault = FileVault(folder / "data", moved, CHEAP, pin_cost=CHEAP)
        store = SqlStore(folder / "data", folder / "anchor", moved)
        place = Workplace(vault, CATALOGUE, (), PlainTextFiles(folder), "1 test", is_test=True)
        self.theater = Theater(moved, vault, store, CATALOGUE, lambda session: services_of(session, place))
        tell(STORY, self.theater)
        workstation = Workstation(clock, vault, SqlStore(folder / "data", folder / "anchor", clock))
        self.services: Services = self.theater.services(workstation.sign_in("nora", STORY.password))

    def of(self, number: int) -> PatientLog:
        (patient,) = self.services.patients.find(f"DEMO-{number:04d}")
        return self.services.patients.open(patient.id)

    def doses(self) -> list[DoseHistory]:
        return [history for number in range(1, 1 + len(STORY.patients)) for history in self.of(number).doses]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    told = Told(tmp_path_factory.mktemp("demonstration"), FixedClock())
    yield told
    told.services.session.sign_out()


def test_it_shows_who_is_overdue_due_and_coming(told: Told) -> None:
    listed = told.services.due.on(told.services.today)

    def who(group: DueGroup) -> set[str]:
        return {dose.patient.identifier for dose in group.doses}

    assert who(listed.overdue) == {"DEMO-0004", "DEMO-0006", "DEMO-0011"}
    assert who(listed.due) == {"DEMO-0001", "DEMO-0002", "DEMO-0007", "DEMO-0012"}
    assert who(listed.coming) >= {"DEMO-0005", "DEMO-0008"}


def test_one_dose_is_prepared_and_one_is_running(told: Told) -> None:
    under_way = told.services.drafts.under_way()

    assert sorted(one.draft.stage for one in under_way) == [Stage.PREPARED, Stage.RUNNING]
    assert all(one.draft.kept_at < told.clock.now() for one in under_way)


def test_every_kind_of_record_is_there(told: Told) -> None:
    doses = told.doses()
    newest = [history.dose for history in doses]

    assert any(history.is_voided for history in doses)
    assert any(len(history.versions) > 1 and not history.is_voided for history in doses)
    assert any(dose.early_reason for dose in newest)
    assert any(dose.late_reason for dose in newest)
    assert any(dose.stopped_early_reason for dose in newest)
    assert any(not dose.balance.kept.is_zero for dose in newest)
    assert any(dose.discard is not None and dose.discard.witness is not None for dose in newest)
    assert any(dose.source is not None and not dose.source.bills_drug for dose in newest)
    assert any(dose.observation is not None and dose.observation.reaction for dose in newest)
    assert {dose.drug.product_id for dose in newest} >= {product.id for product in CATALOGUE.products}
    assert {dose.payer_id for dose in newest} == {payer.id for payer in CATALOGUE.payers}


def test_orders_and_authorizations_ask_for_a_second_look(told: Told) -> None:
    order, today = told.of(7).orders[0], told.services.today
    (approval,) = told.services.authorizations.of_patient(told.of(1).patient.id)

    assert order.expires_on == today - timedelta(days=5)
    assert told.of(12).orders[0].signed_on is None
    # Seven doses of 210 units are approved and six were given.
    assert (approval.units, len(told.of(1).doses)) == (7 * 210, 6)
    assert [one.substance for one in told.of(10).patient.allergies or ()] == ["fructose"]
    assert told.of(12).patient.allergies is None


def test_every_name_says_that_it_is_invented(told: Told) -> None:
    names = [told.of(number).patient.family for number in range(1, 1 + len(STORY.patients))]
    people = [one.name for one in STORY.colleagues]

    assert all(name.endswith("-Demo") for name in names + people)
    assert {role for one in STORY.colleagues for role in one.roles} == set(Role)


def test_the_log_is_whole_and_in_order(told: Told) -> None:
    log = told.services.session.log
    times = [entry.at for entry in log.entries()]

    assert log.verify().fault is None
    assert times == sorted(times)
    assert not [entry for entry in log.entries() if entry.kind in {Kind.CLOCK_MOVED, Kind.REFUSED, Kind.PIN_FAILED}]


@pytest.mark.parametrize("form", [ExportFormat.X12_837P, ExportFormat.FHIR])
def test_exports_say_that_they_are_a_test(told: Told, form: ExportFormat) -> None:
    patient_id = told.of(5).patient.id

    making = Making(told.clock.now(), is_test=True)
    text, count = Outgoing(told.services.session.log, CATALOGUE, making).text(form, LogFilter(patient_id=patient_id))

    assert count == 4
    if form is ExportFormat.FHIR:
        assert json.loads(text)["meta"]["security"][0]["code"] == "HTEST"
    else:
        assert text.splitlines()[0].split("*")[15] == "T"


def test_it_can_be_told_shortly_after_midnight(tmp_path: Path) -> None:
    told = Told(tmp_path, FixedClock(NIGHT))

    begun = [one.draft.kept_at for one in told.services.drafts.under_way()]

    assert begun == [NIGHT.replace(minute=0)] * 2
    told.services.session.sign_out()
