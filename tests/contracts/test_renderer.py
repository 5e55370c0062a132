"""What every renderer does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.documents.paper import Letterhead, Paper, Printing, Sheet
from j3032calc.domain.entries import Head
from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.rendering.marked import MarkedRenderer
from j3032calc.rendering.pages import TypstRenderer
from tests.invented_log import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.services.ports import Renderer

PLAIN = TypstRenderer(Path(__file__).parents[2] / "resources")


def page() -> Mapping[str, object]:
    printing = Printing(
        by="Ada Boss, MBA",
        at=NOW,
        app_version="0.1.0",
        letterhead=Letterhead(lines=("Lakeside Infusion",)),
        head=Head(sequence=1, fingerprint="ab" * 32),
        paper=Paper.LETTER,
    )
    return Sheet(title="Letterhead", printing=printing).data()


class RendererContract:
    @pytest.fixture
    def renderer(self) -> Renderer:
        raise NotImplementedError

    def test_it_makes_a_pdf(self, renderer: Renderer) -> None:
        assert renderer.pdf("letterhead", page()).startswith(b"%PDF-")

    def test_it_makes_a_picture_of_each_page(self, renderer: Renderer) -> None:
        (picture,) = renderer.png("letterhead", page(), ppi=40)

        assert picture.startswith(b"\x89PNG\r\n\x1a\n")

    def test_the_same_page_is_the_same_file(self, renderer: Renderer) -> None:
        assert renderer.pdf("letterhead", page()) == renderer.pdf("letterhead", page())

    def test_what_cannot_be_made_is_a_plain_problem(self, renderer: Renderer) -> None:
        with pytest.raises(DocumentFailed):
            renderer.pdf("no_such_template", page())
        with pytest.raises(DocumentFailed):
            renderer.png("no_such_template", page(), ppi=40)


class TestTypstRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return PLAIN


class TestMarkedRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return MarkedRenderer(PLAIN, mark="DEMONSTRATION", sentence="Nobody here is real.")
