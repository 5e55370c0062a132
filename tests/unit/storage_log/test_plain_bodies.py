"""What an export reads straight from the store is what the records themselves would say."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from j3032calc.domain.entries import BODIES, Kind, Note
from j3032calc.domain.people import Account, Role
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.storage.bodies import read_body, write_body
from j3032calc.storage.plain_bodies import plain_body
from tests.invented_log import dose, entry, new_log, patient, recorded
from tests.plain import plain, plain_entry
from tests.unit.storage_log.test_bodies import _strategy

if TYPE_CHECKING:
    from pathlib import Path

# One kind for each type of record.
KINDS = sorted({BODIES.get(kind, Note): kind for kind in Kind}.values())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_the_stored_text_gives_what_the_record_gives(kind: Kind, data: st.DataObject) -> None:
    written = data.draw(_strategy(BODIES.get(kind, Note)))

    read = plain_body(kind, write_body(written))

    assert json.dumps(read) == json.dumps(plain(written))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in BODIES])
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_an_older_version_did_not_know_is_not_recorded(kind: Kind, data: st.DataObject) -> None:
    """Every field with a default came later, or might have."""
    wanted: Any = BODIES.get(kind, Note)
    written = data.draw(_strategy(wanted))
    needed = {field.name for field in dataclasses.fields(wanted) if field.default is dataclasses.MISSING}
    old = json.dumps({name: value for name, value in json.loads(write_body(written)).items() if name in needed})

    assert json.dumps(plain_body(kind, old)) == json.dumps(plain(read_body(kind, old)))


def test_the_hash_of_a_pin_is_left_out() -> None:
    ada = Account(id="a1", user="ada", name="Ada", credential="RN", roles=(Role.LEAD,), pin="$argon2id$secret")

    assert "pin" not in plain_body(Kind.ACCOUNT_ADDED, write_body(ada))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"count":3', '"count":3,"colour":"red"', id="a-field-of-a-newer-version"),
        pytest.param('"count":3,', "", id="a-field-is-missing"),
        pytest.param('"app_version"', '"app_version', id="no-json"),
        pytest.param('"balance":{', '"balance":[1],"x":{', id="another-shape"),
    ],
)
def test_a_text_that_is_not_the_record_is_damage_and_nothing_of_it_is_shown(old: str, new: str) -> None:
    good = write_body(dose())
    assert old in good

    with pytest.raises(LogDamaged) as refused:
        plain_body(Kind.DOSE_RECORDED, good.replace(old, new, 1))

    assert refused.value.where == "an entry cannot be read"
    assert refused.value.__suppress_context__


def test_a_stretch_of_the_log_is_read_with_the_patients_of_today(tmp_path: Path) -> None:
    log = new_log(tmp_path)
    first = log.head.sequence + 1
    log.append([recorded(1, of_patient=1, order_id=None), recorded(2, of_patient=9, order_id=None)])
    log.append(
        [
            entry(Kind.PATIENT_ADDED, patient(1)),
            entry(Kind.PATIENT_AMENDED, patient(1, family="Newname")),
            entry(Kind.DOSE_AMENDED, dose(1, order_id=None), reason="late"),
        ]
    )
    last = log.head.sequence

    doses = list(log.plain_doses(first, last))
    entries = list(log.plain_entries(first, last))

    assert [(one.entry.subject, one.is_newest, one.patient and one.patient["family"]) for one in doses] == [
        ("d1", False, "Newname"),
        ("d2", True, None),
        ("d1", True, "Newname"),
    ]
    assert entries == [plain_entry(one) for one in log.entries(first, last)]
    assert [one.subject for one in log.plain_entries(first, last, "p1")] == ["d1", "p1", "p1", "d1"]
    assert list(log.plain_doses(first + 1, first)) == []
    log.close()
