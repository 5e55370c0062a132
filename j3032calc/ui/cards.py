"""The card that comes in front of the answers and closes with Esc: the code cross-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from j3032calc.ui.text import Button, Caption, Quiet, Strong, Text, Title
from j3032calc.wording import labels

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import CodeClaim, CrossCheck
    from j3032calc.domain.product import Citation, Product


class DrugButton(Button):
    """Chooses a drug."""


class Card(QFrame):
    """A card with a title and a button that closes it. It takes the focus, so that a screen reader reads its title."""

    closed = Signal()

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 16)
        self.column.setSpacing(8)
        close = Button(labels.CLOSE, self)
        close.setObjectName(f"{name}.close")
        close.setToolTip(labels.TIP.format(does=labels.CLOSE, key="Esc"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(Title(title, self), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)


class CrossCheckCard(Card):
    """What CMS says that a code is, what the document says, and each drug's CMS code. The nurse picks the drug."""

    chosen = Signal(str)

    def __init__(self, check: CrossCheck, parent: QWidget) -> None:
        super().__init__("cross_check", _verdict(check), parent)
        code = check.code
        self._add_claim(labels.CMS_SAYS, code.cms)
        if code.document is not None:
            self._add_claim(labels.DOCUMENT_SAYS, code.document)
        if not check.candidates:
            return
        self.column.addSpacing(6)
        self.column.addWidget(Strong(labels.CHOOSE_DRUG, self))
        for number, product in enumerate(check.candidates, start=1):
            self._add_drug(number, product)

    def _add_claim(self, who: str, claim: CodeClaim) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(Caption(who, self))
        self.column.addWidget(Text(f"{claim.drug}: {claim.descriptor}", self))
        self.column.addWidget(Quiet(_source(claim.cited), self))

    def _add_drug(self, number: int, product: Product) -> None:
        from j3032calc.wording.writing import write_amount

        # Ctrl and the drug's place in the list; never Enter alone, which a scanner sends.
        unit, key = write_amount(product.code.unit.amount), f"Ctrl+{number}"
        said = labels.DRUG_BUTTON.format(name=product.name, hcpcs=product.code.hcpcs, key=key)
        button = DrugButton(said, self)
        button.setObjectName(f"cross_check.{product.id}")
        button.setAccessibleName(button.text().replace("\n", ", "))
        button.setShortcut(key)
        button.setToolTip(labels.DRUG_BUTTON_TIP.format(key=key))
        button.clicked.connect(lambda: self.chosen.emit(product.name))
        self.column.addWidget(button)
        fact = labels.DRUG_UNIT.format(unit=unit, citation=_source(product.code.cited))
        self.column.addWidget(Quiet(fact, self))


def _verdict(check: CrossCheck) -> str:
    from j3032calc.domain.catalogue import Agreement

    said = {
        Agreement.AGREE: labels.CODE_AGREE,
        Agreement.DISAGREE: labels.CODE_DISAGREE,
        Agreement.CMS_ONLY: labels.CODE_CMS_ONLY,
    }
    return said[check.code.agreement].format(code=check.code.hcpcs)


def _source(cited: Citation) -> str:
    from j3032calc.wording.findings import write_citation

    return labels.CITATION.format(citation=write_citation(cited))
