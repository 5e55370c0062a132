"""One test for each bug that testers found at the command line: a real process, its output, its exit code."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from j3032calc import cli
from j3032calc.cli import main

ROOT = Path(__file__).parents[2]
ON = ("--given-on", "2026-11-23")
TEZSPIRE = ("calculate", "--product", "tezspire", "--dose", "210 mg", *ON)
GOOD = {"billing_unit": "10 mg", "dose": "350 mg", "container": ["100 mg"], "given_on": "2026-11-23"}
FULL = Path("/dev/full")

needs_posix = pytest.mark.skipif(not FULL.exists(), reason="needs a POSIX shell and /dev/full")


def environment(**changes: str) -> dict[str, str]:
    """Give this environment without a screen and without what would make Python behave unlike a user's."""
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def run(*arguments: str, stdin: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "j3032calc", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=environment(**changes),
        timeout=60,
    )


def run_in_shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    script = f'exec "$@" {redirection}'
    return subprocess.run(
        ["/bin/sh", "-c", script, "sh", sys.executable, "-m", "j3032calc", *arguments],
        capture_output=True,
        check=False,
        env=environment(),
        timeout=60,
    )


# --- Output ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["words", "json"])
def test_the_output_is_utf_8_on_a_windows_code_page_too(form: tuple[str, ...]) -> None:
    # cp1252 has no U+2212, the minus of the working.
    done = run(*TEZSPIRE, *form, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run(*TEZSPIRE, *form).stdout
    assert "210 mg opened − 210 mg" in done.stdout.decode("utf-8")


FULL_DISK = b"The output cannot be written: the disk is full or refused. Nothing else was changed.\n"


@needs_posix
def test_a_full_disk_is_a_sentence_and_exits_6() -> None:
    done = run_in_shell(">/dev/full", *TEZSPIRE)

    assert (done.returncode, done.stderr) == (6, FULL_DISK)


def test_a_full_disk_is_a_sentence_in_this_process_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_app: object, _given: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(cli, "_command", refuse)
        monkeypatch.setattr(sys, "stdout", out)

        assert main(["products"]) == 6
    assert capsys.readouterr().err == FULL_DISK.decode()


@needs_posix
def test_standard_input_that_is_closed_is_refused() -> None:
    done = run_in_shell("<&-", "calculate", "--batch", "-")

    assert (done.returncode, done.stdout) == (6, b"")
    assert done.stderr == b"Standard input cannot be used: it is closed.\n"


@needs_posix
def test_standard_output_that_is_closed_has_no_traceback() -> None:
    done = run_in_shell(">&-", *TEZSPIRE)

    assert done.stderr == b""


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_an_output_that_is_closed_goes_nowhere(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, name, None)

        code = main(["products" if name == "stdout" else "bogus"])
        getattr(sys, name).close()

    assert code == (0 if name == "stdout" else 2)


def test_an_output_that_is_no_file_is_written_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stdout", kept)

    assert main(["ndc", "55513-112-01"]) == 0
    assert "55513-0112-01" in kept.getvalue()


# --- Batch -----------------------------------------------------------------------------------------------------------


def test_half_a_surrogate_pair_in_a_ref_does_not_end_the_batch() -> None:
    text = b'{"ref": "\\ud800", "product": "x", "dose": "1 mg"}\n' + json.dumps({"ref": 2, **GOOD}).encode() + b"\n"

    done = run("calculate", "--batch", "-", stdin=text)
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert (done.returncode, done.stderr) == (2, b"")
    assert [answer["ref"] for answer in answers] == ["\ud800", 2]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_not_json_is_not_written_as_json(text: str) -> None:
    def refuse(constant: str) -> NoReturn:
        raise AssertionError(constant)

    done = run("calculate", "--batch", "-", stdin=f'{{"ref": {text}, "product": "x", "dose": "1 mg"}}\n'.encode())

    assert json.loads(done.stdout, parse_constant=refuse) == {
        "ref": None,
        "error": "This line is not one JSON object. Write one calculation a line, in braces.",
    }


BESIDE = [
    pytest.param(("--dose", "210 mg"), "dose", id="text"),
    pytest.param(("--billing-unit", "1 mg"), "billing-unit", id="name-of-two-words"),
    pytest.param(("--container", "100 mg"), "container", id="list"),
    pytest.param(("--multi-dose",), "multi-dose", id="switch"),
]


@pytest.mark.parametrize(("arguments", "option"), BESIDE)
def test_options_beside_batch_are_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], option: str
) -> None:
    assert main(["calculate", "--batch", "no.jsonl", *arguments]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"--batch and --{option} do not go together. Write it on the lines.\n"


def test_a_batch_beside_json_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"ref": 1, **GOOD}), "utf-8")

    assert main(["calculate", "--batch", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ref"] == 1


def test_a_line_is_answered_before_standard_input_closes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "j3032calc", "calculate", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"ref": 17, **GOOD}).encode() + b"\n")
        process.stdin.flush()

        ready, _, _ = select.select([process.stdout], [], [], 30)
        line = process.stdout.readline() if ready else b""
        process.kill()

    assert json.loads(line)["ref"] == 17


def test_lines_of_standard_input_are_answered_in_this_process_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.write(writer, json.dumps({"ref": 1, **GOOD}).encode())
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)

        assert main(["calculate", "--batch", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["ref"] == 1


# --- Sentences -------------------------------------------------------------------------------------------------------


def test_a_name_that_no_file_can_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "check", "a\x00b"]) == 6
    assert capsys.readouterr().err == "a b cannot be used: a file cannot have that name.\n"


def test_an_escape_sequence_is_not_sent_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "\x1b[31mred\n"]) == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.removesuffix("\n").isprintable()


def test_a_long_argument_is_shown_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "x" * 5000]) == 2

    said = capsys.readouterr().err
    assert "x" * 100 in said
    assert "x" * 241 not in said
    assert len(said) < 400
