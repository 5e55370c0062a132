"""The front door: arguments in, the app called, exit codes out. What it prints is a contract (CLI.md)."""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

from j3032calc.app import App

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DONE: Final = 0
UNUSABLE: Final = 2
STOPPED: Final = 3
FILE_REFUSED: Final = 6

_EXAMPLE: Final = ("calculate", "--product", "tezspire", "--dose", "210 mg")
_DEMO: Final = "--demo"
_NO_SCREEN: Final = "There is no screen here, so the window cannot open. This is an example calculation instead.\n"


class UsageError(Exception):
    """Arguments that argparse refuses, as one sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        from j3032calc.wording.problems import printable

        sentence = f"{printable(message[:1].upper() + message[1:])}. See {self.prog} --help."
        raise UsageError(sentence)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when none is asked for; give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        if given == [_DEMO]:
            return _demonstration()
        return _window(App()) if not given else _command(App(), given)
    except UsageError as error:
        return _refuse(str(error), UNUSABLE)
    except BrokenPipeError:
        return _leave_output("")
    except OSError:
        return _leave_output("The output cannot be written: the disk is full or refused. Nothing else was changed.")
    except KeyboardInterrupt:
        return _refuse("Stopped.", 130)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's code page; what is no text is written escaped. A closed output goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives to the end
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_output(text: str) -> int:
    """Give up on standard output, so that Python does not complain about it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _refuse(text, FILE_REFUSED) if text else FILE_REFUSED


def _window(app: App) -> int:
    if not has_screen():
        sys.stdout.write(_NO_SCREEN)
        return _command(app, list(_EXAMPLE))
    return app.open_window(sys.argv[:1])


def _demonstration() -> int:
    from j3032calc.app_demo import DemoApp

    if not has_screen():
        return _refuse("There is no screen here, so the demonstration cannot open.", UNUSABLE)
    app = DemoApp()
    try:
        return app.open_window(sys.argv[:1])
    finally:
        app.close()


def has_screen() -> bool:
    """Whether a window can open: on Linux a display or a chosen Qt platform, elsewhere always."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _command(app: App, given: list[str]) -> int:
    options = _parser().parse_args(given)
    if options.demo:
        message = f"{_DEMO} opens the window and goes alone."
        raise UsageError(message)
    from j3032calc.cli_log import exit_code, hint
    from j3032calc.domain.problems import Problem
    from j3032calc.wording.problems import sentence

    run: Callable[[App, argparse.Namespace], int] = options.run
    try:
        return run(app, options)
    except Problem as problem:
        return _refuse(f"{sentence(problem)}{hint(problem)}", exit_code(problem))


def _refuse(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code


def _calculate(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.calculation import Typed

    if options.batch is not None:
        others = [name for name in Typed.__dataclass_fields__ if getattr(options, name) not in (None, False, [])]
        if others:
            message = f"--batch and --{others[0].replace('_', '-')} do not go together. Write it on the lines."
            raise UsageError(message)
        return _batch(app, options.batch)

    entered: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in vars(options).items()
        if name in Typed.__dataclass_fields__
    }
    calculation = app.calculator.answer(Typed(**entered))
    edition = app.catalogue.edition
    if options.json:
        from j3032calc.exports.calculation_json import calculation_data

        _print_json(calculation_data(calculation, edition))
    else:
        from j3032calc.wording.answers import calculation_text

        _print(calculation_text(calculation, edition))
    return STOPPED if calculation.is_stopped else DONE


def _batch(app: App, name: str) -> int:
    import json

    from j3032calc.domain.problems import Problem
    from j3032calc.exports.calculation_json import calculation_data
    from j3032calc.services.batch import answer_lines
    from j3032calc.wording.problems import sentence

    encode = json.JSONEncoder(ensure_ascii=False).encode
    edition, code = app.catalogue.edition, DONE
    for line in answer_lines(app.calculator, app.stream_lines(name)):
        if isinstance(line.answer, Problem):
            code = UNUSABLE
            row = {"ref": line.ref, "error": sentence(line.answer)}
        else:
            row = {"ref": line.ref, **calculation_data(line.answer, edition)}
        sys.stdout.write(encode(row) + "\n")
        if name == "-":
            # Whoever writes the lines one by one waits for each answer.
            sys.stdout.flush()
    sys.stdout.flush()
    return code


def _products(app: App, options: argparse.Namespace) -> int:
    if options.json:
        from j3032calc.exports.catalogue_json import products_data

        _print_json(products_data(app.catalogue))
    else:
        from j3032calc.wording.answers import catalogue_text

        _print(catalogue_text(app.catalogue))
    return DONE


def _code(app: App, options: argparse.Namespace) -> int:
    check = app.catalogue.cross_check(options.code)
    if options.json:
        from j3032calc.exports.catalogue_json import cross_check_data

        _print_json(cross_check_data(check))
    else:
        from j3032calc.wording.answers import cross_check_text

        _print(cross_check_text(check))
    return DONE


def _ndc(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.identify import identify

    package = identify(app.catalogue, options.text)
    if options.json:
        from j3032calc.exports.catalogue_json import package_data

        _print_json(package_data(package))
    else:
        from j3032calc.wording.answers import package_text

        _print(package_text(package))
    return DONE


def _reference_check(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.reference_check import check_crosswalk
    from j3032calc.wording.answers import crosswalk_text

    name = os.path.basename(options.file)  # noqa: PTH119 - a name to show, not a path to use
    report = check_crosswalk(app.catalogue, name, app.files.read_lines(options.file))
    _print(crosswalk_text(report))
    return STOPPED if report.differences else DONE


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _print_json(data: object) -> None:
    import json

    _print(json.dumps(data, ensure_ascii=False, indent=2))


# Option, what it is called in the help, and what it means.
_CALCULATE_TEXTS: Final = (
    ("--product", "ID", "a product by id, brand, generic name, HCPCS code or NDC"),
    ("--billing-unit", "QTY", "any other drug, by what one billing unit is: '10 mg'"),
    ("--hcpcs", "CODE", "the HCPCS code of that other drug"),
    ("--dose", "QTY", "the prescribed dose: '210 mg', '3 mg/kg', '155 units'"),
    ("--weight", "QTY", "the patient's weight: '72.4 kg' or '160 lb'"),
    ("--given", "QTY", "what was given, when it was stopped early"),
    ("--given-on", "DATE", "the day given, default today: 2026-11-23"),
    ("--schedule", "ID", "which labelled schedule: asthma, egpa, migraine, ..."),
    ("--dose-number", "N", "which dose of the schedule this is, from 1"),
    ("--every", "INTERVAL", "the order's interval where the label leaves it open: '4 weeks'"),
    ("--payer", "ID", "a payer profile"),
    ("--window", "DAYS", "how far a dose may move at this site: '3 days'"),
)
_CALCULATE_LISTS: Final = (
    ("--container", "QTY", "a size that may be opened, repeatable: '100 mg in 10 mL'"),
    ("--opened", "N x QTY", "what was really opened, repeatable: '3 x 100 mg'"),
    ("--closed", "DAY", "a weekday or date on which this site is closed, repeatable"),
)


def _parser() -> argparse.ArgumentParser:
    from j3032calc import __version__
    from j3032calc.cli_exchange import add_exchange_commands
    from j3032calc.cli_log import add_log_commands, add_record_commands

    parser = _Parser(prog="j3032calc", description="Without a command, the window opens.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"J3032 Calculator {__version__}")
    parser.add_argument(_DEMO, action="store_true", help="open the window on a throw-away log with invented patients")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_calculate(commands.add_parser("calculate", help="one calculation, or many with --batch", allow_abbrev=False))
    products = commands.add_parser("products", help="the catalogue", allow_abbrev=False)
    products.add_argument("--json", action="store_true", help="machine form")
    products.set_defaults(run=_products)
    code = commands.add_parser("code", help="the code cross-check", allow_abbrev=False)
    code.add_argument("code", metavar="CODE")
    code.add_argument("--json", action="store_true", help="machine form")
    code.set_defaults(run=_code)
    ndc = commands.add_parser("ndc", help="what an NDC or a barcode text is", allow_abbrev=False)
    ndc.add_argument("text", metavar="TEXT")
    ndc.add_argument("--json", action="store_true", help="machine form")
    ndc.set_defaults(run=_ndc)
    reference = commands.add_parser("reference", help="the catalogue against CMS files", allow_abbrev=False)
    checks = reference.add_subparsers(required=True, metavar="WHAT")
    check = checks.add_parser("check", help="compare a CMS NDC-HCPCS crosswalk", allow_abbrev=False)
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=_reference_check)
    add_exchange_commands(add_log_commands(commands))
    add_record_commands(commands)
    return parser


def _add_calculate(parser: argparse.ArgumentParser) -> None:
    for option, metavar, meaning in _CALCULATE_TEXTS:
        parser.add_argument(option, metavar=metavar, help=meaning)
    for option, metavar, meaning in _CALCULATE_LISTS:
        parser.add_argument(option, metavar=metavar, help=meaning, action="append", default=[])
    parser.add_argument("--multi-dose", action="store_true", help="the containers are multi-dose")
    parser.add_argument(
        "--batch", metavar="FILE", help="one JSON object a line from FILE, or from - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="machine form")
    parser.set_defaults(run=_calculate)
