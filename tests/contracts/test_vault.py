"""What every vault does: it opens for the right secret alone, and it never makes anything anew over what is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.log import LogExists, LogLocked, LogMissing
from j3032calc.domain.problems.people import RecoveryKeyMisread, RecoveryKeyWrong, SignInDelayed, SignInRefused
from j3032calc.domain.sign_in import FailedSignIn, Way
from tests.cheap_vault import cheap_vault
from tests.fixed_clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.ports import Vault

ANA = ("account-1", "Ana.Ruiz", "correct horse battery")
NOON = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


class VaultContract:
    @pytest.fixture
    def clock(self) -> FixedClock:
        return FixedClock()

    @pytest.fixture
    def vault(self, tmp_path: Path, clock: FixedClock) -> Vault:
        raise NotImplementedError

    @pytest.fixture
    def again(self, tmp_path: Path, clock: FixedClock) -> Vault:
        """The same vault after a restart of the program."""
        raise NotImplementedError

    def test_a_vault_is_there_once_it_was_made(self, vault: Vault) -> None:
        before = vault.exists()
        vault.create(*ANA)

        assert (before, vault.exists()) == (False, True)

    def test_a_second_vault_is_never_made_over_the_first(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)

        with pytest.raises(LogExists):
            vault.create("account-2", "bo.lind", "another long password")

        assert vault.unlock("Ana.Ruiz", "correct horse battery")[0].hex() == key.hex()

    def test_without_keys_nobody_signs_in(self, vault: Vault) -> None:
        with pytest.raises(LogMissing):
            vault.unlock("Ana.Ruiz", "correct horse battery")
        with pytest.raises(LogMissing):
            vault.unlock_with_recovery_key("0000-0000-0000-0000-0000-0000-0000-0000-0000")

    def test_the_key_is_32_bytes_and_another_one_in_each_vault(self, vault: Vault, tmp_path: Path) -> None:
        key, _ = vault.create(*ANA)
        other, _ = cheap_vault(tmp_path / "other", FixedClock()).create(*ANA)

        assert len(bytes.fromhex(key.hex())) == 32
        assert key.hex() != other.hex()

    def test_the_password_gives_the_key_and_the_account(self, vault: Vault, again: Vault) -> None:
        key, _ = vault.create(*ANA)

        opened, account_id = again.unlock("Ana.Ruiz", "correct horse battery")

        assert (opened.hex(), account_id) == (key.hex(), "account-1")

    @pytest.mark.parametrize("user", ["ana.ruiz", " ANA.RUIZ ", "Ana.Ruiz"])
    def test_a_user_name_fits_without_its_capitals_and_spaces(self, vault: Vault, user: str) -> None:
        vault.create(*ANA)

        assert vault.unlock(user, "correct horse battery")[1] == "account-1"

    @pytest.mark.parametrize(
        ("made", "typed"),
        [
            pytest.param("\u00c4rger im Hof 12", "A\u0308rger im Hof 12", id="letters-and-accents-composed-or-not"),
            pytest.param("with a \ud800 surrogate", "with a \ud800 surrogate", id="half-a-character"),
        ],
    )
    def test_a_password_may_have_any_character(self, vault: Vault, made: str, typed: str) -> None:
        vault.create("account-1", "ana", made)

        assert vault.unlock("ana", typed)[1] == "account-1"

    @pytest.mark.parametrize(
        ("user", "password"),
        [
            pytest.param("Ana.Ruiz", "Correct horse battery", id="a-capital"),
            pytest.param("Ana.Ruiz", "correct horse battery ", id="a-space"),
            pytest.param("Ana.Ruiz", "", id="nothing"),
            pytest.param("bo.lind", "correct horse battery", id="another-user"),
        ],
    )
    def test_a_wrong_password_and_an_unknown_user_are_refused_alike(
        self, vault: Vault, user: str, password: str
    ) -> None:
        vault.create(*ANA)

        with pytest.raises(SignInRefused):
            vault.unlock(user, password)

    def test_the_recovery_key_gives_the_same_key(self, vault: Vault, again: Vault) -> None:
        key, printed = vault.create(*ANA)

        assert again.unlock_with_recovery_key(printed.lower()).hex() == key.hex()

    def test_a_misread_recovery_key_is_not_a_wrong_one_and_does_not_count(self, vault: Vault) -> None:
        _, printed = vault.create(*ANA)
        misread = printed[:-1] + ("0" if printed[-1] != "0" else "1")

        with pytest.raises(RecoveryKeyMisread):
            vault.unlock_with_recovery_key(misread)

        assert vault.failures(0).lines == ()

    def test_another_logs_recovery_key_is_wrong_and_counts(self, vault: Vault, tmp_path: Path) -> None:
        vault.create(*ANA)
        _, others = cheap_vault(tmp_path / "other", FixedClock()).create(*ANA)

        with pytest.raises(RecoveryKeyWrong):
            vault.unlock_with_recovery_key(others)

        assert vault.failures(0).lines == (FailedSignIn(at=NOON, way=Way.RECOVERY_KEY, user=None),)

    def test_a_replaced_recovery_key_opens_no_more(self, vault: Vault) -> None:
        key, old = vault.create(*ANA)

        new = vault.replace_recovery_key(key)

        assert vault.unlock_with_recovery_key(new).hex() == key.hex()
        assert vault.unlock("Ana.Ruiz", "correct horse battery")[0].hex() == key.hex()
        with pytest.raises(RecoveryKeyWrong):
            vault.unlock_with_recovery_key(old)

    def test_a_second_account_opens_the_same_key(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)

        vault.lock_for(key, "account-2", "bo.lind", "another long password")

        opened, account_id = vault.unlock("bo.lind", "another long password")
        assert (opened.hex(), account_id) == (key.hex(), "account-2")
        assert vault.unlock("Ana.Ruiz", "correct horse battery")[1] == "account-1"

    def test_a_new_password_takes_the_place_of_the_old(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)

        vault.lock_for(key, "account-1", "Ana.Ruiz", "another long password")

        assert vault.unlock("Ana.Ruiz", "another long password")[1] == "account-1"
        with pytest.raises(SignInRefused):
            vault.unlock("Ana.Ruiz", "correct horse battery")

    def test_a_user_name_opens_one_copy(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)

        vault.lock_for(key, "account-2", "ana.ruiz", "another long password")

        assert vault.unlock("Ana.Ruiz", "another long password")[1] == "account-2"
        with pytest.raises(SignInRefused):
            vault.unlock("Ana.Ruiz", "correct horse battery")

    def test_a_dropped_copy_opens_no_more(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)
        vault.lock_for(key, "account-2", "bo.lind", "another long password")

        vault.drop("account-1")

        assert vault.unlock("bo.lind", "another long password")[1] == "account-2"
        with pytest.raises(SignInRefused):
            vault.unlock("Ana.Ruiz", "correct horse battery")

    def test_dropping_a_copy_that_is_not_there_does_nothing(self, vault: Vault) -> None:
        vault.create(*ANA)

        vault.drop("account-9")

        assert vault.unlock("Ana.Ruiz", "correct horse battery")[1] == "account-1"

    def test_a_wiped_key_opens_nothing_and_shows_nothing(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)
        digits = key.hex()

        key.wipe()
        key.wipe()

        with pytest.raises(LogLocked):
            key.hex()
        with pytest.raises(LogLocked):
            vault.lock_for(key, "account-2", "bo.lind", "another long password")
        assert digits not in repr(key)

    def test_a_key_never_shows_itself(self, vault: Vault) -> None:
        key, _ = vault.create(*ANA)

        assert key.hex() not in f"{key!r} {key!s}"
        assert repr(bytes.fromhex(key.hex())) not in f"{key!r} {key!s}"

    def test_a_pin_fits_its_own_hash_alone(self, vault: Vault) -> None:
        hashed = vault.hash_pin("2580")

        assert vault.pin_fits("2580", hashed)
        assert not vault.pin_fits("2581", hashed)
        assert not vault.pin_fits("", hashed)
        assert not vault.pin_fits("\ud800", hashed)

    def test_two_equal_pins_have_different_hashes_without_the_pin(self, vault: Vault) -> None:
        first, second = vault.hash_pin("25802580"), vault.hash_pin("25802580")

        assert first != second
        assert "25802580" not in first + second

    def test_a_hash_that_is_none_fits_no_pin(self, vault: Vault) -> None:
        assert not vault.pin_fits("2580", "2580")

    def test_no_two_ids_are_the_same_and_each_may_stand_in_an_address(self, vault: Vault) -> None:
        ids = {vault.new_id() for _ in range(1000)}

        assert len(ids) == 1000
        assert all(len(one) >= 22 and one.replace("-", "").replace("_", "").isalnum() for one in ids)

    def test_failures_are_kept_with_time_way_and_known_user(self, vault: Vault, clock: FixedClock) -> None:
        vault.create(*ANA)
        for user in ("ana.ruiz", "hunter2 my secret"):
            with pytest.raises(SignInRefused):
                vault.unlock(user, "wrong")
            clock.pass_time(seconds=1)

        assert vault.failures(0).lines == (
            FailedSignIn(at=NOON, way=Way.PASSWORD, user="Ana.Ruiz"),
            FailedSignIn(at=NOON + timedelta(seconds=1), way=Way.PASSWORD, user=None),
        )

    def test_failures_are_read_on_from_where_reading_ended(self, vault: Vault) -> None:
        vault.create(*ANA)
        with pytest.raises(SignInRefused):
            vault.unlock("ana.ruiz", "wrong")
        first = vault.failures(0)
        with pytest.raises(SignInRefused):
            vault.unlock("nobody", "wrong")

        assert [line.user for line in first.lines] == ["Ana.Ruiz"]
        assert [line.user for line in vault.failures(first.end).lines] == [None]
        assert not vault.failures(first.end).was_cut

    def test_without_a_failure_there_is_none(self, vault: Vault) -> None:
        found = vault.failures(0)

        assert (found.lines, found.end, found.was_cut) == ((), 0, False)

    def fail(self, vault: Vault, times: int, clock: FixedClock) -> None:
        """Fail so many times, each as soon as it is possible."""
        for _ in range(times):
            try:
                vault.unlock("ana.ruiz", "wrong")
            except SignInRefused:
                continue
            except SignInDelayed as delayed:
                clock.pass_time(seconds=int(delayed.wait.total_seconds()))
            with pytest.raises(SignInRefused):
                vault.unlock("ana.ruiz", "wrong")

    def wait(self, vault: Vault) -> timedelta:
        """Say how long the right password must wait."""
        try:
            vault.unlock("ana.ruiz", "correct horse battery")
        except SignInDelayed as delayed:
            return delayed.wait
        return timedelta()

    @pytest.mark.parametrize(
        ("failures", "seconds"),
        [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (11, 256), (12, 300), (30, 300)],
    )
    def test_the_wait_grows_with_each_failure(
        self, vault: Vault, clock: FixedClock, failures: int, seconds: int
    ) -> None:
        vault.create(*ANA)

        self.fail(vault, failures, clock)

        assert self.wait(vault) == timedelta(seconds=seconds)

    def test_a_try_before_its_time_is_neither_tried_nor_counted(self, vault: Vault, clock: FixedClock) -> None:
        vault.create(*ANA)
        self.fail(vault, 4, clock)
        for _ in range(3):
            assert self.wait(vault) == timedelta(seconds=2)

        clock.pass_time(seconds=2)

        assert self.wait(vault) == timedelta()

    def test_the_wait_survives_a_restart(self, vault: Vault, again: Vault, clock: FixedClock) -> None:
        vault.create(*ANA)
        self.fail(vault, 6, clock)
        clock.pass_time(seconds=3)

        assert self.wait(again) == timedelta(seconds=5)

    def test_a_success_ends_the_waits(self, vault: Vault, clock: FixedClock) -> None:
        vault.create(*ANA)
        self.fail(vault, 6, clock)
        clock.pass_time(seconds=8)

        assert self.wait(vault) == timedelta()
        self.fail(vault, 2, clock)
        assert self.wait(vault) == timedelta()

    def test_a_clock_set_back_neither_skips_the_wait_nor_makes_it_longer(
        self, vault: Vault, again: Vault, clock: FixedClock
    ) -> None:
        vault.create(*ANA)
        self.fail(vault, 6, clock)
        clock.set_to(clock.now() - timedelta(days=3650))

        assert self.wait(again) == timedelta(seconds=8)
        clock.pass_time(seconds=7)
        assert self.wait(again) == self.wait(vault) == timedelta(seconds=1)
        clock.pass_time(seconds=1)
        assert self.wait(again) == timedelta()

    def test_failed_passwords_do_not_delay_the_recovery_key(self, vault: Vault, clock: FixedClock) -> None:
        key, printed = vault.create(*ANA)
        self.fail(vault, 8, clock)

        assert vault.unlock_with_recovery_key(printed).hex() == key.hex()

    def test_wrong_recovery_keys_are_delayed_too(self, vault: Vault, tmp_path: Path) -> None:
        _, printed = vault.create(*ANA)
        _, others = cheap_vault(tmp_path / "other", FixedClock()).create(*ANA)
        for _ in range(3):
            with pytest.raises(RecoveryKeyWrong):
                vault.unlock_with_recovery_key(others)

        with pytest.raises(SignInDelayed) as delayed:
            vault.unlock_with_recovery_key(printed)

        assert delayed.value.wait == timedelta(seconds=1)


class TestFileVault(VaultContract):
    @pytest.fixture
    def vault(self, tmp_path: Path, clock: FixedClock) -> Vault:
        return cheap_vault(tmp_path / "data", clock)

    @pytest.fixture
    def again(self, tmp_path: Path, clock: FixedClock) -> Vault:
        return cheap_vault(tmp_path / "data", clock)
