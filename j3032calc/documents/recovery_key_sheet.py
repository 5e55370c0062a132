"""The recovery key on paper, printed once when it is made: it opens the log when every password is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Sheet
from j3032calc.wording.paper import write_zoned_moment

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing

TEMPLATE: Final = "recovery_key_sheet"
TITLE: Final = "Recovery key"

WHAT_IT_IS: Final = (
    "This key opens the patient log when nobody's password does. Whoever holds it can read every patient in the log. "
    "It is kept on no computer: lost together with all passwords, the log is lost."
)
STEPS: Final = (
    "Read the key back against the screen, group by group. Then close the screen.",
    "Put this sheet into an envelope, seal it, and sign across the flap.",
    "Keep it in a safe, away from the workstation. Never copy, photograph or type it except to open the log.",
    "In an emergency choose “Use the recovery key” on the sign-in page. Opening the log this way is written into it.",
    "After use, and when somebody who knew it leaves, have a new key made. The old sheet is then void: destroy it.",
)
READING: Final = "The key has no letters I, L, O and U: 1 is one and 0 is zero. The last group checks the others."


def recovery_key_sheet(key: str, printing: Printing) -> dict[str, object]:
    """Give the data of the sheet; ``key`` is the key as the vault printed it, in groups between hyphens."""
    return Sheet(title=TITLE, printing=printing, reference="Recovery key of this log. No copy is kept.").data(
        what=WHAT_IT_IS,
        key=key.split("-"),
        reading=READING,
        steps=list(STEPS),
        made=f"Made {write_zoned_moment(printing.at)} for {printing.letterhead.lines[0]}",
        blanks=["Sealed by (name, signature)", "Sealed on", "Seen by (name, signature)", "Kept where"],
    )
