"""What the site prints on: its heading and logo, the size of paper and of text. The log has it, and who changed it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import USUAL_TEXT, Letterhead, Paper
from j3032calc.domain.entries import Kind, Note
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged
from j3032calc.domain.problems.printing import LogoTooLarge
from j3032calc.services.paperwork import Stationery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.services.paperwork import Paperwork
    from j3032calc.services.ports import Log
    from j3032calc.services.session import Session

_SUBJECT: Final = "stationery"
_BETWEEN: Final = "\n"
# What the heading, the paper and the text are each time they change, so that an old page can be understood.
MOST_LOGO_BYTES: Final = 200_000
TEXT_SIZES: Final = (USUAL_TEXT, 125, 150, 200)


def stationery_of(log: Log) -> Stationery:
    """Give what the site prints on now; the usual where it has said nothing."""
    bodies = [entry.body for entry in log.versions(_SUBJECT) if isinstance(entry.body, Note)]
    if not bodies:
        return Stationery()
    facts = dict(bodies[-1].facts)
    lines = tuple(facts["heading"].split(_BETWEEN)) if facts["heading"] else ()
    logo = b64decode(facts["logo"]) if facts["logo"] else None
    return Stationery(
        paper=Paper(facts["paper"]),
        letterhead=Letterhead(lines, logo) if lines or logo else None,
        text_percent=int(facts["text_percent"]),
    )


class Stationeries:
    """Reads and changes it for one signed-in person. ``work_on`` gives the paperwork that prints on some stationery."""

    def __init__(self, session: Session, work_on: Callable[[Stationery], Paperwork]) -> None:
        self._session = session
        self._work_on = work_on

    def now(self) -> Stationery:
        """Give what the site prints on now."""
        return stationery_of(self._session.log)

    def set(self, stationery: Stationery) -> Stationery:
        """Set it for all paper from now on, once a page with that heading could be made.

        Raises:
            NotAllowed: the person may not change the site's settings.
            NothingChanged: it is what the log says already.
            LogoTooLarge: the logo would make every change of the heading heavy.
            DocumentFailed: the logo is no picture that can be printed.
        """
        self._session.need(Right.CHANGE_SITE)
        if stationery == self.now():
            raise NothingChanged
        heading = stationery.letterhead
        if heading is not None:
            if heading.logo is not None and len(heading.logo) > MOST_LOGO_BYTES:
                raise LogoTooLarge(len(heading.logo), MOST_LOGO_BYTES)
            self._work_on(stationery).check_letterhead(heading)
        self._session.note(Kind.SETTING_CHANGED, _SUBJECT, **_facts(stationery))
        return stationery


def _facts(stationery: Stationery) -> Mapping[str, str]:
    heading = stationery.letterhead or Letterhead(())
    return {
        "paper": str(stationery.paper),
        "text_percent": str(stationery.text_percent),
        "heading": _BETWEEN.join(heading.lines),
        "logo": "" if heading.logo is None else b64encode(heading.logo).decode(),
    }
