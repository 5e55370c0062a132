"""Who gives a command of the patient log: user and password, typed or on standard input, and a session for them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from j3032calc.app import App
    from j3032calc.services.session import Session


def secrets_of(options: argparse.Namespace, *names: str) -> list[str]:
    """Give what is typed for each name, from the terminal without showing it, or from the lines of standard input.

    Raises:
        CredentialsMissing: there is no terminal, or too few lines.
    """
    from j3032calc.domain.problems.people import CredentialsMissing

    if options.credentials_stdin:
        lines = [sys.stdin.buffer.readline() for _ in names] if sys.stdin else []
        if not lines or not all(lines[:2]):
            raise CredentialsMissing
        return [line.decode("utf-8", errors="surrogateescape").strip("\ufeff\r\n") for line in lines]
    if sys.stdin is None or not sys.stdin.isatty():
        raise CredentialsMissing
    return [ask(name) for name in names]


def ask(name: str) -> str:
    """Ask on the terminal; what is secret is not shown."""
    from getpass import getpass

    if name.startswith("User"):
        sys.stderr.write(f"{name}: ")
        sys.stderr.flush()
        return sys.stdin.readline().rstrip("\r\n")
    return getpass(f"{name}: ", stream=sys.stderr)


@contextmanager
def signed_in(app: App, options: argparse.Namespace) -> Iterator[Session]:
    """Sign in for one command, with what is typed or stands on standard input."""
    user, password = secrets_of(options, "User", "Password")
    with session_of(app, user, password) as session:
        yield session


@contextmanager
def session_of(app: App, user: str, password: str) -> Iterator[Session]:
    """Sign in for one command; the day's backup is made on the way out, and a failure of it is only said."""
    from j3032calc.domain.problems.backup import BackupNotMade
    from j3032calc.domain.problems.log import AnchorNotWritten
    from j3032calc.wording.problems import sentence

    session = app.workstation.sign_in(user, password)
    try:
        yield session
        try:
            app.backing_up.make_daily(session)
        except BackupNotMade as problem:
            sys.stderr.write(f"{sentence(problem)}\n")
        if session.not_anchored is not None:
            sys.stderr.write(f"{sentence(AnchorNotWritten(session.not_anchored))}\n")
    finally:
        session.sign_out()


def need_same(one: str, other: str) -> None:
    """Go on only when a new secret was typed twice.

    Raises:
        NotRepeated: it was not.
    """
    from j3032calc.domain.problems.people import NotRepeated

    if one != other:
        raise NotRepeated
