"""What tests of paper in the window share: a signed dose, the printer that keeps everything, and the preview."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfplumber

from j3032calc.ui.preview_page import PreviewPage
from tests.ui.test_log_pages import Desk, test_a_dose_goes_from_the_order_to_a_signed_record

if TYPE_CHECKING:
    from tests.paper_desk import PaperTray


def signed(desk: Desk) -> Desk:
    test_a_dose_goes_from_the_order_to_a_signed_record(desk)
    return desk


def tray(desk: Desk) -> PaperTray:
    return desk.window._app.printer  # type: ignore[return-value]


def texts(desk: Desk) -> list[str]:
    """Give the text of each page that was sent, one text for a document."""
    found = []
    for pdf, _ in tray(desk).sent:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            found.append("\n".join(page.extract_text() for page in document.pages))
    return found


def wait_until_said(desk: Desk, begins: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.read("message.text").startswith(begins), timeout=20_000)


def wait_for_pages(desk: Desk) -> PreviewPage:
    desk.qtbot.waitUntil(lambda: desk.read("preview.where").startswith("Page "), timeout=20_000)
    page = desk.window.pages.page("preview")
    assert isinstance(page, PreviewPage)
    return page


def look(desk: Desk, button: str) -> PreviewPage:
    desk.click(button)
    page = wait_for_pages(desk)
    desk.wait_for("preview.printer.1")
    return page
