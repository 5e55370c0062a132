"""What changed between the versions of a record: the old text stands struck through beside the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.wording.log_words import NOT_RECORDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = tuple[str, str]
    """A label and the text beside it."""


def marked(texts: Sequence[str]) -> dict[str, object]:
    """Give the newest of some versions' texts, and each earlier text with the amendment that replaced it.

    Args:
        texts: one text a version, oldest first; version n was made by amendment n, the first (n = 0) by nobody.
    """
    changes = [number for number in range(1, len(texts)) if texts[number] != texts[number - 1]]
    was = [{"text": texts[number - 1], "by": f"Amendment {number}"} for number in changes]
    return {"value": texts[-1], "was": was}


def marked_rows(versions: Sequence[Sequence[Row]]) -> list[dict[str, object]]:
    """Merge the labelled rows of every version; a row that some version has not stands there as not recorded."""
    texts = [dict(rows) for rows in versions]
    labels = dict.fromkeys(label for rows in reversed(texts) for label in rows)
    return [{"label": label, **marked([rows.get(label, NOT_RECORDED) for rows in texts])} for label in labels]


def marked_table(versions: Sequence[Sequence[Sequence[str]]]) -> list[list[dict[str, object]]]:
    """Merge the tables of every version, cell by cell; all rows have the same columns."""
    height = max(len(table) for table in versions)
    width = max((len(row) for table in versions for row in table), default=0)
    missing = [NOT_RECORDED] * width
    padded = [[*table, *[missing] * (height - len(table))] for table in versions]
    return [[marked([table[row][column] for table in padded]) for column in range(width)] for row in range(height)]
