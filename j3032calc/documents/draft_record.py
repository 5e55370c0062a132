"""An administration under way, printed before anybody signed it: a draft, and it says so across every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Sheet, identity_of
from j3032calc.documents.record_rows import order_rows
from j3032calc.wording.labels import FIELD_NAMES
from j3032calc.wording.log_words import STAGES
from j3032calc.wording.paper import moment_or_missing, or_missing, write_moment

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing
    from j3032calc.domain.administration import Draft
    from j3032calc.domain.order import Order
    from j3032calc.domain.patient import Patient

TEMPLATE: Final = "draft_record"
TITLE: Final = "Administration and waste record"
WARNING: Final = (
    "Draft: nobody has signed this. It is no record of a dose given, and nothing of it can be billed. "
    "What was typed stands here as it was typed."
)
UNSIGNED: Final = ("Given by", "Discarded by", "Witness")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPages:
    """A draft and what it refers to."""

    patient: Patient
    order: Order | None
    draft: Draft
    printing: Printing


def draft_record(pages: DraftPages) -> dict[str, object]:
    """Give the data of the draft; every value is text, as it stands on paper."""
    draft = pages.draft
    sheet = Sheet(
        title=TITLE,
        printing=pages.printing,
        identity=identity_of(pages.patient, pages.printing.at.date()),
        marks=("DRAFT",),
        stamp="DRAFT",
        reference=f"Draft {draft.id}",
    )
    entered = [(FIELD_NAMES.get(field, field.replace("_", " ")), text) for field, text in draft.entered]
    stage = [
        ("Stage", STAGES[draft.stage]),
        ("Started", moment_or_missing(draft.started_at)),
        ("Last kept", write_moment(draft.kept_at)),
    ]
    return sheet.data(
        warning=WARNING,
        order=_labelled(order_rows(pages.order)),
        stage=_labelled(stage),
        entered=_labelled([(f"{label[:1].upper()}{label[1:]}", or_missing(text)) for label, text in entered]),
        signatures=_labelled([(label, "Not signed") for label in UNSIGNED]),
    )


def _labelled(rows: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in rows]
