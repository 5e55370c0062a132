"""Kill a process that records doses, at a random moment, again and again; after each time look at what is there.

Usage: killing.py FOLDER ROUNDS SEED. Everything is imported once; each round forks a child, so that a thousand rounds
take minutes. Prints one line of JSON at the end.
"""

from __future__ import annotations

import gc
import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind, Note
from tests.invented_log import draft, first_entries, new_log, note, open_log, recorded

if TYPE_CHECKING:
    from j3032calc.storage.sql_log import SqlLog

# Some children die while they open the log, the others so long after their first word.
_OPENING = 0.06
_WORKING = 0.04
_DIES_EARLY = 0.25
_ROUNDS_OF_ONE_LOG = 50


@dataclass
class Told:
    """What the children of one log acknowledged; numbers of doses."""

    drafts: set[int] = field(default_factory=set)
    doses: set[int] = field(default_factory=set)


def child(folder: Path, pipe: int, number: int) -> None:
    """Record one dose after the other for ever: its draft, then two entries that end the draft."""
    log = open_log(folder)
    while True:
        log.keep_draft(draft(number))
        os.write(pipe, f"k{number}\n".encode("ascii"))
        log.append([note(str(number)), recorded(number)], ends_draft=f"d{number}")
        os.write(pipe, f"d{number}\n".encode("ascii"))
        number += 1


def let_live(folder: Path, chance: random.Random, number: int) -> list[str]:
    """Start a child, kill it at a random moment, and give what it acknowledged."""
    dies_early = chance.random() < _DIES_EARLY
    seconds = chance.uniform(0, _OPENING if dies_early else _WORKING)
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            child(folder, writing, number)
        finally:
            os._exit(1)
    os.close(writing)
    if not dies_early:
        select.select([reading], [], [])
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    with os.fdopen(reading, "rb") as stream:
        return stream.read().decode("ascii").split()


def look(log: SqlLog, told: Told, caught_up_before: int) -> tuple[int, int]:
    """Check everything; give the number for the next dose, and how many times the anchor was caught up."""
    assert log.is_whole, log.fault
    entries = tuple(log.entries())
    doses = [one.subject for one in entries if one.kind is Kind.DOSE_RECORDED]
    wanted = {f"d{number}" for number in told.doses}
    assert wanted <= set(doses), (wanted - set(doses), "acknowledged and gone")
    assert len(doses) == len(set(doses))
    notes = [one.body for one in entries if one.kind is Kind.SIGNED_IN]
    assert notes == [note(dose.removeprefix("d")).body for dose in doses], "half a transaction"
    unacknowledged = set(doses) - wanted
    assert len(unacknowledged) <= 1, unacknowledged
    caught_up = [one.body for one in entries if one.kind is Kind.ANCHOR_CAUGHT_UP]
    assert len(caught_up) - caught_up_before <= 1
    assert set(caught_up) <= {Note(facts=(("entries", str(count)),)) for count in (1, 2)}, caught_up

    kept = {one.id: one for one in log.drafts()}
    assert not set(kept) & set(doses), "a draft outlived its dose"
    for number in told.drafts - told.doses:
        assert f"d{number}" in doses or kept[f"d{number}"] == draft(number), "a draft is gone"
    found = log.verify()
    assert (found.fault, found.ahead, found.entries) == (None, 0, len(entries))
    assert log.check_indexes() is None
    told.doses |= {int(dose[1:]) for dose in doses}
    last = max((int(dose[1:]) for dose in (*doses, *kept)), default=0)
    return last + 1, len(caught_up)


def main(folder: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    seen: Counter[str] = Counter()
    told, caught_up, number, place = Told(), 0, 1, folder
    gc.freeze()
    for count in range(rounds):
        if count % _ROUNDS_OF_ONE_LOG == 0:
            place = folder / str(count)
            log = new_log(place)
            log.append(first_entries())
            log.close()
            told, caught_up, number = Told(), 0, 1
        said = let_live(place, chance, number)
        told.drafts |= {int(word[1:]) for word in said if word[0] == "k"}
        told.doses |= {int(word[1:]) for word in said if word[0] == "d"}
        log = open_log(place)
        try:
            before = caught_up
            number, caught_up = look(log, told, caught_up)
        except AssertionError as error:
            message = f"seed {seed}, round {count}: {error}"
            raise AssertionError(message) from error
        finally:
            log.close()
        seen["acknowledged"] += sum(word[0] == "d" for word in said)
        seen["killed before the first word"] += not said
        seen["caught up"] += caught_up - before
    print(json.dumps({"rounds": rounds, "seed": seed, **seen}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
