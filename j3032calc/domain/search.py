"""How a patient is found: by any beginning of any name, by the record number, or by the birth date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.record import record

if TYPE_CHECKING:
    from j3032calc.domain.patient import Patient

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_NOT_IN_A_WORD: Final = re.compile(r"[^\w]+|_")


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
    names = dict.fromkeys(
        word
        for name in (patient.family, patient.given)
        for word in (*words(name), *joined_words(name), identifier_key(name))
    )
    number = identifier_key(patient.identifier)
    return (*(f"name:{word}" for word in names), f"number:{number}", f"born:{patient.born.isoformat()}")


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
        names = tuple((f"name:{name}", True) for name in self.names)
        number = () if self.number is None else ((f"number:{self.number}", not self.is_whole_number),)
        born = () if self.born is None else ((f"born:{self.born.isoformat()}", False),)
        return (*born, *number, *names)

    def fits(self, patient: Patient) -> bool:
        """Whether everything that is looked for fits a patient."""
        keys = search_keys(patient)
        return all(
            any(key.startswith(wanted) if is_beginning else key == wanted for key in keys)
            for wanted, is_beginning in self.keys
        )
