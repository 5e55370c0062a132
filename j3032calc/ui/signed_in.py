"""The work of one session: its pages, each made when it is first wanted, and what the nurse does on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from j3032calc.ui.log_scans import LogScans
from j3032calc.ui.pages import PREVIEW
from j3032calc.wording import page_labels, scan_texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.giving import Giving
    from j3032calc.ui.paper_desk import PaperDesk
    from j3032calc.ui.patient_forms import PatientForms
    from j3032calc.ui.patient_page import PatientPage, Unfinished
    from j3032calc.ui.sign_page import SignPage
    from j3032calc.ui.today_page import TodayPage

_PAGES: Final = frozenset({"today", "patient", "sign", "settings", PREVIEW})
_SHOW_PATIENT: Final = frozenset({"patient", "give", "sign"})


class SignedIn(QObject):
    """What a person who is signed in works with. ``catalogue_changed`` comes when the site's own catalogue did."""

    catalogue_changed = Signal()

    def __init__(self, app: Desk, window: Frame, services: Services, paper: PaperDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self.services = services
        self.paper = paper
        self._forms: PatientForms | None = None
        self.giving: Giving | None = None

    def open(self) -> None:
        """Offer the pages, and show the first of them."""
        from j3032calc.domain.people import Right

        window, session = self._window, self.services.session
        window.scans.log = LogScans(self, self.services, window)
        window.message.hide()
        window.bar.add_patient_actions()
        window.pages.offer(
            {
                "today": self._make_today,
                "patient": self._make_patient,
                "sign": self._make_sign,
                "settings": self._make_settings,
            }
        )
        who = page_labels.WHO.format(name=session.account.name, credential=session.account.credential)
        reads = session.may(Right.READ)
        window.nav.show_who(who.removesuffix(", "), reads_patients=reads)
        window.status.show_log(is_open=True)
        window.show_page("today" if reads else "settings")

    def keep(self) -> str:
        """Keep the dose that is under way as it is entered now; give why it could not be kept."""
        return "" if self.giving is None else self.giving.keep()

    def close(self) -> None:
        """Take away everything that shows the log; what stands on the Give page without a patient stays."""
        window = self._window
        if self.giving is not None and self.giving.draft is not None:
            self.giving.forget()
        window.scans.log = None
        window.banner.show_patient(None, self._app.clock.now().date())
        window.pages.forget(set(_PAGES))
        self.deleteLater()

    # --- Where the work is ---

    @property
    def unfinished(self) -> Unfinished | None:
        """The form about a patient that nobody has sent or cancelled yet."""
        return self._patient_page.unfinished

    @property
    def draft(self) -> Draft | None:
        """The dose that is given now, if it is a patient's."""
        return None if self.giving is None else self.giving.draft

    @property
    def patient_log(self) -> PatientLog | None:
        """The log of the patient who is open."""
        return self._patient_page.log

    def show_banner(self, page: str) -> None:
        """Show who a page is about, and nobody where it shows several patients."""
        patient: Patient | None = None
        if page == PREVIEW:
            page = self.paper.came_from
        if page == "patient":
            patient = self._patient_page.patient
        elif page in _SHOW_PATIENT and self.giving is not None:
            patient = self.giving.patient
        self._window.banner.show_patient(patient, self.services.today)

    # --- The pages ---

    @property
    def _patient_page(self) -> PatientPage:
        from j3032calc.ui.patient_page import PatientPage

        page = self._window.pages.page("patient")
        assert isinstance(page, PatientPage)  # noqa: S101 - the only page of that name
        return page

    def _make_today(self) -> TodayPage:
        from j3032calc.ui.today_page import TodayPage

        page = TodayPage(self.services, self._window)
        page.opened.connect(self.open_patient)
        page.draft_opened.connect(self.go_on)
        page.new_patient.connect(self._new_patient)
        page.paper.connect(self.paper.ask)
        return page

    def _make_patient(self) -> PatientPage:
        from j3032calc.ui.patient_export import PatientExport
        from j3032calc.ui.patient_forms import PatientForms
        from j3032calc.ui.patient_page import PatientPage

        page = PatientPage(self.services, self._window)
        page.scale(self._window.look.percent)
        self._forms = PatientForms(self.services, page)
        PatientExport(self.services, page)
        self._forms.kept.connect(self._window.message.tell)
        self._forms.opened.connect(self.open_patient)
        page.changed.connect(lambda _: self.show_banner(self._window.pages.front))
        page.told.connect(self._window.message.tell)
        page.give.connect(self._give)
        page.paper.connect(self.paper.ask)
        page.amended.connect(self._amend)
        return page

    def _make_sign(self) -> QWidget:
        from j3032calc.ui.giving import Giving
        from j3032calc.ui.sign_page import SignPage

        page: SignPage = SignPage(self._window)
        window = self._window
        giving = Giving(self.services, window.page, page, self)
        giving.told.connect(window.message.tell)
        giving.refused.connect(window.message.refuse)
        giving.undoable.connect(lambda said, undo: window.message.tell(said, button=scan_texts.UNDO, do=undo))
        giving.give_wanted.connect(lambda: window.show_page("give"))
        giving.sign_wanted.connect(lambda: window.show_page("sign"))
        giving.signed.connect(self._offer_print)
        giving.changed.connect(lambda: window.bar.show_for(window.pages.front, giving.draft))
        self.giving = giving
        return page

    def _make_settings(self) -> QWidget:
        from j3032calc.ui.settings_page import SettingsPage
        from j3032calc.ui.settings_paper import PaperPart

        window = self._window
        more = {"paper": lambda services, _tell: PaperPart(services, window.message, self._app)}
        page = SettingsPage(self.services, window.message.tell, window, more)
        page.changed.connect(self.catalogue_changed)
        page.paper.connect(self.paper.ask)
        return page

    # --- What the nurse does ---

    def open_patient(self, patient_id: str) -> None:
        """Open a patient."""
        page = self._patient_page
        page.open(patient_id)
        self._window.show_page("patient")

    def show_record(self, dose_id: str) -> None:
        """Show one record of the patient who is open."""
        self._patient_page.select_dose(dose_id)

    def begin_dose(self, order_id: str) -> Giving:
        """Begin a dose by an order of the patient who is open, or go on with it."""
        self._give("", order_id)
        return self._giving

    def go_on(self, draft_id: str) -> None:
        """Go on with a dose that is under way."""
        self._giving.go_on(draft_id)

    def do(self, action: str) -> None:
        """Do what a button of the Give page for a patient says."""
        giving = self.giving
        if giving is None:
            return
        if action == "sign":
            giving.look()
        elif action == "start":
            giving.start()
        elif action == "draft" and giving.draft is not None:
            giving.keep()
            self.paper.ask("draft", (giving.draft.id,))
        elif action == "stop":
            giving.stop()
        elif action == "calculate":
            giving.set_aside()
        elif action == "abandon":
            self._ask_why_abandoned(giving)

    @property
    def _giving(self) -> Giving:
        """What gives doses; it comes with the Sign page."""
        self._window.pages.page("sign")
        assert self.giving is not None  # noqa: S101 - made with the page
        return self.giving

    def _new_patient(self, typed: str) -> None:
        # Else the banner would name the last patient over the form of the next.
        self._patient_page.close_patient()
        self._window.show_page("patient")
        if self._forms is not None:
            self._forms.ask_new_patient(typed)

    def _give(self, _patient_id: str, order_id: str) -> None:
        log = self.patient_log
        if log is not None:
            self._giving.begin(log, order_id)

    def _amend(self, dose_id: str) -> None:
        log = self.patient_log
        if log is not None:
            self._giving.amend(log, dose_id)

    def _offer_print(self, patient_id: str, dose_id: str) -> None:
        """Open the patient whose dose was just signed; one key prints the record."""
        self.open_patient(patient_id)
        self.show_record(dose_id)
        self.paper.offer(dose_id)

    def _ask_why_abandoned(self, giving: Giving) -> None:
        if giving.draft is None or giving.patient is None:
            return
        giving.keep()
        draft_id, drafts = giving.draft.id, self.services.drafts
        self.open_patient(giving.patient.id)
        if self._forms is not None:
            self._forms.ask_reason(
                page_labels.ABANDON_FORM, lambda reason: drafts.abandon(draft_id, reason), lambda _: giving.abandoned()
            )
