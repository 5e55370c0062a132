"""How a text that looks for a patient is read: names, a record number, a birth date, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.search import PatientSearch, identifier_key, joined_words, words
from j3032calc.wording.birth_dates import take_birth_date

if TYPE_CHECKING:
    from datetime import date

# Nobody types more to find a patient; a pasted page is not searched for.
_LONGEST: Final = 200


def read_search(text: str, today: date) -> tuple[PatientSearch, ...]:
    """Read what is looked for, in every way that it can be meant; a patient who fits one of them is found.

    "O'Brien" may be typed for "O Brien" or for "OBrien", "02/03/1980" for two dates, "12-345" for a record number.
    A text without letters and digits looks for nobody and gives nothing.
    """
    if len(text) > _LONGEST:
        return ()
    days, rest = take_birth_date(text, today)
    found = [search for day in days or (None,) for search in _without_date(rest, day)]
    number = identifier_key(text)
    found.append(PatientSearch(number=number or None))
    return tuple(dict.fromkeys(search for search in found if search.keys))


def _without_date(rest: str, born: date | None) -> tuple[PatientSearch, ...]:
    """Give the ways to read names and a record number beside a birth date, or without one."""
    pieces = rest.split()
    spelled = " ".join(piece for piece in pieces if not _has_digit(piece))
    number = identifier_key("".join(filter(_has_digit, pieces))) or None
    return (
        PatientSearch(names=words(spelled), number=number, born=born),
        PatientSearch(names=joined_words(spelled), number=number, born=born),
        PatientSearch(names=words(rest), born=born),
    )


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)
