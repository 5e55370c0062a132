"""What the window asks of the app that opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from j3032calc.domain.calculation import Calculation
    from j3032calc.services.calculation import Calculator
    from j3032calc.services.demonstration import Demonstration
    from j3032calc.services.paperwork import Paperwork
    from j3032calc.services.ports import Clock, Printer, Settings
    from j3032calc.services.services import Services
    from j3032calc.services.session import Session
    from j3032calc.services.stationery import Stationeries
    from j3032calc.services.workstation import Workstation


class Desk(Protocol):
    """The app as the window sees it; loading may take a while, so it is asked in the background."""

    @property
    def clock(self) -> Clock:
        """The workstation's clock."""

    @property
    def demonstration(self) -> Demonstration | None:
        """What the window opens with instead of asking who is there, if it is opened for a demonstration."""

    @property
    def remembers_window(self) -> bool:
        """Whether the next window opens as this one was left: size, theme and text size."""

    @property
    def fonts(self) -> tuple[bytes, ...]:
        """The fonts to show text in, of one family."""

    @property
    def calculator(self) -> Calculator:
        """The calculation service with its catalogue, loaded when first asked for."""

    @property
    def workstation(self) -> Workstation:
        """Who may open the patient log; loading it takes a while."""

    def note_error(self, report: str) -> None:
        """Write where an error of our own happened to a file of this workstation; never raises."""

    def has_log(self) -> bool:
        """Say whether the patient log was set up here: a look at the disk, and no more."""

    def back_up(self, session: Session) -> None:
        """Make the backup at the end of a session, where there is something new; raises a ``Problem`` if it fails."""

    def back_up_daily(self, session: Session) -> None:
        """Make the backup of a day that has none yet, where something is new; raises a ``Problem`` if it fails."""

    def paperwork(self, session: Session) -> Paperwork:
        """Give the service that prints."""

    def stationeries(self, session: Session) -> Stationeries:
        """Give the service that changes what the site prints on."""

    @property
    def printer(self) -> Printer:
        """The printers of this computer."""

    @property
    def settings(self) -> Settings:
        """What this workstation remembers."""

    def read_file(self, path: str) -> bytes:
        """Read a file; raises a ``Problem`` if it cannot be read."""

    def write_file(self, path: str, content: bytes) -> None:
        """Write a file whole, or not at all; raises a ``Problem`` if it cannot be written."""

    def services(self, session: Session) -> Services:
        """Give everything that a signed-in person can ask for."""

    def save_calculation_sheet(self, calculation: Calculation, path: str) -> None:
        """Write the calculation sheet as a PDF; raises a ``Problem`` when it cannot be made or written."""
