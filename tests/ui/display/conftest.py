"""One walk for each look. pytest runs what asks for the same look together, so that a walk is made once.

Of several processes each makes the walks that its own tests ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.display.walked import LOOKS, Look, Walked, walk

if TYPE_CHECKING:
    from j3032calc.app import App


@pytest.fixture(scope="session", params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    assert isinstance(request.param, Look)
    return request.param


@pytest.fixture(scope="session")
def walked(look: Look, app: App, qapp: object, shipped_fonts: None, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    assert qapp
    assert shipped_fonts is None
    return walk(tmp_path_factory.mktemp("clinic"), app, look)
