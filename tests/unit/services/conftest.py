"""The people of one ward, for each test anew."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.unit.services.ward import Ward, open_clinic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def clinic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clinic")
    open_clinic(folder)
    return folder


@pytest.fixture
def ward(clinic_folder: Path, tmp_path: Path) -> Iterator[Ward]:
    copytree(clinic_folder, tmp_path, dirs_exist_ok=True)
    made = Ward(tmp_path)
    yield made
    if made.session.is_open:
        made.session.lock()
