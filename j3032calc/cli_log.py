"""The commands of the patient log: who asks, what is asked of the services, and which exit code that gives (CLI.md)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from j3032calc.cli_credentials import ask, need_same, secrets_of, session_of, signed_in

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from j3032calc.app import App
    from j3032calc.domain.problems import Problem
    from j3032calc.services.ports import Progress
    from j3032calc.services.restoring import Credentials

    AddCommand = Callable[[str, str, object], argparse.ArgumentParser]
    """Takes a command's name, what it means, and what it runs."""

DONE: Final = 0
UNUSABLE: Final = 2
LOG_UNUSABLE: Final = 4
NOT_ALLOWED: Final = 5
FILE_REFUSED: Final = 6

_CREDENTIALS: Final = "user and password on two lines of standard input"
_ROLES: Final = ("nurse", "lead", "biller", "auditor", "administrator")


def exit_code(problem: Problem) -> int:
    """Give the exit code that a problem ends a command with."""
    from j3032calc.domain.problems import backup, files, log, people

    refusals = (
        *(
            people.SignInRefused,
            people.SignInDelayed,
            people.NotAllowed,
            people.PasswordChangeDue,
            people.SetUpUnfinished,
        ),
        *(people.RecoveryKeyMisread, people.RecoveryKeyWrong),
        *(people.PinMissing, people.PinWrong, people.PinDelayed, people.PinLocked),
    )
    codes = (
        (log.LogUnusable, LOG_UNUSABLE),
        (refusals, NOT_ALLOWED),
        ((files.FileUnreadable, backup.BackupNotMade), FILE_REFUSED),
    )
    return next((code for kinds, code in codes if isinstance(problem, kinds)), UNUSABLE)


def hint(problem: Problem) -> str:
    """Name the option that takes a refused step all the same."""
    from j3032calc.domain.problems import backup

    asked_again = isinstance(problem, backup.RestoreLosesEntries | backup.RestoreReplacesUnreadable)
    return " The option for that is --replace-newer." if asked_again else ""


# --- The commands ----------------------------------------------------------------------------------------------------


def _verify(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.verifying import verify
    from j3032calc.wording.log_texts import verification_text

    with signed_in(app, options) as session:
        found = verify(session, progress_line())
        # Before the session ends: a log with a fault may not be able to take the entry of that.
        print_text(verification_text(found))
    return DONE if found.fault is None else LOG_UNUSABLE


def progress_line() -> Progress | None:
    """Tell the progress on a terminal, and nowhere else."""
    from j3032calc.wording.log_texts import progress_text

    if not sys.stdout.isatty():
        return None
    return lambda done, of: print(f"\r{progress_text(done, of)}", end="\r", file=sys.stderr, flush=True)  # noqa: T201


def _print_record(app: App, options: argparse.Namespace) -> int:
    from j3032calc.wording.paper_labels import NOT_ENCRYPTED

    with signed_in(app, options) as session:
        paperwork = app.paperwork(session)
        # Told before it is written; a script cannot be asked.
        sys.stderr.write(f"{NOT_ENCRYPTED}\n")
        paperwork.hand_out(paperwork.record(options.id), lambda printed: app.write_file(options.pdf, printed.pdf))
    return DONE


def _backup(app: App, options: argparse.Namespace) -> int:
    from j3032calc.wording.log_texts import backup_text

    with signed_in(app, options) as session:
        backup = app.backing_up.make(session, options.path)
    print_text(backup_text(backup))
    return DONE


def _restore(app: App, options: argparse.Namespace) -> int:
    from j3032calc.wording.log_texts import restored_text

    done = app.restoring.restore(options.path, _restore_credentials(options), replace_newer=options.replace_newer)
    print_text(restored_text(done.backup, done.left_behind))
    return DONE


def _restore_credentials(options: argparse.Namespace) -> Credentials:
    from j3032calc.services.restoring import Credentials

    user, secret = secrets_of(options, "User (nothing for the recovery key)", "Password or recovery key")
    return Credentials(user or None, secret)


def _begin_anchor(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.settling import begin_anchor
    from j3032calc.wording.log_texts import settled_text

    user, password = secrets_of(options, "User", "Password")
    with session_of(app, user, password) as session:
        entry = begin_anchor(session, password, options.reason)
    print_text(settled_text(entry.sequence))
    return DONE


def _rebuild(app: App, options: argparse.Namespace) -> int:
    from j3032calc.services.settling import rebuild_indexes
    from j3032calc.wording.log_texts import rebuilt_text

    with signed_in(app, options) as session:
        fault = rebuild_indexes(session)
    print_text(rebuilt_text(fault))
    return DONE


def _resume(app: App, options: argparse.Namespace) -> int:
    from j3032calc.wording.log_texts import resumed_text

    with signed_in(app, options) as session:
        were_paused = app.backing_up.resume(session)
    print_text(resumed_text(were_paused=were_paused))
    return DONE


def _set_up(app: App, options: argparse.Namespace) -> int:
    from j3032calc.domain.people import NewAccount, Role
    from j3032calc.domain.problems.people import UsersDiffer
    from j3032calc.domain.sign_in import user_key
    from j3032calc.wording.log_texts import set_up_text

    user, password = secrets_of(options, "User, once more", "New password")
    if user_key(user) != user_key(options.user):
        raise UsersDiffer
    if not options.credentials_stdin:
        need_same(password, ask("New password, once more"))
    roles = tuple(map(Role, options.role)) or (Role.ADMINISTRATOR,)
    first = NewAccount(user=options.user, name=options.name, credential=options.credential, roles=roles)
    session, recovery_key = app.workstation.set_up(options.site, first, password)
    # Before anything else can fail: nobody can show it again.
    print_text(set_up_text(recovery_key))
    session.sign_out()
    return DONE


def _recover(app: App, options: argparse.Namespace) -> int:
    from j3032calc.domain.problems.people import AccountUnknown
    from j3032calc.services.accounts import account_of_user
    from j3032calc.wording.log_texts import PASSWORD_SET

    names = ("User who gets a new password", "Recovery key", "New password")
    user, recovery_key, password = secrets_of(options, *names)
    session = app.workstation.sign_in_with_recovery_key(recovery_key, options.name, options.reason)
    try:
        account = account_of_user(session.log, user)
        if account is None:
            raise AccountUnknown
        app.people(session).reset_password(account.id, password)
    finally:
        session.sign_out()
    print_text(PASSWORD_SET)
    return DONE


def _change_password(app: App, options: argparse.Namespace) -> int:
    from j3032calc.wording.log_texts import PASSWORD_CHANGED

    user, old, new = secrets_of(options, "User", "Password", "New password")
    session = app.workstation.sign_in(user, old)
    try:
        app.people(session).change_own_password(old, new)
    finally:
        session.sign_out()
    print_text(PASSWORD_CHANGED)
    return DONE


def print_text(text: str) -> None:
    """Print an answer, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


# --- Arguments -------------------------------------------------------------------------------------------------------


def add_log_commands(commands: argparse._SubParsersAction[Any]) -> AddCommand:
    """Add ``log`` and what is below it; give what adds one more command there."""
    log = commands.add_parser("log", help="the patient log", allow_abbrev=False)
    below = log.add_subparsers(required=True, metavar="WHAT")

    def add(name: str, meaning: str, run: object) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = below.add_parser(name, help=meaning, description=meaning, allow_abbrev=False)
        parser.add_argument("--credentials-stdin", action="store_true", help=_CREDENTIALS)
        parser.set_defaults(run=run)
        return parser

    add("verify", "check every entry, from the first to the last", _verify)
    add("backup", "write an encrypted backup", _backup).add_argument("path", metavar="PATH")
    restore = add("restore", "put a backup in the place of the log, which is kept aside", _restore)
    restore.add_argument("path", metavar="PATH")
    restore.add_argument("--replace-newer", action="store_true", help="even where the log here has newer entries")
    begin = add("new-anchor", "go on with a log that does not agree with its anchor, or has lost it", _begin_anchor)
    begin.add_argument("--reason", metavar="TEXT", required=True, help="what happened; every check tells of it")
    add("rebuild-indexes", "make what finds the entries anew, where it does not agree with them", _rebuild)
    add("resume-backups", "make automatic backups again after a restore", _resume)
    _add_set_up(add("setup", "set up a new log with its first account, an administrator's", _set_up))
    recover = add("recover", "give somebody a new password, with the recovery key", _recover)
    recover.add_argument("--name", metavar="NAME", required=True, help="who you are")
    recover.add_argument("--reason", metavar="TEXT", required=True, help="why the recovery key is used")
    add("password", "change your own password; the new one is on the third line", _change_password)
    return add


def add_record_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``record`` and what is below it."""
    record = commands.add_parser("record", help="one record of the patient log", allow_abbrev=False)
    below = record.add_subparsers(required=True, metavar="WHAT")
    meaning = "write one administration and waste record as a PDF, which the log notes as a print"
    parser = below.add_parser("print", help=meaning, description=meaning, allow_abbrev=False)
    parser.add_argument("id", metavar="ID", help="the record's own id, as exports have it")
    parser.add_argument("--pdf", metavar="PATH", required=True)
    parser.add_argument("--credentials-stdin", action="store_true", help=_CREDENTIALS)
    parser.set_defaults(run=_print_record)


def _add_set_up(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", metavar="NAME", required=True, help="what the site is called")
    parser.add_argument("--user", metavar="USER", required=True, help="what is typed to sign in")
    parser.add_argument("--name", metavar="NAME", required=True, help="the name under a signature")
    parser.add_argument("--credential", metavar="CRED", required=True, help="such as RN")
    parser.add_argument("--role", choices=_ROLES, action="append", default=[], help="repeatable; default administrator")
