"""What every form of the Patient page does: asked in the page, sent in the background, shown in the page again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.wording import patient_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.asking import FormPanel
    from j3032calc.ui.forms import Form
    from j3032calc.ui.patient_page import PatientPage
    from j3032calc.wording.form_texts import FormText

    Prepare = Callable[[Form], Callable[[], object]]


class PatientAsker:
    """Asks about the patient that is open; ``kept`` is told what is in the log now."""

    def __init__(self, services: Services, page: PatientPage, kept: Callable[[str], object]) -> None:
        self._services = services
        self._page = page
        self._kept = kept

    @property
    def _patient(self) -> Patient:
        patient = self._page.patient
        assert patient is not None  # noqa: S101 - the buttons that ask are there while a patient is
        return patient

    def _ask(
        self, name: str, text: FormText, filled: Mapping[str, str] | None = None, *, columns: int = 2
    ) -> FormPanel:
        return self._page.holder.ask(name, text, filled, columns=columns)

    def _on_send(self, panel: FormPanel, prepare: Prepare, said: str = say.KEPT) -> None:
        """Keep what is sent; see ``FormPanel.on_send``."""
        panel.on_send(prepare, lambda _: self._end(said))
        panel.go_to_first()

    def _end(self, said: str) -> None:
        self._page.holder.close_form()
        self._page.refresh()
        self._kept(said)
