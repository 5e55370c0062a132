"""The preview: the pages of a document as they will be on paper, and how they are to be printed."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from j3032calc.ui.button_grid import ButtonGrid
from j3032calc.ui.choice_list import ChoiceList
from j3032calc.ui.choices import Tick
from j3032calc.ui.column import Column
from j3032calc.ui.field import Field
from j3032calc.ui.text import MainButton, Note, Quiet, Title, restyle, show_or_hide, take_away
from j3032calc.wording import labels
from j3032calc.wording import paper_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from j3032calc.domain.problems import Problem
    from j3032calc.wording.form_texts import PageText

# The sizes that a page is shown in, in percent of paper.
_ZOOMS: Final = (50, 75, 100, 150, 200)
_USUAL_ZOOM: Final = 75
# What a screen shows of an inch at 100 percent.
_SCREEN_PPI: Final = 96


class PageView(QLabel):
    """One page, as a picture."""

    def __init__(self, png: bytes, name: str, *, is_grey: bool, ratio: float) -> None:
        super().__init__()
        image = QImage.fromData(png)
        if is_grey:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
        self.setAccessibleName(name)
        self.setFixedSize(picture.deviceIndependentSize().toSize())


class PreviewPage(QWidget):
    """Shows pages. ``changed`` wants them made anew, ``printed`` printed, ``saved`` saved; ``left`` goes back."""

    changed = Signal()
    printed = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._views: list[PageView] = []
        self._document = ""
        self.zoom = _USUAL_ZOOM
        self._make_options()
        self._lay_out()
        self._connect()

    # --- The parts ---

    def _make_options(self) -> None:
        self._options = QWidget(self)
        self._options.setObjectName("preview.options")
        self.title = Title(parent=self._options)
        self.title.setObjectName("preview.title")
        self._several = Quiet(parent=self._options)
        self._several.setObjectName("preview.several")
        self.print = MainButton(say.ACTIONS["print"].button, self._options)
        self.print.setObjectName("preview.print")
        others = {name: said.button for name, said in say.ACTIONS.items() if name != "print"}
        self.others = ButtonGrid("preview", others, self._press, self._options)
        self.not_encrypted = Quiet(say.NOT_ENCRYPTED, self._options)
        self.not_encrypted.setObjectName("preview.not_encrypted")
        self.printers = ChoiceList("preview.printer", say.PRINTER, many=False, parent=self._options)
        self.no_printers = Note(parent=self._options)
        self.no_printers.setObjectName("preview.no_printers")
        self.paper = ChoiceList("preview.paper", say.PAPER, many=False, parent=self._options)
        self.paper.offer(say.PAPERS)
        self.grey = Tick(say.GREY, "preview.grey", self._options)
        self.copies = Field("preview.copies", say.COPIES, self._options)
        self.products = ChoiceList("preview.product", say.PRODUCT, many=False, parent=self._options)
        self.problem = Note(parent=self._options)
        self.problem.setObjectName("preview.problem")
        restyle(self.problem, "problem", "true")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._options)
        column.setContentsMargins(4, 4, 10, 10)
        column.setSpacing(12)
        for widget in (
            *(self.title, self._several, self.print, self.others, self.not_encrypted, self.problem, self.products),
            *(self.printers, self.no_printers, self.copies, self.paper, self.grey),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        inside = QWidget(self)
        inside.setObjectName("preview.inside")
        self._pages = QVBoxLayout(inside)
        self._pages.setContentsMargins(4, 4, 4, 4)
        self._pages.setSpacing(14)
        self._scroll = Column("preview.pages", inside, self)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.where = Quiet(say.MAKING, self)
        self.where.setObjectName("preview.where")
        turns = ButtonGrid("preview", {name: said.button for name, said in say.TURNS.items()}, self._turn, self)
        self._add_keys(turns.buttons, say.TURNS)
        left = QVBoxLayout()
        left.addWidget(turns)
        left.addWidget(self.where)
        left.addWidget(self._scroll, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(14, 12, 8, 8)
        columns.setSpacing(14)
        columns.addWidget(Column("preview.column", self._options, self), 34)
        columns.addLayout(left, 66)

    def _add_keys(self, buttons: Mapping[str, QPushButton], said: Mapping[str, PageText]) -> None:
        for name, button in buttons.items():
            button.setToolTip(labels.TIP.format(does=said[name].button, key=said[name].key))
            QShortcut(QKeySequence(said[name].key), self, button.click)

    def _connect(self) -> None:
        self.print.setToolTip(labels.TIP.format(does=say.ACTIONS["print"].button, key=say.ACTIONS["print"].key))
        QShortcut(QKeySequence(say.ACTIONS["print"].key), self, self.print.click)
        self.print.clicked.connect(self.printed)
        self.copies.edit.entered.connect(lambda _: self.printed.emit())
        self.paper.changed.connect(self.changed)
        self.grey.toggled.connect(lambda _: self.changed.emit())
        self.products.changed.connect(self.changed)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _: self._say_where())

    # --- What it shows ---

    def begin(self, kind: str, count: int) -> None:
        """Begin with a document of another kind, of which there may be several."""
        self._document = say.KINDS[kind]
        self.title.setText(self._document)
        self.copies.say(say.COUNTED_COPIES if kind in say.COUNTED else say.COPIES)
        self._several.setText(say.SEVERAL.format(count=count))
        show_or_hide(self._several, shown=count > 1)
        can_be_saved = kind not in say.NEVER_SAVED and count == 1
        show_or_hide(self.others.buttons["save"], shown=can_be_saved)
        instead = (say.SAVED_INSTEAD,) if can_be_saved else ()
        self.no_printers.setText(" ".join((say.NO_PRINTERS, *instead, say.TO_PRINT)))
        show_or_hide(self.not_encrypted, shown=can_be_saved)
        show_or_hide(self.products, shown=False)
        self.copies.fill("1")
        self.refuse(None)
        self.wait()

    def offer_products(self, products: Sequence[tuple[str, str]]) -> None:
        """Ask which product the page is for."""
        self.products.offer((("", say.ANY_DRUG), *products))
        self.products.choose(("",))
        show_or_hide(self.products, shown=True)

    def offer_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer the printers; one that was chosen and is gone leaves the choice open, so that nobody is surprised."""
        self.printers.offer([(name, name) for name in names])
        self.printers.choose((chosen,) if chosen in names or len(names) > 1 else names)
        show_or_hide(self.printers, shown=bool(names))
        show_or_hide(self.no_printers, shown=not names)

    def wait(self) -> None:
        """Say that the pages are being made."""
        self.where.setText(say.MAKING)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show the pages; the place that was looked at stays."""
        place = self._scroll.verticalScrollBar().value() if self._views else 0
        self.forget_pages()
        for number, picture in enumerate(pictures, start=1):
            name = say.PAGE_NAME.format(document=self._document, number=number, count=len(pictures))
            view = PageView(picture, name, is_grey=self.grey.isChecked(), ratio=self.devicePixelRatioF())
            view.setObjectName(f"preview.page{number}")
            self._pages.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
            self._views.append(view)
        # Once it is laid out.
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(place))
        self._say_where()

    def forget_pages(self) -> None:
        """Take the pictures away."""
        for view in self._views:
            self._pages.removeWidget(view)
            take_away(view)
        self._views = []

    @property
    def ppi(self) -> int:
        """How many pixels an inch of paper takes now."""
        return round(_SCREEN_PPI * self.zoom * self.devicePixelRatioF() / 100)

    def refuse(self, problem: Problem | None, *, field: str = "") -> None:
        """Say what cannot be done, under the copies or below the buttons; ``None`` takes it away."""
        from j3032calc.wording.problems import sentence

        said = "" if problem is None else sentence(problem)
        self.copies.show_note(problem=said if field == "copies" else "")
        self.problem.setText("" if field else said)
        show_or_hide(self.problem, shown=bool(said) and not field)

    # --- What the nurse does ---

    def _press(self, name: str) -> None:
        presses: dict[str, Callable[[], object]] = {"save": self.saved.emit, "back": self.left.emit}
        presses[name]()

    def _turn(self, name: str) -> None:
        if name in {"smaller", "bigger"}:
            place = _ZOOMS.index(self.zoom) + (1 if name == "bigger" else -1)
            self.zoom = _ZOOMS[max(0, min(place, len(_ZOOMS) - 1))]
            self.changed.emit()
        elif self._views:
            number = self._page_in_front() + (1 if name == "next" else -1)
            self._scroll.verticalScrollBar().setValue(self._tops()[max(0, min(number, len(self._views) - 1))])

    def _tops(self) -> list[int]:
        """Give where each page begins; the pages stand one below the other."""
        heights = (view.height() + self._pages.spacing() for view in self._views)
        return list(accumulate(heights, initial=self._pages.contentsMargins().top()))[:-1]

    def _page_in_front(self) -> int:
        middle = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 2
        return max(0, sum(top <= middle for top in self._tops()) - 1)

    def _say_where(self) -> None:
        if self._views:
            number, count = self._page_in_front() + 1, len(self._views)
            self.where.setText(say.PAGE_OF.format(number=number, count=count, percent=self.zoom))

    # --- A page of the log ---

    def refresh(self) -> None:
        """Nothing here comes from the log by itself."""

    def scale(self, percent: int) -> None:
        """Follow the text size; the texts do that by themselves."""

    def go_to_first(self) -> None:
        """Put the cursor on the usual next step."""
        self.print.setFocus()
