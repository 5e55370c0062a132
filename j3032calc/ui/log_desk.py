"""The patient log in the window: the way in, the pages of a session, and what happens when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from j3032calc.ui.closing import Closing
from j3032calc.ui.log_scans import LogScans
from j3032calc.ui.pages import PREVIEW
from j3032calc.ui.shift import Shift
from j3032calc.ui.taking_over import TakingOver
from j3032calc.ui.unlock_page import UnlockPage
from j3032calc.wording import page_labels, scan_texts, way_in_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from j3032calc.domain.administration import Draft
    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.history import PatientLog
    from j3032calc.domain.patient import Patient
    from j3032calc.services.services import Services
    from j3032calc.services.session import Session
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


class LogDesk(QObject):
    """Leads a person in, gives the pages their services, and takes everything away again."""

    def __init__(self, app: Desk, window: Frame) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self.shift = Shift(app, self)
        self.closing = Closing(self.shift, window, self.keep)
        self._unlock: UnlockPage | None = None
        self._services: Services | None = None
        self._forms: PatientForms | None = None
        self.giving: Giving | None = None
        self._paper: PaperDesk | None = None
        self.shift.began.connect(self._begin)
        self.shift.leaving.connect(self.keep)
        self.shift.ended.connect(self._end)
        self.shift.backing_up.connect(window.status.show_backup)
        self._taking_over = TakingOver(self, window)
        window.nav.lock.connect(self.shift.lock)
        window.nav.sign_out.connect(self.closing.sign_out)
        window.bar.gave.connect(self._do)

    def ask_who(self, said: str = "") -> None:
        """Show the way in."""
        if self._unlock is None:
            self._unlock = UnlockPage(self.shift, self._window, is_set_up=self._app.has_log())
            self._unlock.skipped.connect(lambda: self._window.show_page("give"))
            self._unlock.stayed.connect(self._taking_over.stay)
            self._unlock.paper.connect(self._ask_on_paper)
            self._window.pages.keep("unlock", self._unlock)
        elif self._app.has_log():
            self._unlock.ask_sign_in(said)
        self._window.show_page("unlock")
        self._unlock.go_to_first()

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        for page in self._window.pages.of_log():
            page.scale(percent)

    # --- A session ---

    def _begin(self, session: Session) -> None:
        from j3032calc.domain.people import Right

        window = self._window
        services = self._app.services(session)
        if session.account.must_change_password and self._unlock is not None:
            self._unlock.ask_new_password(services.people)
            return
        self._services = services
        self._offer(services.catalogue)
        window.scans.log = LogScans(self, services, window)
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

    def ask_who_goes_on(self) -> None:
        """Ask who takes over from the person who is signed in."""
        if self._unlock is not None:
            self._unlock.ask_switch()
            self._window.show_page("unlock")

    def take_over(self, session: Session) -> bool:
        """Begin the work of somebody else; say whether they may work already, or must choose a password first."""
        self._clear()
        self._begin(session)
        return self._services is not None

    def _clear(self) -> None:
        """Take away what shows the log."""
        window = self._window
        if self.giving is not None:
            if self.giving.draft is not None:
                self.giving.forget()
            self.giving.deleteLater()
        if self._paper is not None:
            self._paper.deleteLater()
        self._services = self._forms = self.giving = self._paper = None
        window.scans.log = None
        window.banner.show_patient(None, self._app.clock.now().date())
        window.pages.forget(set(_PAGES))

    def _end(self, was_locked: bool) -> None:  # noqa: FBT001 - a slot takes what its signal gives
        window = self._window
        if self.giving is not None:
            self.giving.forget()
        if self._services is not None:
            self._offer(self._services.site_catalogue.shipped)
        self._clear()
        window.nav.show_who("")
        window.status.show_log(is_open=False)
        self.ask_who(way_in_labels.LOCKED if was_locked else way_in_labels.SIGNED_OUT)

    def _offer(self, catalogue: Catalogue) -> None:
        """Answer on the Give page from this catalogue: the site's own while somebody is signed in."""
        self._app.calculator.use(catalogue)
        self._window.page.offer_anew()

    @property
    def unfinished(self) -> Unfinished | None:
        """The form about a patient that nobody has sent or cancelled yet."""
        return self._patient_page.unfinished

    @property
    def draft(self) -> Draft | None:
        """The dose that is given now, if it is a patient's."""
        return None if self.giving is None else self.giving.draft

    def show_banner(self, page: str) -> None:
        """Show who a page is about, and nobody where it shows several patients."""
        patient: Patient | None = None
        if self._services is None:
            return
        if page == PREVIEW:
            page = self.paper.came_from
        if page == "patient":
            patient = self._patient_page.patient
        elif page in _SHOW_PATIENT and self.giving is not None:
            patient = self.giving.patient
        self._window.banner.show_patient(patient, self._services.today)

    # --- The pages ---

    @property
    def _opened(self) -> Services:
        assert self._services is not None  # noqa: S101 - pages of a session are made in a session
        return self._services

    @property
    def _patient_page(self) -> PatientPage:
        from j3032calc.ui.patient_page import PatientPage

        page = self._window.pages.page("patient")
        assert isinstance(page, PatientPage)  # noqa: S101 - the only page of that name
        return page

    @property
    def paper(self) -> PaperDesk:
        """What prints for this session."""
        from j3032calc.ui.paper_desk import PaperDesk

        if self._paper is None:
            assert self.shift.session is not None  # noqa: S101 - nothing is printed without a session
            self._paper = PaperDesk(self._app, self._window, self.shift.session)
        return self._paper

    def _make_today(self) -> TodayPage:
        from j3032calc.ui.today_page import TodayPage

        page = TodayPage(self._opened, self._window)
        page.opened.connect(self.open_patient)
        page.draft_opened.connect(self.go_on)
        page.new_patient.connect(self._new_patient)
        page.paper.connect(self.paper.ask)
        return page

    def _make_patient(self) -> PatientPage:
        from j3032calc.ui.patient_export import PatientExport
        from j3032calc.ui.patient_forms import PatientForms
        from j3032calc.ui.patient_page import PatientPage

        page = PatientPage(self._opened, self._window)
        page.scale(self._window.look.percent)
        self._forms = PatientForms(self._opened, page)
        PatientExport(self._opened, page)
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
        giving = Giving(self._opened, window.page, page, self)
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
        page = SettingsPage(self._opened, window.message.tell, window, more)
        page.changed.connect(lambda: self._offer(self._opened.catalogue))
        page.paper.connect(self.paper.ask)
        return page

    # --- What the nurse does ---

    def open_patient(self, patient_id: str) -> None:
        """Open a patient."""
        page = self._patient_page
        page.open(patient_id)
        self._window.show_page("patient")

    @property
    def patient_log(self) -> PatientLog | None:
        """The log of the patient who is open."""
        return self._patient_page.log

    def show_record(self, dose_id: str) -> None:
        """Show one record of the patient who is open."""
        self._patient_page.select_dose(dose_id)

    def begin_dose(self, order_id: str) -> Giving:
        """Begin a dose by an order of the patient who is open, or go on with it."""
        self._give("", order_id)
        assert self.giving is not None  # noqa: S101 - made with the Sign page
        return self.giving

    def _new_patient(self, typed: str) -> None:
        # Else the banner would name the last patient over the form of the next.
        self._patient_page.close_patient()
        self._window.show_page("patient")
        if self._forms is not None:
            self._forms.ask_new_patient(typed)

    def _give(self, _patient_id: str, order_id: str) -> None:
        self._window.pages.page("sign")
        log = self._patient_page.log
        if self.giving is not None and log is not None:
            self.giving.begin(log, order_id)

    def _ask_on_paper(self, name: str, subjects: Sequence[str]) -> None:
        # Whoever is signed in by then.
        self.paper.ask(name, subjects)

    def _offer_print(self, patient_id: str, dose_id: str) -> None:
        """Open the patient whose dose was just signed; one key prints the record."""
        self.open_patient(patient_id)
        self.show_record(dose_id)
        self.paper.offer(dose_id)

    def _amend(self, dose_id: str) -> None:
        self._window.pages.page("sign")
        log = self._patient_page.log
        if self.giving is not None and log is not None:
            self.giving.amend(log, dose_id)

    def go_on(self, draft_id: str) -> None:
        """Go on with a dose that is under way."""
        self._window.pages.page("sign")
        if self.giving is not None:
            self.giving.go_on(draft_id)

    def _do(self, action: str) -> None:
        """Do what a button of the Give page for a patient says."""
        if self.giving is None:
            return
        if action == "sign":
            self.giving.look()
        elif action == "start":
            self.giving.start()
        elif action == "draft" and self.giving.draft is not None:
            self.giving.keep()
            self.paper.ask("draft", (self.giving.draft.id,))
        elif action == "stop":
            self.giving.stop()
        elif action == "calculate":
            self.giving.set_aside()
        elif action == "abandon":
            self._ask_why_abandoned()

    def _ask_why_abandoned(self) -> None:
        giving = self.giving
        if giving is None or giving.draft is None or giving.patient is None:
            return
        giving.keep()
        draft_id, drafts = giving.draft.id, self._opened.drafts
        self.open_patient(giving.patient.id)
        if self._forms is not None:
            self._forms.ask_reason(
                page_labels.ABANDON_FORM, lambda reason: drafts.abandon(draft_id, reason), lambda _: giving.abandoned()
            )
