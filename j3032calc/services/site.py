"""The site's billing identity and rules, read and changed by one signed-in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged
from j3032calc.domain.site import SITE_ID, Site
from j3032calc.domain.site_rules import checked_site
from j3032calc.services.accounts import site_of

if TYPE_CHECKING:
    from j3032calc.services.session import Session


class Sites:
    """Works for one signed-in person. A log has one site; nothing about it is a patient's, so everybody may read it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> Site:
        """Give the site as it is now; one without a name where the log has none yet."""
        return site_of(self._session.log) or Site(name="")

    def set(self, site: Site) -> Site:
        """Set the whole site.

        Raises:
            NotAllowed: the person may not change the site's settings.
            NothingChanged: it is what the log says already.
            Problem: a field cannot be used; see ``domain.site_rules``.
        """
        self._session.need(Right.CHANGE_SITE)
        checked = checked_site(site)
        if checked == self.now():
            raise NothingChanged
        self._session.log.append([self._session.entry(Kind.SITE_SET, SITE_ID, checked)])
        return checked
