"""What every key of a store does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.log import LogLocked
from j3032calc.storage.vault import HeldKey
from tests.invented_log import FixedKey

if TYPE_CHECKING:
    from j3032calc.services.ports import StoreKey


class StoreKeyContract:
    @pytest.fixture
    def key(self) -> StoreKey:
        raise NotImplementedError

    def test_it_is_64_hexadecimal_digits_each_time(self, key: StoreKey) -> None:
        assert re.fullmatch("[0-9a-f]{64}", key.hex())
        assert key.hex() == key.hex()

    def test_a_wiped_key_gives_nothing_however_often_it_is_wiped(self, key: StoreKey) -> None:
        key.wipe()
        key.wipe()

        with pytest.raises(LogLocked):
            key.hex()

    def test_it_never_shows_itself(self, key: StoreKey) -> None:
        assert key.hex() not in f"{key} {key!r}"


class TestHeldKey(StoreKeyContract):
    @pytest.fixture
    def key(self) -> StoreKey:
        return HeldKey(bytearray(range(32)))


class TestFixedKey(StoreKeyContract):
    @pytest.fixture
    def key(self) -> StoreKey:
        return FixedKey()
