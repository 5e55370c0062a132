"""Benchmark: one record to PDF against an empty page of the same typst in the same run, and 1,000 in flat memory."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typst

from j3032calc.documents.administration_record import administration_record
from j3032calc.rendering.pages import TypstRenderer
from tests.paper_trail import PRINTING, dose_pages

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.benchmark
RESOURCES = Path(__file__).parents[2] / "resources"
EMPTY = b'#set document(title: "Empty", date: none)\n#set page(paper: "us-letter")\n'
MOST_SECONDS = 0.150
RECORDS = 1000
MOST_GROWTH_MIB = 20


def record(renderer: TypstRenderer, number: int) -> bytes:
    """Another record each time, so that nothing of the last one can be used again."""
    pages = replace(dose_pages(id=f"{number:032x}", body_site=f"site {number}"), printing=PRINTING)
    return renderer.pdf("administration_record", administration_record(pages))


def empty_page(number: int) -> bytes:
    made = typst.compile(EMPTY, sys_inputs={"data": str(number)}, pdf_standards=["ua-1"], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def seconds(make: Callable[[int], bytes], number: int) -> float:
    started = time.perf_counter()
    assert make(number).startswith(b"%PDF")
    return time.perf_counter() - started


def resident_mib() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def test_one_record_is_made_while_nobody_waits() -> None:
    renderer = TypstRenderer(RESOURCES)
    for number in range(3):
        record(renderer, number)
        empty_page(number)

    pairs = [(seconds(lambda n: record(renderer, n), number), seconds(empty_page, number)) for number in range(10, 50)]
    ours, baseline = (statistics.median(times) for times in zip(*pairs, strict=True))

    print(f"\none record: {ours * 1000:.1f} ms, an empty page {baseline * 1000:.1f} ms, ratio {ours / baseline:.0f}")
    assert ours < MOST_SECONDS


def test_a_thousand_records_need_no_more_memory_than_a_hundred() -> None:
    renderer = TypstRenderer(RESOURCES)
    after_hundred = 0.0
    started = time.perf_counter()
    for number in range(RECORDS):
        record(renderer, number)
        if number == 99:
            after_hundred = resident_mib()
    growth = resident_mib() - after_hundred

    print(f"\n1,000 records: {time.perf_counter() - started:.0f} s, {after_hundred:.0f} MiB, growth {growth:.1f} MiB")
    assert growth < MOST_GROWTH_MIB
