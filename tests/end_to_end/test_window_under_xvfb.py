"""The real program in a real window: an X server of its own, keys from outside, and the saved PDF read back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PATIENCE_S = 40.0

XVFB, XDOTOOL = shutil.which("Xvfb") or "", shutil.which("xdotool") or ""

pytestmark = pytest.mark.skipif(not (XVFB and XDOTOOL), reason="needs Xvfb and xdotool")


def until(look: Callable[[], str], what: str) -> str:
    """Look again and again until there is something; fail when patience ends."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail(f"waited {PATIENCE_S:.0f} seconds for {what}")


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """Give the name of an X server that nobody else uses; it chooses a free number itself.

    What it shows stands in the file ``Xvfb_screen0`` of this test's folder.
    """
    read, write = os.pipe()
    screen = ("-screen", "0", "1280x800x24", "-fbdir", str(tmp_path))
    command = [XVFB, "-displayfd", str(write), *screen, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


class Workstation:
    """The program on a display, and hands that press its keys."""

    def __init__(self, display: str, home: Path) -> None:
        self.env = {
            **{name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}},
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
        }
        self.program = subprocess.Popen(
            [sys.executable, "-m", "j3032calc"],
            env=self.env,
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def do(self, *words: str) -> str:
        """Run xdotool; give what it prints."""
        done = subprocess.run([XDOTOOL, *words], env=self.env, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def focus(self, title: str) -> None:
        """Wait for a window of that title and give it the keyboard; no window manager does it here."""
        window = until(lambda: self.do("search", "--onlyvisible", "--name", title), f"the window {title}")
        self.do("windowfocus", "--sync", window.splitlines()[-1])

    def type(self, text: str) -> None:
        self.do("type", "--delay", "4", text)

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "4", *keys)

    def scan(self, first: str, second: str) -> None:
        """Send a barcode in one go, with GS between its parts and Enter at its end, as a scanner does."""
        typed = ("type", "--args", "1", "--delay", "2")
        self.do(*typed, first, "key", "ctrl+bracketright", *typed, second, "key", "Return")


@pytest.fixture
def workstation(display: str, tmp_path: Path) -> Iterator[Workstation]:
    workstation = Workstation(display, tmp_path)
    yield workstation
    if workstation.program.poll() is None:
        workstation.program.kill()
        workstation.program.communicate()


def saved_text(workstation: Workstation, file: Path) -> str:
    """Save what is on screen by keys alone, once there is something to save; give the text of the PDF."""

    def dialog() -> str:
        workstation.press("ctrl+s")
        return workstation.do("search", "--onlyvisible", "--name", "^Save the calculation as PDF$")

    until(dialog, "an answer to save")
    workstation.focus("^Save the calculation as PDF$")
    workstation.press("ctrl+a")
    workstation.type(str(file))
    workstation.press("Return")
    until(lambda: str(file) if file.exists() else "", "the PDF")
    with pdfplumber.open(file) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def close(workstation: Workstation) -> tuple[int, str, str]:
    """Close the window by its key; give the exit code and everything that was printed."""
    workstation.focus("^J3032 Calculator$")
    workstation.press("ctrl+q")
    out, err = workstation.program.communicate(timeout=PATIENCE_S)
    return workstation.program.returncode, out, err


def test_a_typed_dose_is_answered_saved_and_read_back(workstation: Workstation, tmp_path: Path) -> None:
    workstation.focus("^J3032 Calculator$")
    workstation.type("cinqair")
    workstation.press("Tab")
    workstation.type("3 mg/kg")
    workstation.press("Tab")
    workstation.type("72.4 kg")

    text = saved_text(workstation, tmp_path / "typed.pdf")

    for written in ("reslizumab (Cinqair)", "21.72 mL", "218 billing units", "82 billing units", "82.8 mg", "JW"):
        assert written in text
    assert close(workstation) == (0, "", "")


def test_a_scanned_carton_and_a_typed_dose_give_the_sheet(workstation: Workstation, tmp_path: Path) -> None:
    workstation.focus("^J3032 Calculator$")
    workstation.press("alt+d")
    workstation.type("210 mg")
    workstation.press("F2")
    workstation.scan("010035551311201721ABC123", "1727123110LOT7")

    text = saved_text(workstation, tmp_path / "scanned.pdf")

    for written in ("tezepelumab-ekko (Tezspire)", "210 billing units", "JZ", "55513-0112-01"):
        assert written in text
    assert close(workstation) == (0, "", "")
