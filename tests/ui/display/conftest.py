"""One walk for each look, made when a test first asks for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.ui.display.walked import Look, Walked, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.app import App


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have what needs a walk run only when it is asked for: four walks take minutes."""
    for item in items:
        if "walked" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.walk)


@pytest.fixture(scope="session")
def walked(
    app: App, qapp: object, shipped_fonts: None, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Look], Walked]:
    assert qapp
    assert shipped_fonts is None

    @cache
    def walk_once(look: Look) -> Walked:
        return walk(tmp_path_factory.mktemp("clinic"), app, look)

    return walk_once
