"""The calculation sheet as PDF and as pictures, read back from the finished page."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from pdfminer.utils import decode_text

from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.rendering.pages import TypstRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOURCES = Path(__file__).parents[3] / "resources"
PNG_START = b"\x89PNG\r\n\x1a\n"

USUAL: dict[str, Any] = {
    "title": "Calculation sheet",
    "subtitle": "Calculation only. No patient: nothing is stored.",
    "made": "Made 23-Nov-2026 14:05 with J3032 Calculator 0.1.0, catalogue edition 1 (2026-11-23)",
    "rows": [["Drug", "reslizumab (Cinqair)"], ["Dose", "3 mg/kg"], ["Weight", "72.4 kg"], ["Site", ""]],
    "answers": [
        {"label": "Draw", "value": "21.72 mL", "note": "for 217.2 mg"},
        {"label": "Bill", "value": "218 billing units", "note": "JW"},
        {"label": "Discarded", "value": "82.8 mg", "note": "82 billing units discarded"},
        {"label": "Next due", "value": "21-Dec-2026", "note": ""},
    ],
    "containers": [
        {
            "label": "single-dose vial, 100 mg",
            "given_label": "100 mg given",
            "discarded_label": "",
            "given_share": "1.0000",
            "count": 2,
        },
        {
            "label": "single-dose vial, 100 mg",
            "given_label": "17.2 mg given",
            "discarded_label": "82.8 mg not used",
            "given_share": "0.1720",
            "count": 1,
        },
    ],
    "claim_lines": [["J2786", "", "218", "59310-0610-31", "ML 21.72"], ["J2786", "JW", "82", "", ""]],
    "claim_note": "NDCs are proposed until the container is scanned.",
    "findings": [
        {"id": "R-04", "severity": "warn", "message": "Another plan wastes less.", "source": "CMS, 22-Nov-2026"},
    ],
    "working": ["3 mg/kg × 72.4 kg = 217.2 mg", "217.2 mg ÷ 1 mg per billing unit = 217.2, up to 218 billing units"],
    "sources": ["Product label, section 2"],
}
EMPTY = USUAL | dict.fromkeys(("rows", "answers", "containers", "claim_lines", "findings", "working", "sources"), ())
LONG = USUAL | {
    "rows": [*USUAL["rows"], ["Note", "kept in the refrigerator " * 20]] * 3,
    "containers": USUAL["containers"] * 10,
    "claim_lines": USUAL["claim_lines"] * 10,
    "findings": USUAL["findings"] * 10,
    "working": [f"Step {number}" for number in range(1, 81)],
}


@pytest.fixture(scope="module")
def renderer() -> TypstRenderer:
    return TypstRenderer(RESOURCES)


@pytest.fixture
def other_resources(tmp_path: Path) -> Path:
    """A resources folder with our fonts and a shelf of templates that has only what they share."""
    shutil.copytree(RESOURCES / "fonts", tmp_path / "fonts")
    (tmp_path / "templates").mkdir()
    shutil.copy(RESOURCES / "templates" / "look.typ", tmp_path / "templates")
    return tmp_path


def opened(pdf: bytes) -> pdfplumber.pdf.PDF:
    return pdfplumber.open(io.BytesIO(pdf))


def text_as_written(pdf: bytes) -> str:
    """The text in the order in which the page was written, which is the order in which it is read aloud."""
    with opened(pdf) as document:
        return "".join(character["text"] for page in document.pages for character in page.chars)


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in tree:
        yield node
        yield from nodes(node.get("children", []))


def test_everything_is_on_the_page_in_reading_order(renderer: TypstRenderer) -> None:
    text = text_as_written(renderer.pdf("calculation_sheet", USUAL))

    order = [
        "Calculation sheet", "No patient: nothing is stored.", "Made 23-Nov-2026 14:05",
        "Draw", "21.72 mL", "for 217.2 mg", "Bill", "218 billing units", "Discarded", "82.8 mg", "Next due",
        "21-Dec-2026", "Entered", "Drug", "reslizumab (Cinqair)", "Dose", "3 mg/kg", "Weight", "72.4 kg", "Site",
        "Not recorded", "Containers", "2 × single-dose vial, 100 mg", "100 mg given", "1 × single-dose vial",
        "17.2 mg given", "82.8 mg not used", "Claim lines", "Code", "J2786", "218", "59310-0610-31", "ML 21.72",
        "J2786", "JW", "82", "NDCs are proposed", "To check", "Warn R-04", "Another plan wastes less.",
        "CMS, 22-Nov-2026", "Working", "1.", "3 mg/kg × 72.4 kg = 217.2 mg", "2.", "217.2 mg ÷ 1 mg",
        "Sources", "Product label, section 2", "page 1 of 1",
    ]  # fmt: skip
    position = 0
    for piece in order:
        position = text.find(piece, position)
        assert position >= 0, f"{piece!r} is missing or out of order in {text!r}"
        position += len(piece)


def test_a_usual_sheet_is_one_letter_page(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", USUAL)) as document:
        assert [(page.width, page.height) for page in document.pages] == [(612, 792)]


def test_title_language_and_tags_are_set(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", USUAL)) as document:
        catalog = document.doc.catalog
        kinds = {node["type"] for node in nodes(document.structure_tree)}

        assert document.metadata["Title"] == "Calculation sheet"
        assert catalog["Lang"] == b"en-US"
        assert catalog["MarkInfo"]["Marked"] is True
        assert {"H1", "H2", "Table", "TH", "TD", "LI"} <= kinds


def test_each_drawn_container_is_put_in_words(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", USUAL)) as document:
        # pdfplumber's own tree leaves out a figure that holds no text.
        objects = [document.doc.getobj(number) for xref in document.doc.xrefs for number in xref.get_objids()]
        figures = [item for item in objects if isinstance(item, dict) and str(item.get("S")) == "/'Figure'"]

    assert [decode_text(figure["Alt"]) for figure in figures] == [
        "2 × single-dose vial, 100 mg: 100 mg given.",
        "1 × single-dose vial, 100 mg: 17.2 mg given, 82.8 mg not used.",
    ]


def test_a_long_sheet_goes_on_with_title_and_page_numbers(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", LONG)) as document:
        pages = [page.extract_text() for page in document.pages]

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in page
        assert "Calculation sheet. Made 23-Nov-2026 14:05" in page
    assert "Step 80" in "".join(pages)


def test_nothing_leaves_its_page(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", LONG)) as document:
        for page in document.pages:
            assert all(word["x0"] > 50 and word["x1"] < page.width - 50 for word in page.extract_words())


def test_an_empty_list_says_so(renderer: TypstRenderer) -> None:
    text = text_as_written(renderer.pdf("calculation_sheet", EMPTY))

    for heading in ("Entered", "Containers", "Claim lines", "To check", "Working", "Sources"):
        assert f"{heading}– No" in text


def test_a_share_that_is_not_known_draws_an_outline(renderer: TypstRenderer) -> None:
    unknown = USUAL["containers"][0] | {"given_share": None}

    assert renderer.pdf("calculation_sheet", USUAL | {"containers": [unknown]}).startswith(b"%PDF-")


def test_text_is_text_and_never_template_code(renderer: TypstRenderer) -> None:
    text = text_as_written(
        renderer.pdf("calculation_sheet", USUAL | {"working": ['#panic("x") *bold* $x$ \\ "quoted"']})
    )

    assert '#panic("x") *bold* $x$ \\ "quoted"' in text


def test_the_same_data_give_the_same_bytes(renderer: TypstRenderer) -> None:
    again = TypstRenderer(RESOURCES)

    assert renderer.pdf("calculation_sheet", USUAL) == again.pdf("calculation_sheet", USUAL)


def test_pictures_show_the_pages_of_the_pdf(renderer: TypstRenderer) -> None:
    with opened(renderer.pdf("calculation_sheet", LONG)) as document:
        pictures = renderer.png("calculation_sheet", LONG, ppi=72)

        assert [picture[:8] for picture in pictures] == [PNG_START] * len(document.pages)
        assert int.from_bytes(pictures[0][16:20], "big") == 612


def test_one_picture_of_one_page(renderer: TypstRenderer) -> None:
    assert len(renderer.png("calculation_sheet", USUAL)) == 1


def test_a_missing_template_is_refused(renderer: TypstRenderer) -> None:
    with pytest.raises(DocumentFailed) as refused:
        renderer.pdf("no_such_sheet", USUAL)

    assert (refused.value.template, refused.value.reason) == ("no_such_sheet", "No such file or directory")


def test_data_without_a_key_are_refused(renderer: TypstRenderer) -> None:
    with pytest.raises(DocumentFailed, match="answers") as refused:
        renderer.pdf("calculation_sheet", {key: value for key, value in USUAL.items() if key != "answers"})

    assert refused.value.template == "calculation_sheet"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("#nonsense", "unknown variable: nonsense", id="bad-template"),
        pytest.param('#set document(title: "x")\n#set text(font: "Nowhere")\nx', "font family", id="font-not-shipped"),
        pytest.param('#set document(title: "x")\n#rect() #image("a.png")', "file not found", id="missing-picture"),
        pytest.param("no title", "title", id="not-accessible"),
    ],
)
def test_a_template_that_cannot_be_trusted_is_refused(other_resources: Path, source: str, reason: str) -> None:
    (other_resources / "templates" / "bad.typ").write_text(source, "utf-8")

    with pytest.raises(DocumentFailed) as refused:
        TypstRenderer(other_resources).pdf("bad", {})

    assert reason in refused.value.reason


def test_without_our_fonts_no_other_font_steps_in(other_resources: Path) -> None:
    shutil.copytree(RESOURCES / "templates", other_resources / "templates", dirs_exist_ok=True)
    shutil.rmtree(other_resources / "fonts")

    with pytest.raises(DocumentFailed):
        TypstRenderer(other_resources).pdf("calculation_sheet", USUAL)


def test_no_file_is_left_behind(renderer: TypstRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    renderer.pdf("calculation_sheet", USUAL)

    assert list(tmp_path.iterdir()) == []
