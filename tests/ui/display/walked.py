"""What a walk through the window found, for the tests to look at: one walk for each text size, theme and language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from j3032calc.ui import theme
from tests.ui.display import fits, named
from tests.ui.display.desk import BusyDesk
from tests.ui.display.freed import freed_items
from tests.ui.display.keys import Keyboard
from tests.ui.display.seen import Seen, texts_of
from tests.ui.display.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from j3032calc.app import App
    from j3032calc.ui.main_window import MainWindow

_THEMES = tuple(theme.THEMES)


class Look(NamedTuple):
    """How the window looks on one walk, and the language that the system is set to."""

    percent: int
    theme: str
    locale: str

    def __str__(self) -> str:
        return f"{self.percent} % {self.theme} {self.locale}"


# Every text size, every theme, and four ways to write numbers and dates.
LOOKS = (
    Look(100, _THEMES[0], "en_US"),
    Look(125, _THEMES[1], "de_DE"),
    Look(150, _THEMES[-1], "ar_EG"),
    Look(200, _THEMES[1], "en_GB"),
)
CHECKS: dict[str, Callable[[MainWindow], Iterable[str]]] = {
    "clipped": fits.clipped,
    "elided": fits.elided,
    "sideways": fits.sideways,
    "small": fits.small_targets,
    "banner": fits.wrong_banner,
    "unnamed": named.unnamed,
    "hidden value": named.hidden_values,
    "headless": named.headless_tables,
    "modal": named.modals_over_modals,
    "filled in": named.filled_confirmations,
}


@dataclass
class Walked:
    """What was found. ``seen`` and ``faults`` give for each thing the first place where it was."""

    scenes: list[str] = field(default_factory=list)
    fronts: set[str] = field(default_factory=set)
    seen: dict[Seen, str] = field(default_factory=dict)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)
    freed: int = 0

    def of(self, check: str) -> list[str]:
        """Give what one check found, with where."""
        return [f"{scene}: {fault}" for (name, fault), scene in self.faults.items() if name == check]


def walk(folder: Path, app: App, look: Look) -> Walked:
    """Walk through the whole window once, on a small screen."""
    walked, before = Walked(), QLocale()
    QLocale.setDefault(QLocale(look.locale))
    desk = BusyDesk(folder, app)
    try:
        desk.window.resize(*fits.SMALL_SCREEN)
        desk.look(look.percent, look.theme)
        going, keyboard = Walk(desk), Keyboard(desk.window)
        for scene in going.scenes():
            _observe(desk.window, scene, walked)
            if look.percent in {theme.SMALLEST, theme.LARGEST}:
                for fault in keyboard.faults():
                    walked.faults.setdefault(("keyboard", fault), scene)
        walked.stuck = going.stuck
        desk.settle()
        walked.freed = freed_items()
    finally:
        desk.look(100, _THEMES[0])
        desk.close()
        QLocale.setDefault(before)
        QApplication.processEvents()
    return walked


def _observe(window: MainWindow, scene: str, walked: Walked) -> None:
    walked.scenes.append(scene)
    walked.fronts.add(window.pages.front)
    for seen in texts_of(window):
        walked.seen.setdefault(seen, scene)
    for name, check in CHECKS.items():
        for fault in check(window):
            if scene.endswith(f": {fault}"):
                # The walk itself has just pressed it.
                continue
            walked.faults.setdefault((name, fault), scene)
