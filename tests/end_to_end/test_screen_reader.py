"""What a screen reader hears of the real program: AT-SPI on an X server and a D-Bus session of its own.

``screen_reader.py`` goes everywhere and writes down what it heard; here that is looked at.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from j3032calc.app import App
from j3032calc.ui.text import kept_together
from tests import busy_day
from tests.end_to_end import test_window_under_xvfb as xvfb

if TYPE_CHECKING:
    from collections.abc import Iterator

READER = Path(__file__).with_name("screen_reader.py")
# The binding belongs to the system's Python.
PYTHON = "/usr/bin/python3"
SESSION = shutil.which("dbus-run-session") or ""
BUS = Path("/usr/libexec/at-spi-bus-launcher")
BINDING = (PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')")
PATIENCE_S = 900
# What says nothing of what a control does.
NO_ROLES = {"unknown", "invalid", "filler", "redundant object"}


def has_binding() -> bool:
    return Path(PYTHON).exists() and subprocess.run(BINDING, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not (xvfb.XVFB and SESSION and BUS.exists() and has_binding()), reason="needs Xvfb, AT-SPI and its binding"
)
display = xvfb.display


class Heard(NamedTuple):
    """One thing that is shown, in one place of the window."""

    scene: str
    id: str
    role: str
    name: str
    is_focusable: bool
    heads: list[str] | None


@pytest.fixture
def heard(display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Heard]:
    """Fill a log, and have everything in the window read out."""
    monkeypatch.setenv("J3032CALC_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("J3032CALC_ANCHORS", str(tmp_path / "anchors"))
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    monkeypatch.setenv("PYTHONPATH", str(xvfb.ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    app = App()
    session, _ = app.workstation.set_up(busy_day.SITE_NAME, busy_day.BEATRICE, busy_day.PASSWORD)
    busy_day.fill(app.services(session))
    session.sign_out()
    file = tmp_path / "heard.json"
    who = (busy_day.BEATRICE.user, busy_day.PASSWORD, "brien")
    program = (sys.executable, "-m", "j3032calc")
    command = (SESSION, "--", PYTHON, "-W", "ignore", str(READER), str(file), *who, *program)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr
    return [Heard(scene["scene"], **one) for scene in json.loads(file.read_text()) for one in scene["heard"]]


def names_of(heard: list[Heard], ending: str, scene: str = "") -> set[str]:
    """Give what is said of everything whose id ends so."""
    return {one.name for one in heard if one.id.endswith(ending) and one.scene.startswith(scene)}


def test_a_screen_reader_can_say_and_reach_everything_on_every_page(heard: list[Heard]) -> None:
    assert list(left_out(heard)) == []
    assert [one for one in heard if one.is_focusable and not one.name.strip()] == []
    assert [one for one in heard if one.is_focusable and one.role in NO_ROLES] == []
    assert [one for one in heard if one.heads is not None and not all(head.strip() for head in one.heads)] == []
    # A label that shows a value says the value, and nothing in its place.
    assert names_of(heard, ".answer.draw.value", "give for a patient") >= {kept_together("21.72 mL")}
    assert kept_together("O'BRIEN-SMITH-FEATHERSTONEHAUGH, José Maximilian") in names_of(heard, ".banner.name")
    assert names_of(heard, ".sign.pin", "sign") == {"Your PIN"}
    assert names_of(heard, ".patient.doses", "patient") != set()
    assert all("reslizumab (Cinqair): given" in said for said in names_of(heard, ".patient.timeline", "patient"))


def left_out(heard: list[Heard]) -> Iterator[str]:
    """Name every place that was not heard."""
    scenes = {one.scene for one in heard}
    for place in ("sign in", "recovery key", "today", "patient", "give for a patient", "another drug", "sign"):
        if place not in scenes:
            yield place
    parts = {one.id.rpartition(".settings.parts.")[2] for one in heard if ".settings.parts." in one.id}
    for part in parts:
        if f"settings.parts.{part}" not in scenes:
            yield part
    forms = [scene for scene in scenes if scene.startswith(("patient: ", "settings.parts."))]
    if len(forms) < 25:
        yield f"most of the forms: {forms}"


def test_the_reader_would_hear_what_is_wrong() -> None:
    whole: dict[str, Any] = {"scene": "today", "id": "x", "role": "text", "name": "Dose", "is_focusable": True}
    nameless = Heard(**(whole | {"name": " ", "heads": None}))

    assert not nameless.name.strip()
    assert list(left_out([nameless]))[:1] == ["sign in"]
