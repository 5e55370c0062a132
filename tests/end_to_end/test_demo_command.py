"""``j3032calc --demo``: from the command line to the window, and nothing left behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from j3032calc import cli
from j3032calc.app_demo import DemoApp
from j3032calc.cli import main
from j3032calc.storage import throw_away

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demonstration_needs_a_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "has_screen", lambda: False)

    assert main(["--demo"]) == 2
    assert capsys.readouterr().err == "There is no screen here, so the demonstration cannot open.\n"


def test_the_demonstration_goes_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", "products"]) == 2
    assert capsys.readouterr().err == "--demo opens the window and goes alone.\n"


@pytest.mark.parametrize("ends", [pytest.param(True, id="closed"), pytest.param(False, id="crashed")])
def test_the_demonstration_leaves_nothing_and_never_looks_for_the_real_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, ends: bool
) -> None:
    above, home = tmp_path / "above", tmp_path / "home"
    above.mkdir()
    monkeypatch.setattr(throw_away, "_IN_MEMORY", str(above))
    monkeypatch.setattr(cli, "has_screen", lambda: True)
    monkeypatch.setattr(sys, "argv", ["j3032calc", "--demo"])
    monkeypatch.setenv("J3032CALC_HOME", str(home))
    seen: list[bool] = []

    def open_window(app: DemoApp, _arguments: list[str]) -> int:
        app.begin().sign_out()
        seen.extend(path.is_dir() for path in (app.places.data, app.places.anchors))
        if not ends:
            raise RuntimeError
        return 0

    monkeypatch.setattr(DemoApp, "open_window", open_window)
    if ends:
        assert main(["--demo"]) == 0
    else:
        with pytest.raises(RuntimeError):
            main(["--demo"])

    assert seen == [True, True]
    assert list(above.iterdir()) == []
    assert not home.exists()
