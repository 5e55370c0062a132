"""The command line itself: its help, its locale, and what it does without a command."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from j3032calc import cli
from j3032calc.app import App
from j3032calc.cli import main
from tests.command_line import (
    ANY_DRUG,
    GOOD,
    TEZSPIRE,
    TEZSPIRE_ROW,
    crosswalk,
    lines,
    run,
)

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    pytest.param((), ("calculate", "products", "code", "ndc", "reference"), id="j3032calc"),
    pytest.param(
        ("calculate",),
        (
            "--product",
            "--billing-unit",
            "--hcpcs",
            "--dose",
            "--weight",
            "--container",
            "--opened",
            "--multi-dose",
            "--given-on",
            "--schedule",
            "--dose-number",
            "--every",
            "--payer",
            "--json",
            "--batch",
        ),
        id="calculate",
    ),
    pytest.param(("products",), ("--json",), id="products"),
    pytest.param(("code",), ("--json", "CODE"), id="code"),
    pytest.param(("ndc",), ("--json", "TEXT"), id="ndc"),
    pytest.param(("reference",), ("check",), id="reference"),
    pytest.param(("reference", "check"), ("FILE",), id="reference-check"),
]


@pytest.mark.parametrize(("command", "named"), COMMANDS)
def test_every_command_answers_help(command: tuple[str, ...], named: tuple[str, ...]) -> None:
    done = run(*command, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert [word for word in named if word not in done.stdout] == []


def test_the_version_is_told() -> None:
    done = run("--version")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"J3032 Calculator \S+\n", done.stdout)


@pytest.fixture(scope="module", name="plain")
def _plain() -> str:
    return run(*TEZSPIRE).stdout


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8", "en_GB.UTF-8"])
def test_the_answer_is_the_same_under_any_locale(plain: str, locale: str) -> None:
    assert run(*TEZSPIRE, LC_ALL=locale, LANG=locale).stdout == plain
    assert "Monday 21-Dec-2026" in plain


def test_without_a_screen_it_says_so_shows_an_example_and_is_done() -> None:
    done = run()
    said, _, example = done.stdout.partition("\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert said == "There is no screen here, so the window cannot open. This is an example calculation instead."
    assert example.startswith("tezepelumab-ekko (Tezspire), J2356, 1 mg per billing unit\nDose       210 mg on ")


# --- the same in this process, where the window's door and lost pipes can be played ----------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(TEZSPIRE, 0, id="calculate"),
        pytest.param((*TEZSPIRE, "--json"), 0, id="calculate-json"),
        pytest.param((*ANY_DRUG, "--opened", "3 x 100 mg"), 3, id="stopped"),
        pytest.param(("products",), 0, id="products"),
        pytest.param(("products", "--json"), 0, id="products-json"),
        pytest.param(("code", "J3032"), 0, id="code"),
        pytest.param(("code", "J3032", "--json"), 0, id="code-json"),
        pytest.param(("ndc", "55513-112-01"), 0, id="ndc"),
        pytest.param(("ndc", "55513-112-01", "--json"), 0, id="ndc-json"),
    ],
)
def test_a_command_gives_its_exit_code_and_prints(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out
    assert printed.err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("calculate",), 2, id="problem"),
        pytest.param(("bogus",), 2, id="arguments"),
        pytest.param(("reference", "check", "/no/such/file.csv"), 6, id="file"),
        pytest.param(("calculate", "--batch", "/no/such/file.jsonl"), 6, id="batch-file"),
    ],
)
def test_a_refusal_gives_its_exit_code_and_prints_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


def test_a_batch_file_and_a_crosswalk_are_read_in_this_process_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(lines(GOOD, {}), "utf-8")

    assert main(["calculate", "--batch", str(path)]) == 2
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["reference", "check", crosswalk(tmp_path, TEZSPIRE_ROW)]) == 0
    assert main(["reference", "check", crosswalk(tmp_path, TEZSPIRE_ROW.replace("J2356", "J3032"))]) == 3


@pytest.mark.parametrize("command", [("--help",), ("calculate", "--help"), ("--version",)])
def test_help_leaves_with_success(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(command)

    assert left.value.code == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("platform", "names", "expected"),
    [
        pytest.param("linux", (), False, id="linux-without-a-display"),
        pytest.param("linux", ("DISPLAY",), True, id="x11"),
        pytest.param("linux", ("WAYLAND_DISPLAY",), True, id="wayland"),
        pytest.param("linux", ("QT_QPA_PLATFORM",), True, id="chosen-platform"),
        pytest.param("win32", (), True, id="windows"),
        pytest.param("darwin", (), True, id="macos"),
    ],
)
def test_a_screen_is_looked_for_on_linux_only(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    names: tuple[str, ...],
    expected: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name in names:
        monkeypatch.setenv(name, "x")

    assert cli.has_screen() is expected


def test_without_a_command_the_window_opens_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["j3032calc"])
    monkeypatch.setattr(cli, "has_screen", lambda: True)
    monkeypatch.setattr(App, "open_window", lambda _app, arguments: len(arguments))

    # The window takes the program's name alone, and its exit code is ours.
    assert main() == 1


def test_without_a_screen_the_example_is_printed_in_this_process_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "has_screen", lambda: False)

    assert main([]) == 0
    assert capsys.readouterr().out.startswith("There is no screen here")


def test_a_stopped_program_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_app: object, _given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_command", interrupt)

    assert main(["products"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_lost_reader_is_a_file_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(_app: object, _given: object) -> int:
        raise BrokenPipeError

    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(cli, "_command", lose)
        monkeypatch.setattr(sys, "stdout", out)

        assert main(["products"]) == 6
    assert capsys.readouterr().err == ""
