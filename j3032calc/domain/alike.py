"""Whether two patients may be one person: born on one day, with names that read or sound nearly the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from j3032calc.domain.search import identifier_key, words

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient

# One slip in a short name, two in a long one.
_LONG_NAME: Final = 6
# American Soundex (US National Archives): letters that sound alike share a digit; vowels part them, h and w do not.
_SOUNDS: Final = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_SOUND_LENGTH: Final = 4


def may_be_same(one: Patient, other: Patient) -> bool:
    """Whether both were born on one day and have nearly the same names, in either order."""
    if one.born != other.born:
        return False
    straight = names_alike(one.family, other.family) and names_alike(one.given, other.given)
    crossed = names_alike(one.family, other.given) and names_alike(one.given, other.family)
    return straight or crossed


def names_alike(one: str, other: str) -> bool:
    """Whether two names share a word, differ by a slip or two, sound the same, or one begins the other."""
    if set(words(one)) & set(words(other)):
        return True
    first, second = sorted((identifier_key(one), identifier_key(other)), key=len)
    if second.startswith(first):
        return True
    # A name of one sign that differs in that sign is another name.
    allowed = min(1 if len(first) < _LONG_NAME else 2, len(first) - 1)
    return slips_between(first, second) <= allowed or _sound_alike(first, second)


def slips_between(one: str, other: str) -> int:
    """Count the letters to change, add, leave out, or swap with their neighbour to get from one word to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before_that, before, row = before, row, [place]
        for column, wanted in enumerate(other, start=1):
            steps = min(row[-1] + 1, before[column] + 1, before[column - 1] + (letter != wanted))
            if place > 1 and column > 1 and one[place - 2 : place] == wanted + other[column - 2]:
                steps = min(steps, before_that[column - 2] + 1)
            row.append(steps)
    return row[-1]


def _sound_alike(one: str, other: str) -> bool:
    return sound(one) == sound(other) != ""


def sound(word: str) -> str:
    """Give the Soundex code of a plain word, such as "r163" for "robert"; empty without letters from a to z."""
    letters = [letter for letter in word if "a" <= letter <= "z"]
    if not letters:
        return ""
    heard = [letter for letter in letters[1:] if letter not in "hw"]
    sounds = [_SOUNDS.get(letter, "") for letter in (letters[0], *heard)]
    changes = "".join(after for before, after in pairwise(sounds) if after != before)
    return (letters[0] + changes).ljust(_SOUND_LENGTH, "0")[:_SOUND_LENGTH]
