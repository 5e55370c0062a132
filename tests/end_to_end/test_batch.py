"""`calculate --batch` as a script meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.command_line import (
    GOOD,
    KEYS,
    ON,
    answer,
    environment,
    lines,
    run,
)

if TYPE_CHECKING:
    from pathlib import Path

REFS: list[Any] = ["17", 17, 1.5, None, True, ["a", 1], {"a": {"b": None}}, "Müller – 日本", ""]


def read(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_batch_answers_each_line_in_order_with_its_ref() -> None:
    done = run("calculate", "--batch", "-", stdin=lines(*({"ref": ref, **GOOD} for ref in REFS)))
    answers = read(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert [item["ref"] for item in answers] == REFS
    assert {item["administered_units"] for item in answers} == {35}
    assert all(set(item) >= KEYS | {"ref"} for item in answers)


def test_a_batch_reads_a_file_as_it_reads_standard_input(tmp_path: Path) -> None:
    text = lines({"ref": "17", **GOOD}, {"ref": "18", "product": "vyepti", "dose": "100 mg", "given_on": "2026-11-23"})
    path = tmp_path / "many.jsonl"
    path.write_text(text, "utf-8")

    from_file = run("calculate", "--batch", str(path))

    assert from_file.returncode == 0
    assert from_file.stdout == run("calculate", "--batch", "-", stdin=text).stdout


def test_a_batch_line_is_answered_like_the_same_calculation_alone() -> None:
    (together,) = read(run("calculate", "--batch", "-", stdin=lines({"ref": 1, **GOOD})).stdout)
    alone = answer("calculate", "--billing-unit", "10 mg", "--dose", "350 mg", "--container", "100 mg", *ON)

    assert together == {"ref": 1, **alone}


def test_a_line_that_cannot_be_used_gives_its_error_and_the_rest_go_on() -> None:
    text = (
        lines({"ref": 1, **GOOD}, {"ref": {"a": 2}, **GOOD, "dose": "350"}) + "not json\n" + lines({"ref": 4, **GOOD})
    )
    done = run("calculate", "--batch", "-", stdin=text)
    answers = read(done.stdout)

    assert (done.returncode, done.stderr) == (2, "")
    assert answers[1] == {"ref": {"a": 2}, "error": "“350” has no unit. Enter it with its unit, like 210 mg."}
    assert answers[2] == {
        "ref": None,
        "error": "This line is not one JSON object. Write one calculation a line, in braces.",
    }
    assert [item["ref"] for item in answers] == [1, {"a": 2}, None, 4]
    assert "claim_lines" in answers[3]


def test_a_stopped_line_does_not_change_the_exit() -> None:
    done = run("calculate", "--batch", "-", stdin=lines({**GOOD, "opened": ["3 x 100 mg"]}))

    assert done.returncode == 0
    assert read(done.stdout)[0]["claim_lines"] == []


def test_an_empty_batch_is_done() -> None:
    done = run("calculate", "--batch", "-")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_reader_that_goes_away_is_no_error_on_the_terminal() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "j3032calc", "calculate", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(lines(*[GOOD] * 50).encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read()

    assert said == b""
