"""The text of every document against a file that was read by a person; a failure prints the difference.

To change a file on purpose: ``J3032CALC_WRITE_GOLDEN=1 python -m pytest tests/golden``, then read every changed line.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from j3032calc.documents.administration_record import administration_record
from j3032calc.rendering.pages import TypstRenderer
from tests.golden.test_golden import assert_is_as_in
from tests.paper_samples import HARDEST, USUAL
from tests.paper_trail import DOSE, PRINTING, RECORDED, amended, pages, voided

if TYPE_CHECKING:
    from collections.abc import Mapping

RENDERER = TypstRenderer(Path(__file__).parents[2] / "resources")
CHANGED = replace(DOSE, containers=(replace(DOSE.containers[0], lot="B9876"),), route="subcutaneous")
STAMP_POINTS = 60


def text_of(template: str, data: Mapping[str, object]) -> str:
    """The text page by page, without the word that lies across them."""
    with pdfplumber.open(io.BytesIO(RENDERER.pdf(template, data))) as document:
        texts = [page.filter(lambda item: item.get("size", 0) < STAMP_POINTS).extract_text() for page in document.pages]
    return "".join(f"--- page {number} ---\n{text}\n" for number, text in enumerate(texts, start=1)).replace(
        "\u200b", ""
    )


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_document_says_what_was_read_and_approved(name: str) -> None:
    assert_is_as_in(f"paper/{name}.txt", text_of(name, USUAL[name](PRINTING)))


def test_an_amended_and_voided_copy_says_what_was_read_and_approved() -> None:
    changed = pages(RECORDED, amended(CHANGED), voided(CHANGED), printing=replace(PRINTING, number=2))

    assert_is_as_in("paper/amended_record.txt", text_of("administration_record", administration_record(changed)))


def test_the_hardest_claim_sheet_says_what_was_read_and_approved() -> None:
    assert_is_as_in("paper/hardest_claim_sheet.txt", text_of("claim_sheet", HARDEST["claim_sheet"](PRINTING)))
