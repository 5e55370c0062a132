"""A clinic whose log lies where the program puts it, with its backups, for tests of what goes wrong and comes back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from j3032calc.domain.entries import Kind
from j3032calc.services.backups import BackingUp
from j3032calc.services.restoring import Credentials, Restoring
from j3032calc.services.workstation import Workstation
from j3032calc.storage.backups import FileBackups
from j3032calc.storage.keys_file import read_keys
from j3032calc.storage.local_store import LocalStore
from j3032calc.storage.paths import Places
from tests.cheap_vault import cheap_vault
from tests.clinic import ADA, ADAS_PASSWORD, Clinic
from tests.invented_log import dose, order, patient

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.session import Session
    from j3032calc.storage.vault import FileVault


ADAS: tuple[str, str] = (ADA.user, ADAS_PASSWORD)
BY_ADA = Credentials(*ADAS)
VERSION = "0.1.0"


class BackedUpClinic(Clinic):
    """One workstation as the program builds it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.places = Places(folder / "data", folder / "anchors")
        self.backups = FileBackups(self.places, self.clock, VERSION)
        self.backing_up = BackingUp(self.backups, self.clock)
        self.restoring = Restoring(self.backups, self.clock)

    @property
    def _fresh_vault(self) -> FileVault:
        return cheap_vault(self.places.data, self.clock)

    @property
    def workstation(self) -> Workstation:
        return Workstation(self.clock, self._fresh_vault, LocalStore(self.places, self.clock, self.backups))

    def sign_in(self, user: str = ADA.user, password: str = ADAS_PASSWORD) -> Session:
        return self.workstation.sign_in(user, password)

    @property
    def anchor(self) -> Path:
        return self.places.anchor_of(read_keys(self.places.data / "keys.json").log_id)

    def lose_the_data(self) -> None:
        shutil.rmtree(self.places.data)

    def lose_everything(self) -> None:
        shutil.rmtree(self.places.data)
        shutil.rmtree(self.places.anchors)


def chart(session: Session, number: int) -> None:
    """Write a patient, an order and a dose, all of one number."""
    person, ordered, given = patient(number), order(number, of_patient=number), dose(number, of_patient=number)
    session.log.append(
        [
            session.entry(Kind.PATIENT_ADDED, person.id, person, patient_id=person.id),
            session.entry(Kind.ORDER_WRITTEN, ordered.id, ordered, patient_id=person.id),
            session.entry(Kind.DOSE_RECORDED, given.id, given, patient_id=person.id),
        ]
    )
