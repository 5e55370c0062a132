"""A real CUPS on a socket of its own, with its own settings, spool and queues in one folder; it ends with the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

CUPSD, LPADMIN = shutil.which("cupsd", path="/usr/sbin:/usr/bin") or "", shutil.which("lpadmin") or ""
CUPS_PDF: Final = Path("/usr/lib/cups/backend/cups-pdf")
DRIVER: Final = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
# Only root may start CUPS so that it may run its filters.
IS_HERE: Final = bool(CUPSD) and CUPS_PDF.exists() and os.geteuid() == 0
PATIENCE_S: Final = 30.0

SETTINGS: Final = """
LogLevel warn
Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
PLACES: Final = """
ServerRoot {folder}/etc
StateDir {folder}/run
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
DocumentRoot {folder}/etc
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
FileDevice Yes
"""


class CupsServer:
    """Started as ``with CupsServer(folder) as cups``. ``address`` is what ``CUPS_SERVER`` names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"{folder}/cups.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        for name in ("etc/ppd", "etc/ssl", "run", "spool/tmp", "cache"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "cupsd.conf").write_text(SETTINGS.format(folder=self.folder))
        (self.folder / "cups-files.conf").write_text(PLACES.format(folder=self.folder))
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        command = [CUPSD, "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/cups-files.conf"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait(lambda: self._says("lpstat", "-r").startswith("scheduler is running"), "CUPS to start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=PATIENCE_S)
        self._process = None

    def add(self, name: str, device: str) -> None:
        """Set up a queue with the driver of cups-pdf."""
        self._run(LPADMIN, "-p", name, "-E", "-v", device, "-m", DRIVER)

    def remove(self, name: str) -> None:
        self._run(LPADMIN, "-x", name)

    def pause(self, name: str) -> None:
        self._run(shutil.which("cupsdisable", path="/usr/sbin:/usr/bin") or "", name)

    def spooled(self) -> list[bytes]:
        """Give the jobs as they were sent, oldest first, once CUPS has worked through them."""
        self._wait(lambda: not self._says("lpstat", "-W", "not-completed", "-o"), "the jobs to end")
        return [file.read_bytes() for file in sorted((self.folder / "spool").glob("d*"))]

    def jobs(self) -> str:
        """Give all that CUPS itself wrote about its jobs, not their pages; some of it is written as it stops."""
        self.stop()
        control = (file.read_bytes().decode(errors="replace") for file in sorted((self.folder / "spool").glob("c*")))
        logs = (file.read_text(errors="replace") for file in self.folder.glob("*.log"))
        return "\n".join((*control, *logs))

    def _says(self, program: str, *arguments: str) -> str:
        return self._run(program, *arguments).stdout.decode(errors="replace").strip()

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | {"CUPS_SERVER": self.address, "LC_ALL": "C"}
        return subprocess.run([program, *arguments], capture_output=True, env=environment, timeout=60, check=False)

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < end, f"waited {PATIENCE_S:.0f} seconds for {what}"
            time.sleep(0.05)
