"""The chain: what a fingerprint covers, worked out by hand with another program."""

from __future__ import annotations

import pytest

from j3032calc.storage.audit_chain import BEGINNING, chained, fingerprint, seal, seal_fits
from j3032calc.storage.rows import Row

ROW = Row(1, "2026-11-23T14:05:00+00:00", "a1", "signed-in", "clock", None, None, '{"facts":[]}', "", "")


def test_a_fingerprint_is_the_sha_256_of_the_one_before_and_the_columns() -> None:
    # printf '%064d\n[1,"2026-11-23T14:05:00+00:00","a1","signed-in","clock",null,null]\n{"facts":[]}' 0 | sha256sum
    assert fingerprint(BEGINNING, ROW) == FINGERPRINT


def test_a_seal_is_the_hmac_of_the_fingerprint() -> None:
    # printf '%s' FINGERPRINT | openssl dgst -sha256 -hmac key
    assert seal(b"key", FINGERPRINT) == SEAL


FINGERPRINT = "bf663878af3e91bbedbc7e1087a2d4da0afa5eaa9404b32b5452876928cd65b6"
SEAL = "c86954b2f40666edbd18355abf06897169e41efa9d1f8264c0afe42fe3b64f23"


@pytest.mark.parametrize(
    "changed",
    [
        ROW._replace(sequence=2),
        ROW._replace(at="2026-11-23T14:05:01+00:00"),
        ROW._replace(by=None),
        ROW._replace(by="null"),
        ROW._replace(kind="locked"),
        ROW._replace(subject="clock,"),
        ROW._replace(patient_id="p1"),
        ROW._replace(reason=""),
        ROW._replace(body='{"facts": []}'),
        # What stands at the border of two columns belongs to one of them.
        ROW._replace(by='a1","signed-in', kind="clock"),
        ROW._replace(reason='x"]\n{"facts":[]}', body=""),
    ],
)
def test_every_column_changes_the_fingerprint(changed: Row) -> None:
    assert fingerprint(BEGINNING, changed) != FINGERPRINT


def test_the_one_before_changes_the_fingerprint() -> None:
    assert fingerprint("1" * 64, ROW) != FINGERPRINT


def test_a_chain_goes_from_one_entry_to_the_next() -> None:
    first, second = chained(BEGINNING, b"key", [ROW, ROW._replace(sequence=2)])

    assert (first.fingerprint, first.seal) == (FINGERPRINT, SEAL)
    assert second.fingerprint == fingerprint(FINGERPRINT, ROW._replace(sequence=2))
    assert seal_fits(b"key", first)
    assert not seal_fits(b"yek", first)
    assert not seal_fits(b"key", first._replace(seal=second.seal))
