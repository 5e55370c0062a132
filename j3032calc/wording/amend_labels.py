"""What is said while a record is amended. Light on purpose, like ``labels``."""

from __future__ import annotations

from typing import Final

from j3032calc.wording.labels import FieldText

TITLE: Final = "Amend the record"
AMENDS: Final = "Amends the record of {date}. It stays as it was signed by {who}."
REASON: Final = FieldText("Why it is a&mended", "Prints beside what is struck through", "Reason for the amendment")
SIGN: Final = "Sign the amendment"
SIGNED: Final = "Amended. What was signed before stays; the amendment is entry {sequence} of the log."
VOIDED: Final = "This record is voided, so it is not amended. Chart the dose anew if it was given."
STATE: Final = "Amendment"
