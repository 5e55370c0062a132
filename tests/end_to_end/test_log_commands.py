"""The commands of the patient log as a script meets them: real processes, real files, exit codes (CLI.md)."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import select
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from j3032calc.app import App
from j3032calc.cli import main
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import DrugRef
from j3032calc.domain.people import NewAccount, Role
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.services.calculation import Typed
from j3032calc.services.site_catalogue import SiteCatalogue
from j3032calc.storage.anchor import Anchor
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.paths import Places
from tests.backed_up import chart
from tests.cheap_vault import cheap_vault
from tests.invented_log import dose
from tests.site_drugs import OMLYCLO

if TYPE_CHECKING:
    from j3032calc.services.session import Session

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"
ADA = f"ada\n{PASSWORD}\n"
SET_UP = ("setup", "--site", "Lakeside", "--user", "ada", "--name", "Ada Boss", "--credential", "RN")
ROLES = ("--role", "administrator", "--role", "lead")


class Computer:
    """A computer of its own below a test's folder; nothing of the real home is touched.

    ``lakeside`` is another one that is set up, which this one can become a copy of.
    """

    def __init__(self, folder: Path, lakeside: tuple[Computer, str] | None = None) -> None:
        self.folder = folder
        self._lakeside = lakeside
        self.data = folder / "data"
        self.anchors = folder / "state" / "j3032calc-anchors"
        folder.mkdir(exist_ok=True)
        (folder / "temporary").mkdir(exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "J3032"))}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder / "home"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "J3032CALC_HOME": str(self.data),
            "TMPDIR": str(self.folder / "temporary"),
        }

    def run(self, *arguments: str, stdin: str | None = ADA) -> subprocess.CompletedProcess[str]:
        return self.command("log", *arguments, stdin=stdin)

    def command(self, *arguments: str, stdin: str | None = ADA) -> subprocess.CompletedProcess[str]:
        options = [] if stdin is None else ["--credentials-stdin"]
        done = subprocess.run(
            [sys.executable, "-m", "j3032calc", *arguments, *options],
            input=stdin or "",
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=self.environment,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        for word in ("Quillfeather", "Zéphyrine", "MRN-", PASSWORD):
            assert word not in done.stdout + done.stderr
        return done

    def set_up(self) -> str:
        """Be set up with Ada, who is an administrator and a lead, and give the recovery key."""
        assert self._lakeside is not None
        lakeside, recovery_key = self._lakeside
        shutil.copytree(lakeside.folder, self.folder, dirs_exist_ok=True)
        return recovery_key

    def chart(self, number: int) -> None:
        """Write a patient with a dose, as the window will do."""
        session = self.session()
        chart(session, number)
        session.sign_out()

    def session(self) -> Session:
        return self.app().workstation.sign_in("ada", PASSWORD)

    def app(self) -> App:
        app = App()
        app.__dict__["places"] = Places(self.data, self.anchors)
        return app


@pytest.fixture(scope="module")
def lakeside(tmp_path_factory: pytest.TempPathFactory) -> tuple[Computer, str]:
    """Set a computer up as the command does it, but with a password that costs next to nothing."""
    computer = Computer(tmp_path_factory.mktemp("lakeside") / "computer")
    app = computer.app()
    app.__dict__["vault"] = cheap_vault(computer.data, app.clock)
    ada = NewAccount(user="ada", name="Ada Boss", credential="RN", roles=(Role.ADMINISTRATOR, Role.LEAD))
    session, recovery_key = app.workstation.set_up("Lakeside", ada, PASSWORD)
    session.sign_out()
    return computer, recovery_key


@pytest.fixture
def computer(tmp_path: Path, lakeside: tuple[Computer, str]) -> Computer:
    return Computer(tmp_path / "computer", lakeside)


def assert_refused(done: subprocess.CompletedProcess[str], code: int, words: str) -> None:
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


# --- setup -----------------------------------------------------------------------------------------------------------


def test_set_up_shows_the_recovery_key_and_makes_private_files(computer: Computer) -> None:
    done = computer.run(*SET_UP, *ROLES)

    assert (done.returncode, done.stderr) == (0, "")
    recovery_key = done.stdout.splitlines()[0]
    assert len(recovery_key.split("-")) == 9
    for path in (*computer.data.rglob("*"), *computer.anchors.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert not (computer.folder / "home").exists()


def test_set_up_makes_nothing_over_a_log(computer: Computer) -> None:
    computer.set_up()

    assert_refused(computer.run(*SET_UP), 4, "There is a patient log already.")


@pytest.mark.parametrize(
    ("stdin", "words"),
    [
        pytest.param("ada\nshort\n", "A password has 12 characters or more.", id="short-password"),
        pytest.param(f"eve\n{PASSWORD}\n", "The two user names are not the same.", id="other-user"),
        pytest.param("ada\n", "User and password are missing.", id="no-password"),
        pytest.param("", "User and password are missing.", id="nothing"),
    ],
)
def test_set_up_refuses_what_cannot_be_used(computer: Computer, stdin: str, words: str) -> None:
    assert_refused(computer.run(*SET_UP, stdin=stdin), 2, words)

    assert not (computer.data / "keys.json").exists()


def test_without_a_terminal_and_without_credentials_it_is_said_how(computer: Computer) -> None:
    assert_refused(computer.run("verify", stdin=None), 2, "--credentials-stdin")


# The library of the cipher is gone; or SQLite without any cipher stands in its place, and takes every key.
NO_CIPHER = {
    "no-library": "import sys; sys.modules['sqlcipher3'] = None",
    "no-cipher": "import sqlcipher3, sqlite3.dbapi2; sqlcipher3.dbapi2 = sqlite3.dbapi2",
}


@pytest.mark.parametrize("missing", NO_CIPHER.values(), ids=NO_CIPHER)
@pytest.mark.parametrize("is_set_up", [pytest.param(True, id="a-log"), pytest.param(False, id="no-log-yet")])
def test_without_the_cipher_nothing_is_opened_or_made(computer: Computer, missing: str, *, is_set_up: bool) -> None:
    if is_set_up:
        computer.set_up()
    before = {path: path.read_bytes() for path in computer.data.glob("log.db*")}
    program = f"{missing}; import sys; from j3032calc.cli import main; sys.exit(main(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-c", program, "log", *(("verify",) if is_set_up else SET_UP), "--credentials-stdin"],
        input=ADA,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=computer.environment,
        timeout=60,
    )

    assert_refused(done, 4, "the encryption is not there. Nothing is written without encryption.")
    assert {path: path.read_bytes() for path in computer.data.glob("log.db*")} == before
    assert not [path for path in computer.folder.rglob("*") if path.is_file() and b"SQLite" in path.read_bytes()]


# --- verify ----------------------------------------------------------------------------------------------------------


def test_verify_reports_a_whole_log(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)

    done = computer.run("verify")

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    # Set-up 3 and a sign-out; a sign-in, 3 charted, a sign-out; this sign-in.
    assert lines[:2] == ["Entries: 10", "Newest entry: 10"]
    assert lines[3:] == ["Entries ahead of the anchor: 0", "First fault: no fault"]


def test_verify_reports_a_fault_before_it_exits_with_4(computer: Computer) -> None:
    computer.set_up()
    shutil.copytree(computer.data, computer.folder / "copy")
    computer.chart(1)
    shutil.rmtree(computer.data)
    shutil.copytree(computer.folder / "copy", computer.data)

    done = computer.run("verify")

    assert (done.returncode, done.stderr) == (4, "")
    # Entries 1 to 4 were in the copy, then the anchor knows of 5 to 9; this sign-in stands as entry 5.
    assert done.stdout.splitlines()[-1].startswith("First fault: entry 5 ")


def test_a_new_anchor_is_the_way_out_when_the_anchor_is_lost(computer: Computer) -> None:
    computer.set_up()
    shutil.rmtree(computer.anchors)
    assert computer.run("verify").returncode == 4

    done = computer.run("new-anchor", "--reason", "the disk broke")
    verified = computer.run("verify")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("A new anchor began at entry ")
    assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "First fault: no fault")
    told = verified.stdout.splitlines()[0]
    assert "by Ada Boss, RN. Reason: the disk broke. Found then: entry " in told


def test_a_whole_log_gets_no_new_anchor_and_its_search_is_left_alone(computer: Computer) -> None:
    computer.set_up()

    refused = computer.run("new-anchor", "--reason", "just so")
    rebuilt = computer.run("rebuild-indexes")

    assert_refused(refused, 2, "A new anchor is not needed")
    assert (rebuilt.returncode, rebuilt.stdout) == (
        0,
        "What finds the entries agrees with them. Nothing was changed.\n",
    )


def test_a_disk_that_refuses_the_anchor_is_said_beside_what_was_done(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    computer.set_up()
    monkeypatch.setenv("J3032CALC_HOME", str(computer.data))
    monkeypatch.setenv("J3032CALC_ANCHORS", str(computer.anchors))
    monkeypatch.setattr(Anchor, "append", refuse)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ADA.encode())))

    done = main(["log", "verify", "--credentials-stdin"])

    said = capsys.readouterr()
    assert (done, said.out.splitlines()[-1]) == (0, "First fault: no fault")
    assert said.err == (
        "Everything is saved in the log; do not enter it again. Only its fingerprint could not be kept outside yet: "
        "the disk is full. Put that right; the next entry tries again.\n"
    )


def test_a_wrong_password_exits_with_5_and_is_noted(computer: Computer) -> None:
    computer.set_up()

    assert_refused(computer.run("verify", stdin="ada\nwrong horse battery\n"), 5, "do not fit together")

    assert computer.run("verify").stdout.startswith("Entries: 6\n")


def test_without_a_log_it_exits_with_4(computer: Computer) -> None:
    assert_refused(computer.run("verify"), 4, "There is no patient log")


def test_a_damaged_file_exits_with_4(computer: Computer) -> None:
    computer.set_up()
    file = computer.data / "log.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])

    done = computer.run("verify")

    assert (done.returncode, done.stdout) == (4, "")


def test_a_log_that_is_open_elsewhere_exits_with_4(computer: Computer) -> None:
    computer.set_up()
    session = computer.session()

    done = computer.run("verify")
    session.sign_out()

    assert_refused(done, 4, "open in another window")


def test_anchors_in_the_data_folder_are_refused(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Computer,
        "environment",
        computer.environment | {"J3032CALC_ANCHORS": str(computer.data / "anchors")},
    )

    assert_refused(computer.run("verify"), 4, "inside the data folder")


# --- export ----------------------------------------------------------------------------------------------------------


def test_export_warns_and_writes_a_private_file(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    out = computer.folder / "out.csv"

    done = computer.run("export", "--format", "csv", "--out", str(out))

    assert done.returncode == 0
    assert done.stderr.startswith("This export is not encrypted:")
    assert done.stdout.startswith("1 version of a dose exported. Left out: ")
    assert "Quillfeather" in out.read_text("utf-8-sig")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_export_filters_by_patient_and_day(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    computer.chart(2)
    out = computer.folder / "out.jsonl"
    days = ("--from", "2000-01-01", "--to", "31-Dec-2099")

    done = computer.run("export", "--format", "jsonl", "--out", str(out), "--patient", "p2", *days)

    assert done.stdout.startswith("3 entries exported.")
    assert [json.loads(line)["patient"] for line in out.read_text("utf-8").splitlines()[1:]] == ["p2", "p2", "p2"]
    none = computer.run("export", "--format", "jsonl", "--out", str(out), "--patient", "p2", "--to", "2000-01-01")
    assert none.stdout.startswith("0 entries exported.")


def test_a_patients_bundle_is_fhir(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    out = computer.folder / "bundle.json"

    done = computer.run("export", "--format", "fhir", "--out", str(out), "--patient", "p1")

    assert done.stdout.startswith("1 dose exported. Left out: ")
    assert json.loads(out.read_text("utf-8"))["resourceType"] == "Bundle"


def test_a_bundle_without_a_patient_exits_with_2(computer: Computer) -> None:
    computer.set_up()

    done = computer.run("export", "--format", "fhir", "--out", str(computer.folder / "out"))

    assert done.returncode == 2
    assert "A FHIR bundle is of one patient." in done.stderr
    assert not (computer.folder / "out").exists()


def test_the_due_dates_are_a_calendar(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    out = computer.folder / "due.ics"

    done = computer.run("export", "--format", "ics", "--out", str(out))

    assert done.stdout.startswith("1 due date exported.")
    assert out.read_text("utf-8").startswith("BEGIN:VCALENDAR")


def test_claims_that_lack_something_are_refused_with_what_is_missing(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)

    done = computer.run("export", "--format", "837p", "--out", str(computer.folder / "out"))

    assert done.returncode == 2
    assert not (computer.folder / "out").exists()


def test_a_record_is_printed_as_pdf_and_the_log_notes_it(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    pdf = computer.folder / "record.pdf"

    done = computer.command("record", "print", "d1", "--pdf", str(pdf))

    assert done.returncode == 0
    assert done.stderr == (
        "A PDF is not encrypted: whoever gets the file can read it. Keep it where only the right people come.\n"
    )
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["log.db", "keys.json", "new.pdf"])
def test_nothing_is_printed_over_the_log(computer: Computer, name: str) -> None:
    computer.set_up()
    computer.chart(1)

    done = computer.command("record", "print", "d1", "--pdf", str(computer.data / name))

    assert (done.returncode, done.stdout) == (6, "")
    assert done.stderr.endswith(f"\n{name} cannot be used: it would lie in the folder of the log.\n")
    session = computer.session()
    (tried,) = session.log.noted((Kind.RECORD_PRINTED,), newest=5)
    (failed,) = session.log.noted((Kind.PRINT_FAILED,), newest=5)
    assert (tried.subject, failed.subject, failed.sequence) == ("d1", "d1", tried.sequence + 1)
    session.sign_out()


def test_no_calculation_is_saved_over_an_anchor(computer: Computer) -> None:
    computer.set_up()
    app = computer.app()
    (anchor,) = computer.anchors.glob("*/anchor")
    before = anchor.read_bytes()
    calculation = app.calculator.answer(Typed(product="tezspire", dose="210 mg"))

    with pytest.raises(FileUnreadable) as refused:
        app.save_calculation_sheet(calculation, str(anchor))

    assert refused.value.reason == "it would lie in the folder of the log"
    assert anchor.read_bytes() == before


def test_a_command_that_opens_the_log_knows_the_drugs_of_the_site(computer: Computer) -> None:
    computer.set_up()
    session = computer.session()
    SiteCatalogue(session, load_catalogue()).set_drug(OMLYCLO, "new on our list")
    chart(session, 1)
    drug = DrugRef(product_id="site.omlyclo", name="omalizumab-igec (Omlyclo)", hcpcs="Q5154")
    given = dose(2, of_patient=1, drug=drug)
    session.log.append([session.entry(Kind.DOSE_RECORDED, given.id, given, patient_id="p1")])
    session.sign_out()
    pdf, calendar = computer.folder / "record.pdf", computer.folder / "due.ics"

    printed = computer.command("record", "print", "d2", "--pdf", str(pdf))
    exported = computer.run("export", "--format", "ics", "--out", str(calendar))
    shipped_alone = computer.command("calculate", "--product", "omlyclo", "--dose", "150 mg", stdin=None)

    assert (printed.returncode, exported.returncode) == (0, 0)
    with pdfplumber.open(pdf) as document:
        text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert "omalizumab-igec (Omlyclo)" in text
    assert "Q5154: Entered by the site: label, 01-Jul-2026, checked 20-Nov-2026" in text
    assert "omalizumab-igec (Omlyclo)" in calendar.read_text("utf-8").replace("\n ", "")
    assert_refused(shipped_alone, 2, "“omlyclo” is no product in this catalogue.")


def test_an_unknown_patient_and_an_unread_date_exit_with_2(computer: Computer) -> None:
    computer.set_up()
    out = ("--out", str(computer.folder / "out"))

    unknown = computer.run("export", "--format", "csv", *out, "--patient", "MRN-1")
    unread = computer.run("export", "--format", "csv", *out, "--from", "today")

    assert unknown.returncode == 2
    assert "There is no patient with this id" in unknown.stderr
    assert_refused(unread, 2, "“today” is not a date.")
    assert not (computer.folder / "out").exists()


def test_a_file_that_cannot_be_written_exits_with_6(computer: Computer) -> None:
    computer.set_up()

    done = computer.run("export", "--format", "csv", "--out", str(computer.folder / "nowhere" / "out"))

    assert done.returncode == 6
    assert "out cannot be used: there is no such file or folder." in done.stderr


def test_nothing_of_a_patient_stays_but_in_what_was_asked_for(computer: Computer) -> None:
    computer.set_up()
    computer.chart(1)
    asked_for = [computer.folder / name for name in ("log.csv", "record.pdf")]
    for command in (
        ("log", "verify"),
        ("log", "backup", str(computer.folder / "backup")),
        ("log", "export", "--format", "csv", "--out", str(asked_for[0])),
        ("record", "print", "d1", "--pdf", str(asked_for[1])),
    ):
        assert computer.command(*command).returncode == 0
    # People type into the wrong field.
    assert computer.run("verify", stdin=f"Quillfeather\n{PASSWORD}\n").returncode == 5

    left = [path for path in computer.folder.rglob("*") if path.is_file() and path not in asked_for]
    assert {"log.db", "keys.json", "failed-sign-ins.log", "anchor", "secret", "backup"} <= {path.name for path in left}
    words = [
        word.encode(code)
        for word in ("Quillfeather", "quillfeather", "Zéphyrine", "zephyrine", "MRN-000001", "1961-07-08", PASSWORD)
        for code in ("utf-8", "utf-16-le", "cp1252")
    ]
    assert [(path.name, word) for path in left for word in words if word in path.read_bytes()] == []
    assert list((computer.folder / "temporary").iterdir()) == []


# --- backup and restore ----------------------------------------------------------------------------------------------


def test_the_drill_with_the_recovery_key_on_another_computer(computer: Computer, tmp_path: Path) -> None:
    recovery_key = computer.set_up()
    computer.chart(1)
    backup = str(tmp_path / "log.backup")
    made = computer.run("backup", backup)
    other = Computer(tmp_path / "other")

    done = other.run("restore", backup, stdin=f"\n{recovery_key}\n")

    assert made.stdout.startswith("Backup made, and checked by opening it. Newest entry: 10\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "up to entry 10." in done.stdout
    assert other.run("verify").stdout.splitlines()[-1] == "First fault: no fault"
    out = other.folder / "out.csv"
    other.run("export", "--format", "csv", "--out", str(out))
    assert "Quillfeather" in out.read_text("utf-8-sig")


def test_restore_replaces_newer_entries_only_when_told(computer: Computer) -> None:
    computer.set_up()
    backup = str(computer.folder / "log.backup")
    computer.run("backup", backup)
    computer.chart(1)

    refused = computer.run("restore", backup)
    done = computer.run("restore", backup, "--replace-newer")

    assert_refused(refused, 2, "3 newer entries of the log here are not in the backup")
    assert "--replace-newer" in refused.stderr
    assert done.returncode == 0
    assert len(list(computer.data.glob("replaced-*/log.db"))) == 1


def test_after_a_restore_backups_are_resumed_once(computer: Computer) -> None:
    computer.set_up()
    backup = str(computer.folder / "log.backup")
    computer.run("backup", backup)
    computer.run("restore", backup)

    assert computer.run("resume-backups").stdout == "Automatic backups are made again.\n"
    assert computer.run("resume-backups").stdout == "Automatic backups were not paused.\n"


def test_any_command_makes_the_backup_of_the_day(computer: Computer) -> None:
    computer.set_up()
    computer.run("verify")
    computer.run("verify")

    assert len(list((computer.data / "backups").glob("*.j3032backup"))) == 1


def test_a_failing_backup_of_the_day_is_said_and_stops_nothing(computer: Computer) -> None:
    computer.set_up()
    (computer.data / "backups").write_text("in the way")

    done = computer.run("verify")

    assert done.returncode == 0
    assert "First fault: no fault" in done.stdout
    assert done.stderr.startswith("The backup was not made:")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        pytest.param(b"Dear colleague", 2, "is not a backup of this program", id="letter"),
        pytest.param(None, 6, "there is no such file", id="not-there"),
    ],
)
def test_restore_refuses_other_files(computer: Computer, content: bytes | None, code: int, words: str) -> None:
    file = computer.folder / "letter"
    if content is not None:
        file.write_bytes(content)

    assert_refused(computer.run("restore", str(file)), code, words)
    assert not computer.data.exists()


def test_backup_over_another_file_exits_with_6(computer: Computer) -> None:
    computer.set_up()
    file = computer.folder / "letter"
    file.write_text("Dear colleague")

    assert_refused(computer.run("backup", str(file)), 6, "another file of that name is there")
    assert file.read_text() == "Dear colleague"


def test_who_may_not_exits_with_5(computer: Computer) -> None:
    # An administrator alone may not export.
    computer.run(*SET_UP)

    done = computer.run("export", "--format", "csv", "--out", str(computer.folder / "out"))

    assert done.returncode == 5
    assert "You may not export the log." in done.stderr
    assert not (computer.folder / "out").exists()


# --- Getting in again ------------------------------------------------------------------------------------------------


def test_the_recovery_key_gives_a_new_password_that_is_changed_before_anything_else(computer: Computer) -> None:
    recovery_key = computer.set_up()
    who = ("recover", "--name", "Ann Other", "--reason", "Ada is ill")

    done = computer.run(*who, stdin=f"ada\n{recovery_key}\na password by another\n")
    due = computer.run("verify", stdin="ada\na password by another\n")
    changed = computer.run("password", stdin="ada\na password by another\nher own long password\n")

    assert (done.returncode, done.stdout) == (0, "The new password is set. It is changed at the next sign-in.\n")
    assert_refused(due, 5, "Somebody else chose your password.")
    assert (changed.returncode, changed.stdout) == (0, "Your password is changed.\n")
    assert computer.run("verify", stdin="ada\nher own long password\n").returncode == 0


@pytest.mark.parametrize(
    ("user", "key", "code"),
    [
        pytest.param("ada", "H4Y2-CYN5", 5, id="misread-key"),
        pytest.param("eve", None, 2, id="unknown-user"),
    ],
)
def test_recover_refuses(computer: Computer, user: str, key: str | None, code: int) -> None:
    recovery_key = computer.set_up()
    who = ("recover", "--name", "Ann Other", "--reason", "Ada is ill")

    done = computer.run(*who, stdin=f"{user}\n{key or recovery_key}\na password by another\n")

    assert (done.returncode, done.stdout) == (code, "")


# --- On a terminal ---------------------------------------------------------------------------------------------------


def on_a_terminal(computer: Computer, *arguments: str, typed: str) -> tuple[int, str]:
    """Run a command on a terminal of its own; give the exit code and everything that stood on the screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "j3032calc", "log", *arguments], computer.environment)  # noqa: S606
    shown = b""
    for line in typed.splitlines(keepends=True):
        while not shown.rstrip().endswith(b":"):
            shown += read_from(terminal)
        os.write(terminal, line.encode())
        shown += b"(typed)"
    try:
        while chunk := read_from(terminal):
            shown += chunk
    except OSError:
        # Linux says it so when the other end is closed.
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def read_from(terminal: int) -> bytes:
    assert select.select([terminal], [], [], 60)[0], "nothing came for a minute"
    return os.read(terminal, 1024)


def test_a_terminal_is_asked_and_never_shows_a_password(computer: Computer) -> None:
    set_up = on_a_terminal(computer, *SET_UP, typed=f"{ADA}{PASSWORD}\n")
    verified = on_a_terminal(computer, "verify", typed=ADA)

    assert set_up[0] == 0
    assert "This is the recovery key." in set_up[1]
    assert verified[0] == 0
    assert "First fault: no fault" in verified[1]
    assert PASSWORD not in set_up[1] + verified[1]


def test_a_new_password_is_typed_twice(computer: Computer) -> None:
    code, shown = on_a_terminal(computer, *SET_UP, typed=f"{ADA}correct horse batery\n")

    assert code == 2
    assert "The two are not the same." in shown
    assert not (computer.data / "keys.json").exists()
