"""No test looks at, or writes to, the folders of the person who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("J3032CALC_HOME", str(tmp_path_factory.mktemp("home") / "data"))
        patch.setenv("J3032CALC_ANCHORS", str(tmp_path_factory.mktemp("anchors") / "anchors"))
        yield
