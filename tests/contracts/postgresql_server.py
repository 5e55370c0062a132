"""A PostgreSQL server for the tests, with a private socket and no port; it ends with the tests, however they end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from j3032calc.storage.migrating import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHO = "postgres"
_TEMPLATE = "log_template"


def find_programs() -> Path | None:
    """Give the folder of the newest server that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found and shutil.which("setpriv") else None


class Server:
    """A running server. ``new_engine`` gives a fresh database with the log's tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._control = sa.create_engine(self._url(_WHO), isolation_level="AUTOCOMMIT")
        self._say(f"CREATE DATABASE {_TEMPLATE}")
        engine = sa.create_engine(self._url(_TEMPLATE))
        with engine.begin() as connection:
            # A careless server lets everybody do everything; the log takes back what nobody may.
            connection.exec_driver_sql("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC")
        migrate(engine)
        engine.dispose()

    def _url(self, database: str) -> sa.URL:
        return sa.URL.create("postgresql+psycopg", username=_WHO, database=database, query={"host": str(self._folder)})

    def _say(self, statement: str) -> None:
        with self._control.connect() as connection:
            connection.exec_driver_sql(statement)

    def new_engine(self) -> sa.Engine:
        name = f"log_{next(self._numbers)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        # As on SQLite, what one transaction reads is of one moment.
        return sa.create_engine(self._url(name), isolation_level="REPEATABLE READ", hide_parameters=True)

    def close(self) -> None:
        self._control.dispose()


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Start a server; it is gone at the end, and so is its folder."""
    folder = Path(tempfile.mkdtemp(prefix="log-postgresql-"))
    as_postgres: list[str] = []
    if os.getuid() == 0:
        # It refuses to run as root.
        shutil.chown(folder, _WHO, _WHO)
        as_postgres = [f"--reuid={_WHO}", f"--regid={_WHO}", "--clear-groups"]
    run = ["setpriv", "--pdeathsig=INT", *as_postgres, "--"]
    cluster = str(folder / "cluster")
    new = [
        str(programs / "initdb"),
        "-D",
        cluster,
        "-U",
        _WHO,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    try:
        subprocess.run([*run, *new], check=True, capture_output=True, cwd=folder)
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "log_min_messages=fatal")
        options = [option for setting in settings for option in ("-c", setting)]
        server = subprocess.Popen(
            [*run, str(programs / "postgres"), "-D", cluster, *options], cwd=folder, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(folder / ".s.PGSQL.5432", server)
            opened = Server(folder)
            yield opened
            opened.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    finally:
        shutil.rmtree(folder)


def _wait_for(socket: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if socket.exists():
            return
        assert server.poll() is None, "the server ended at its start"
        time.sleep(0.05)
    raise AssertionError("the server did not start")
