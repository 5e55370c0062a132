"""The only place that knows everyone: builds clock, catalogue, services and renderer, and opens the window."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.checklist import Checklist
    from j3032calc.services.backups import BackingUp
    from j3032calc.services.calculation import Calculator
    from j3032calc.services.demonstration import Demonstration
    from j3032calc.services.paperwork import Paperwork, Stationery
    from j3032calc.services.people import People
    from j3032calc.services.ports import Printer, Renderer, Settings, Vault
    from j3032calc.services.restoring import Restoring
    from j3032calc.services.services import Services
    from j3032calc.services.session import Session
    from j3032calc.services.stationery import Stationeries
    from j3032calc.services.workstation import Workstation
    from j3032calc.storage.backups import FileBackups
    from j3032calc.storage.clock import SystemClock
    from j3032calc.storage.files import PlainTextFiles
    from j3032calc.storage.paths import Places


class App:
    """One running program. Everything is built when it is first asked for, so that a start pays only for its use."""

    @property
    def version(self) -> str:
        """The version that stands on what is recorded, printed and exported."""
        from j3032calc import __version__

        return __version__

    @property
    def demonstration(self) -> Demonstration | None:
        """What a window opens with instead of asking who is there: nothing."""
        return None

    # Whether nobody in the log is real.
    is_test = False
    # The next window opens as this one was left.
    remembers_window = True

    @cached_property
    def clock(self) -> SystemClock:
        """The workstation's clock."""
        from j3032calc.storage.clock import SystemClock

        return SystemClock()

    @cached_property
    def fonts(self) -> tuple[bytes, ...]:
        """The shipped fonts, so that window and paper look and measure the same on every system."""
        from j3032calc.storage.resources import resource

        return tuple(resource(f"fonts/Inter-{weight}.otf").read_bytes() for weight in ("Regular", "SemiBold", "Bold"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped catalogue; raises ``CatalogueInvalid`` when a file of it cannot be trusted."""
        from j3032calc.storage.catalogue import load_catalogue

        return load_catalogue()

    @cached_property
    def checklists(self) -> tuple[Checklist, ...]:
        """The shipped documentation checklists; raises ``CatalogueInvalid`` when a file cannot be trusted."""
        from j3032calc.storage.checklists import load_checklists

        return load_checklists(self.catalogue)

    @cached_property
    def calculator(self) -> Calculator:
        """The calculation service."""
        from j3032calc.services.calculation import Calculator

        return Calculator(self.catalogue, self.clock)

    @cached_property
    def places(self) -> Places:
        """Where the log lies on this computer."""
        from j3032calc.storage.paths import find_places

        return find_places(os.environ)

    @cached_property
    def vault(self) -> Vault:
        """The keys of the log."""
        from j3032calc.storage.vault import FileVault

        return FileVault(self.places.data, self.clock)

    @cached_property
    def backups(self) -> FileBackups:
        """The files of the backups."""
        from j3032calc import __version__
        from j3032calc.storage.backups import FileBackups

        return FileBackups(self.places, self.clock, __version__)

    @cached_property
    def workstation(self) -> Workstation:
        """The door to the log; a restore that a crash broke off is finished or undone before it is there.

        Raises:
            LogUnusable: the disk refuses that.
        """
        from j3032calc.services.workstation import Workstation
        from j3032calc.storage.local_store import LocalStore
        from j3032calc.storage.restoring import settle

        settle(self.places)
        return Workstation(self.clock, self.vault, LocalStore(self.places, self.clock, self.backups))

    def people(self, session: Session) -> People:
        """Give the service that changes accounts for the person of a session."""
        from j3032calc.services.people import People

        return People(session, self.vault)

    @cached_property
    def backing_up(self) -> BackingUp:
        """The service that makes backups."""
        from j3032calc.services.backups import BackingUp

        return BackingUp(self.backups, self.clock)

    @cached_property
    def restoring(self) -> Restoring:
        """The service that goes back to a backup."""
        from j3032calc.services.restoring import Restoring

        return Restoring(self.backups, self.clock)

    @cached_property
    def files(self) -> PlainTextFiles:
        """The files that a person names."""
        from j3032calc.storage.files import PlainTextFiles

        return PlainTextFiles(self.places.data, self.places.anchors)

    def note_error(self, report: str) -> None:
        """Write where an error of our own happened to a file in the data folder, as far as the disk takes it."""
        from j3032calc.storage.error_file import ErrorFile

        ErrorFile(self.places.data, self.clock, self.version).note(report)

    def has_log(self) -> bool:
        """Say whether the patient log was set up here: a look at the disk, and no more."""
        return self.vault.exists()

    def services(self, session: Session) -> Services:
        """Give everything that a signed-in person can ask for."""
        from j3032calc.services.services import Workplace, services_of

        place = Workplace(self.vault, self.catalogue, self.checklists, self.files, self.version, is_test=self.is_test)
        return services_of(session, place)

    def back_up(self, session: Session) -> None:
        """Make the backup at the end of a session, where there is something new.

        Raises:
            BackupNotMade: it could not be written, or did not open again.
        """
        self.backing_up.make_automatic(session)

    def back_up_daily(self, session: Session) -> None:
        """Make the backup of a day that has none yet, where there is something new.

        Raises:
            BackupNotMade: it could not be written, or did not open again.
        """
        self.backing_up.make_daily(session)

    def paperwork(self, session: Session) -> Paperwork:
        """Give the service that prints for the person of a session."""
        from j3032calc.services.stationery import stationery_of

        return self._paperwork_on(session, stationery_of(session.log))

    def _paperwork_on(self, session: Session, stationery: Stationery) -> Paperwork:
        from j3032calc.services.paperwork import Paperwork

        return Paperwork(session, self.renderer, self.catalogue, self.version, stationery)

    def stationeries(self, session: Session) -> Stationeries:
        """Give the service that changes what the site prints on."""
        from j3032calc.services.stationery import Stationeries

        return Stationeries(session, lambda stationery: self._paperwork_on(session, stationery))

    @cached_property
    def printer(self) -> Printer:
        """The printers of this computer."""
        from j3032calc.storage.cups import CupsPrinter

        return CupsPrinter()

    @cached_property
    def settings(self) -> Settings:
        """What this workstation remembers, such as printers."""
        from j3032calc.storage.settings import FileSettings

        return FileSettings(self.places.data)

    def read_file(self, path: str) -> bytes:
        """Read a file; raises ``FileUnreadable`` if it cannot be read."""
        from j3032calc.storage.files import read_whole

        return read_whole(path)

    def write_file(self, path: str, content: bytes) -> None:
        """Write a file whole, or not at all; raises ``FileUnreadable`` where it cannot be."""
        self.files.write_whole(path, content)

    @cached_property
    def renderer(self) -> Renderer:
        """The maker of pages."""
        from j3032calc.rendering.pages import TypstRenderer
        from j3032calc.storage.resources import resource

        return TypstRenderer(resource())

    def save_calculation_sheet(self, calculation: Calculation, path: str) -> None:
        """Write the calculation sheet as a PDF.

        Raises:
            DocumentFailed: the page could not be made.
            FileUnreadable: the file could not be written.
        """
        from j3032calc.documents.calculation_sheet import TEMPLATE, calculation_sheet

        sheet = calculation_sheet(
            calculation, edition=self.catalogue.edition, version=self.version, made=self.clock.now()
        )
        self.write_file(path, self.renderer.pdf(TEMPLATE, sheet))

    def stream_lines(self, name: str) -> Iterator[bytes]:
        """Read a file, or standard input for ``-``, line by line."""
        from j3032calc.storage.files import stream_lines

        return stream_lines(name)

    def open_window(self, arguments: list[str]) -> int:
        """Open the window and give the exit code when it closes."""
        from j3032calc.ui.main_window import run

        return run(self, arguments)
