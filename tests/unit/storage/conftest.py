"""The shipped catalogue, and a broken copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.catalogue import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def shipped() -> dict[str, str]:
    folder = Path(str(resource()))
    parts = (folder / part for part in ("products", "payers", "checklists"))
    files = [*folder.glob("*.toml"), *(file for part in parts for file in part.glob("*.toml"))]
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture
def planted(shipped: dict[str, str], tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Give what copies the catalogue with one text of one file replaced."""

    def plant(path: str, old: str, new: str) -> Path:
        assert old in shipped[path]
        for name, text in shipped.items():
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text.replace(old, new, 1) if name == path else text, encoding="utf-8")
        return tmp_path

    return plant
