"""How a patient is found: by any beginning of any name, by the record number, or by the birth date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Final

from j3032calc.domain.record import record

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_NOT_IN_A_WORD: Final = re.compile(r"[^\w]+|_")
# What a key begins with says what it is; no word has such a sign.
_NAME: Final = "."
_NUMBER: Final = "#"
_BORN: Final = "@"
_PAIR: Final = "&"


def plain(text: str) -> str:
    """Give a text without capitals and accents: "Núñez" and "NUNEZ" are "nunez"."""
    # Some signs are letters only when taken apart, so capitals go after that.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(character for character in decomposed if not unicodedata.combining(character))
    return kept.translate(_PLAIN)


def words(text: str) -> tuple[str, ...]:
    """Give the words of a name, plain: "O'Brien Smith" gives "o", "brien" and "smith"."""
    return tuple(part for part in _NOT_IN_A_WORD.split(plain(text)) if part)


def joined_words(text: str) -> tuple[str, ...]:
    """Give the words of a name, plain and only split at spaces: "O'Brien Smith" gives "obrien" and "smith"."""
    return tuple(filter(None, (_NOT_IN_A_WORD.sub("", one) for one in plain(text).split())))


def identifier_key(identifier: str) -> str:
    """Give a record number as it is compared: without capitals, spaces and punctuation."""
    return _NOT_IN_A_WORD.sub("", plain(identifier))


def search_keys(patient: Patient) -> tuple[str, ...]:
    """Give every key that finds this patient: each word of the names, the record number, the birth date.

    A name of several words is also found as one: "van der Berg" by "vanderberg", "O'Brien" by "obrien".
    """
    number = identifier_key(patient.identifier)
    return (*(f"{_NAME}{word}" for word in _name_words(patient)), f"{_NUMBER}{number}", _born_key(patient.born))


def pair_keys(patient: Patient) -> tuple[str, ...]:
    """Give a key for each two words of the names, in both orders: the first letter of one, and the other.

    Each of two beginnings fits many patients, and both together few; these keys lead to those few at once.
    """
    pairs = permutations(_name_words(patient), 2)
    return tuple(dict.fromkeys(_pair_key(one, other) for one, other in pairs))


def _name_words(patient: Patient) -> tuple[str, ...]:
    names = (patient.family, patient.given)
    found = (word for name in names for word in (*words(name), *joined_words(name), identifier_key(name)))
    return tuple(dict.fromkeys(found))


def _born_key(born: date) -> str:
    return f"{_BORN}{born.isoformat()}"


def _pair_key(one: str, other: str) -> str:
    return f"{_PAIR}{one[0]} {other}"


def _begins_another(name: str, names: tuple[str, ...]) -> bool:
    return any(other != name and other.startswith(name) for other in names)


@record
class PatientSearch:
    """What to look for; everything that is given must fit. ``names`` are beginnings of words, plain (see ``plain``).

    ``number`` is the beginning of a record number as ``identifier_key`` gives it, or all of it when
    ``is_whole_number``.
    """

    names: tuple[str, ...] = ()
    number: str | None = None
    is_whole_number: bool = False
    born: date | None = None

    @property
    def keys(self) -> tuple[tuple[str, bool], ...]:
        """Each search key, and whether it is only the beginning of one."""
        return (*self._exact, *self._begun_number, *((f"{_NAME}{name}", True) for name in self.names))

    @property
    def leading(self) -> tuple[tuple[str, bool], ...]:
        """The keys of which one is enough to lead to every patient that fits, and to few others.

        That is the birth date or a whole record number; else a beginning of a number, or what was typed of the names:
        of two names the shorter one's letter with the longer one.
        """
        return self._exact[:1] or (*self._begun_number, *self._leading_name)

    @property
    def _exact(self) -> tuple[tuple[str, bool], ...]:
        born = () if self.born is None else ((_born_key(self.born), False),)
        number = ((f"{_NUMBER}{self.number}", False),) if self.number is not None and self.is_whole_number else ()
        return (*born, *number)

    @property
    def _begun_number(self) -> tuple[tuple[str, bool], ...]:
        return () if self.number is None or self.is_whole_number else ((f"{_NUMBER}{self.number}", True),)

    @property
    def _leading_name(self) -> tuple[tuple[str, bool], ...]:
        # One that is the beginning of another one says nothing more, and both may be found in one word.
        names = [name for name in dict.fromkeys(self.names) if not _begins_another(name, self.names)]
        by_length = sorted(names, key=len)
        if not by_length:
            return ()
        longest = by_length[-1]
        return ((f"{_NAME}{longest}" if len(by_length) == 1 else _pair_key(by_length[0], longest), True),)

    def fits(self, patient: Patient) -> bool:
        """Whether everything that is looked for fits a patient."""
        keys = search_keys(patient)
        return all(
            any(key.startswith(wanted) if is_beginning else key == wanted for key in keys)
            for wanted, is_beginning in self.keys
        )
