"""What the QR code of a printed record says, and how it is read back."""

from __future__ import annotations

import pytest

from j3032calc.domain.record_code import RecordCode

FINGERPRINT = "0123456789abcdef" * 4
CODE = RecordCode(record_id="7f3c9a12-e5b8", fingerprint=FINGERPRINT)


def test_the_code_names_record_and_fingerprint_and_no_patient() -> None:
    assert CODE.text == f"j3032calc:record/7f3c9a12-e5b8/{FINGERPRINT}"


def test_a_scan_gives_the_code_back() -> None:
    assert RecordCode.read(f" {CODE.text}\n") == CODE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("01003555130001101727123110LOT1", id="a-carton"),
        pytest.param(f"j3032calc:record//{FINGERPRINT}", id="no-record"),
        pytest.param(f"j3032calc:record/7f3c/{FINGERPRINT[:-1]}", id="cut-off"),
        pytest.param(f"j3032calc:record/7f3c/{FINGERPRINT}0", id="too-long"),
        pytest.param(f"x j3032calc:record/7f3c/{FINGERPRINT}", id="something-before"),
    ],
)
def test_anything_else_is_no_record(text: str) -> None:
    assert RecordCode.read(text) is None
