"""The parts under the four answers. Each keeps its rows and fills them again, so that typing stays fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.drawings import ContainerPicture, Sign, Swatch, pictures_of
from j3032calc.ui.text import Caption, Cell, ColumnHead, Quiet, Severity, Strong, Text, restyle, show_or_hide
from j3032calc.wording import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from j3032calc.ui.answer_texts import Answers, UseText
    from j3032calc.ui.claim_texts import ClaimText
    from j3032calc.ui.finding_texts import FindingText

_Row = TypeVar("_Row", bound=QWidget)
_LARGE = 150
_ROWS_AT_HAND = 6
_TOP: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop


class Section(QFrame):
    """A part with a heading; hidden while it has nothing to say."""

    def __init__(self, name: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 11, 16, 13)
        self.column.setSpacing(8)
        self.column.addWidget(Caption(heading, self))


class Rows(Generic[_Row]):
    """Rows of one kind in a section, made when they are first needed."""

    def __init__(self, section: Section, make: Callable[[QWidget], _Row]) -> None:
        self._section = section
        self._make = make
        self.made: list[_Row] = []

    def take(self, count: int) -> list[_Row]:
        """Show so many rows and give them; hide the rest."""
        while len(self.made) < count:
            row = self._make(self._section)
            row.setObjectName(f"{self._section.objectName()}.{len(self.made) + 1}")
            self.made.append(row)
            self._section.column.addWidget(row)
        for number, row in enumerate(self.made):
            show_or_hide(row, shown=number < count)
        return self.made[:count]


class _Share(QWidget):
    """How much was given, or not, beside the pattern that the picture has for it."""

    def __init__(self, parent: QWidget, *, is_given: bool) -> None:
        super().__init__(parent)
        self._words = Text(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Swatch(self, is_given=is_given), 0, _TOP)
        row.addWidget(self._words, 1)

    def setText(self, text: str) -> None:  # noqa: N802 - as the labels beside it
        """Set the words."""
        self._words.setText(text)


class _UseRow(QWidget):
    """Equal containers: the picture, and what it says in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = ContainerPicture(self)
        self.title, self.package = Strong(parent=self), Quiet(parent=self)
        self.given, self.rest = _Share(self, is_given=True), _Share(self, is_given=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.picture, 0, _TOP)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for text in (self.title, self.given, self.rest, self.package):
            texts.addWidget(text)
        texts.addStretch(1)
        row.addLayout(texts, 1)

    def show_use(self, use: UseText, cells: int) -> None:
        """Show what equal containers gave."""
        self.picture.show_use(use, cells)
        self.title.setText(use.title)
        for label, text in ((self.package, use.package), (self.given, use.given), (self.rest, use.rest)):
            label.setText(text)
            show_or_hide(label, shown=bool(text))


class OpenSection(Section):
    """What to open, and where the drug in each container goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("open", labels.OPEN, parent)
        self._rows = Rows(self, _UseRow)
        self._percent = 100

    def show_uses(self, uses: Sequence[UseText]) -> None:
        """Show the containers."""
        # One width for every picture, so that the texts beside them stand in a column.
        cells = max((pictures_of(use) for use in uses), default=1)
        for row, use in zip(self._rows.take(len(uses)), uses, strict=True):
            row.picture.scale(self._percent)
            row.show_use(use, cells)
        show_or_hide(self, shown=bool(uses))

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self._percent = percent
        for row in self._rows.made:
            row.picture.scale(percent)


class ClaimSection(Section):
    """The claim lines as a small table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("claim", labels.CLAIM_LINES, parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(len(labels.CLAIM_COLUMNS) - 1, 1)
        self._heads = tuple(ColumnHead(heading, self) for heading in labels.CLAIM_COLUMNS)
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column, _side(column) | Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(self._grid)
        self._lines: list[tuple[Cell, ...]] = []
        self._ndcs: list[Quiet] = []
        self._note = Quiet(parent=self)
        self.column.addWidget(self._note)

    def show_lines(self, lines: Sequence[ClaimText], note: str) -> None:
        """Show the lines; the part hides while there is none."""
        while len(self._lines) < len(lines):
            self._add_line()
        for number, (cells, ndc) in enumerate(zip(self._lines, self._ndcs, strict=True)):
            line = lines[number] if number < len(lines) else None
            for cell, text in zip(cells, line.cells if line else [""] * len(cells), strict=True):
                cell.setText(text)
                show_or_hide(cell, shown=line is not None)
            ndc.setText(line.ndc if line else "")
            show_or_hide(ndc, shown=bool(line and line.ndc))
        self._note.setText(note)
        show_or_hide(self._note, shown=bool(note))
        show_or_hide(self, shown=bool(lines))

    def scale(self, percent: int) -> None:
        """Follow the text size: large heads stand in two lines, so that the table keeps within its column."""
        between = "\n" if percent >= _LARGE else " "
        for head, heading in zip(self._heads, labels.CLAIM_COLUMNS, strict=True):
            head.setText(heading.replace(" ", between))

    def _add_line(self) -> None:
        row = 1 + 2 * len(self._lines)
        cells = tuple(Cell(self) for _ in labels.CLAIM_COLUMNS)
        for column, cell in enumerate(cells):
            cell.setObjectName(f"claim.{len(self._lines) + 1}.{column + 1}")
            self._grid.addWidget(cell, row, column, _side(column))
        ndc = Quiet(parent=self)
        self._grid.addWidget(ndc, row + 1, 0, 1, len(cells))
        self._lines.append(cells)
        self._ndcs.append(ndc)


def _side(column: int) -> Qt.AlignmentFlag:
    """Numbers stand right, so that their digits stand below each other."""
    is_number = column == labels.CLAIM_NUMBER_COLUMN
    return Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft


class FindingRow(QWidget):
    """One finding: sign, severity in words, message, source."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sign = Sign(self)
        self.heading, self.message, self.source = Severity(parent=self), Text(parent=self), Quiet(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(10)
        row.addWidget(self.sign, 0, _TOP)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for text in (self.heading, self.message, self.source):
            texts.addWidget(text)
        row.addLayout(texts, 1)

    def show_finding(self, finding: FindingText) -> None:
        """Show a finding."""
        self.sign.show_severity(finding.severity)
        restyle(self.heading, "severity", finding.severity)
        self.heading.setText(finding.heading)
        self.message.setText(finding.message)
        self.source.setText(finding.source)


class FindingsSection(Section):
    """The findings, what stops the claim first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("findings", labels.TO_CHECK, parent)
        self._rows = Rows(self, FindingRow)

    def make_rows(self, count: int) -> None:
        """Have so many rows before they are needed."""
        self._rows.take(count)

    def show_findings(self, findings: Sequence[FindingText]) -> None:
        """Show the findings; the part hides while there is none."""
        for row, finding in zip(self._rows.take(len(findings)), findings, strict=True):
            row.show_finding(finding)
        show_or_hide(self, shown=bool(findings))


class WorkingSection(Section):
    """How each number was worked out, and where the facts come from. Filled only while it is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("working", labels.WORKING, parent)
        self._working = Text(parent=self)
        self._working.setObjectName("working.text")
        self._sources = Quiet(parent=self)
        self._sources.setObjectName("working.sources")
        for widget in (self._working, Caption(labels.SOURCES, self), self._sources):
            self.column.addWidget(widget)

    def show_working(self, working: Sequence[str], sources: Sequence[str]) -> None:
        """Show the working and the sources."""
        numbered = (f"{number}. {sentence}" for number, sentence in enumerate(working, start=1))
        self._working.setText("\n".join(numbered))
        self._sources.setText("\n".join(sources))


class Below(QWidget):
    """The parts under the four answers, in one box that is shown and hidden in one go: each showing costs a layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers.below")
        self.open = OpenSection(self)
        self.claim = ClaimSection(self)
        self.findings = FindingsSection(self)
        self.working = WorkingSection(self)
        self.working.hide()
        self._answers: Answers | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for section in (self.open, self.claim, self.findings, self.working):
            column.addWidget(section)
        self.findings.make_rows(_ROWS_AT_HAND)

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        self.open.scale(percent)
        self.claim.scale(percent)

    def show_answers(self, answers: Answers) -> None:
        """Show what belongs to an answer."""
        self._answers = answers
        self.open.show_uses(answers.uses)
        self.claim.show_lines(answers.claim, answers.claim_note)
        self.findings.show_findings(answers.findings)
        self._fill_working()

    def toggle_working(self) -> bool:
        """Show or hide the working; give whether it is wanted now."""
        self.working.setVisible(self.working.isHidden())
        self._fill_working()
        return not self.working.isHidden()

    def _fill_working(self) -> None:
        # Only while it is wanted: it is the longest text of the page.
        if self._answers is not None and not self.working.isHidden():
            self.working.show_working(self._answers.working, self._answers.sources)
