"""One window at a time."""

from __future__ import annotations

import errno
import threading
from typing import TYPE_CHECKING

import filelock
import pytest

from j3032calc.domain.problems.log import LogInUse, LogNotWritten
from j3032calc.storage.instance_lock import InstanceLock

if TYPE_CHECKING:
    from pathlib import Path


def test_the_folder_is_free_again_when_it_is_released(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path)
    with pytest.raises(LogInUse):
        InstanceLock(tmp_path)

    lock.release()

    InstanceLock(tmp_path).release()


def test_another_thread_may_release_it(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path)
    releasing = threading.Thread(target=lock.release)
    releasing.start()
    releasing.join()

    InstanceLock(tmp_path).release()


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        pytest.param(PermissionError(errno.EACCES, "no"), "the data folder may not be written to", id="read-only"),
        pytest.param(OSError(errno.ENOSPC, "no"), "the disk is full", id="full"),
    ],
)
def test_a_folder_that_refuses_is_a_plain_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: OSError, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)

    with pytest.raises(LogNotWritten) as refused:
        InstanceLock(tmp_path)
    assert refused.value.reason == said
