"""Pages that say of themselves what they are: each one carries a mark, whatever document it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from j3032calc.services.ports import Renderer


class MarkedRenderer:
    """Makes the pages of another renderer, each with a mark beside its title and a sentence at its foot."""

    def __init__(self, renderer: Renderer, *, mark: str, sentence: str) -> None:
        self._renderer = renderer
        self._mark = mark
        self._sentence = sentence

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Make the PDF.

        Raises:
            DocumentFailed: as the renderer does.
        """
        return self._renderer.pdf(template, self._marked(data))

    def png(self, template: str, data: Mapping[str, object], *, ppi: int) -> tuple[bytes, ...]:
        """Make one picture a page.

        Raises:
            DocumentFailed: as the renderer does.
        """
        return self._renderer.png(template, self._marked(data), ppi=ppi)

    def _marked(self, data: Mapping[str, object]) -> dict[str, object]:
        marks, footer = (cast("Sequence[str]", data[name]) for name in ("marks", "footer"))
        return {**data, "marks": [self._mark, *marks], "footer": [self._sentence, *footer]}
