"""Every document as a finished page: nothing clipped, overlapping or lost, on both papers, in grey and read aloud."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
import zxingcpp
from PIL import Image

from j3032calc.documents.administration_record import administration_record
from j3032calc.documents.paper import Letterhead, Paper
from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.domain.record_code import RecordCode
from j3032calc.rendering.pages import TypstRenderer
from tests import paper_samples as samples
from tests import paper_trail as trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RESOURCES = Path(__file__).parents[3] / "resources"
RENDERER = TypstRenderer(RESOURCES)
SIZES = {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}
LANDSCAPE = {"claim_sheet", "due_list", "patient_history"}
# The word across a void or draft page is larger than any other, and lies under the text on purpose.
STAMP_POINTS = 60
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'

CASES = [
    pytest.param(name, paper, percent, kind, id=f"{name}-{kind}-{paper}-{percent}")
    for name in samples.USUAL
    for paper, percent, kind in (
        (Paper.LETTER, 100, "usual"),
        (Paper.LETTER, 100, "hardest"),
        (Paper.A4, 100, "hardest"),
        (Paper.A4, 200, "hardest"),
    )
]
every_page = pytest.mark.parametrize(("name", "paper", "percent", "kind"), CASES)


def data_of(name: str, paper: Paper, percent: int, kind: str) -> Mapping[str, object]:
    heading = samples.LONG_LETTERHEAD if kind == "hardest" else trail.PRINTING.letterhead
    printing = replace(trail.PRINTING, paper=paper, text_percent=percent, letterhead=heading)
    return (samples.HARDEST if kind == "hardest" else samples.USUAL)[name](printing)


@cache
def pdf_of(name: str, paper: Paper, percent: int, kind: str) -> bytes:
    return RENDERER.pdf(name, data_of(name, paper, percent, kind))


@cache
def pages_of(name: str, paper: Paper, percent: int, kind: str) -> list[tuple[float, float, list[dict[str, Any]]]]:
    """Each page's width, height and characters, without the stamp."""
    with pdfplumber.open(io.BytesIO(pdf_of(name, paper, percent, kind))) as document:
        return [
            (
                float(page.width),
                float(page.height),
                [one for one in page.chars if one["size"] < STAMP_POINTS],
            )
            for page in document.pages
        ]


def plain(text: str) -> str:
    """A text without spaces and the places where a long word may break."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def text_of(name: str, paper: Paper = Paper.LETTER, percent: int = 100, kind: str = "usual") -> str:
    """What is read aloud, page after page, and then all that stands on the pages, heads and feet too."""
    chars = [char for *_, chars in pages_of(name, paper, percent, kind) for char in chars]
    body = "".join(char["text"] for char in chars if char["tag"] != "Artifact")
    return plain(body + "".join(char["text"] for char in chars))


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield value


def words(chars: list[dict[str, Any]]) -> list[tuple[float, float, float, float]]:
    """The boxes of runs of characters that stand on one line without a gap."""
    boxes: list[tuple[float, float, float, float]] = []
    for char in chars:
        if not char["text"].strip() or char["text"] == "\u200b":
            continue
        box = (char["x0"], char["top"], char["x1"], char["bottom"])
        # Letters such as "Yo" stand closer than their boxes.
        if boxes and abs(boxes[-1][1] - box[1]) < 0.1 and -0.2 * char["size"] < box[0] - boxes[-1][2] < 1:
            boxes[-1] = (boxes[-1][0], boxes[-1][1], box[2], box[3])
        else:
            boxes.append(box)
    return boxes


@every_page
def test_the_paper_has_its_size(name: str, paper: Paper, percent: int, kind: str) -> None:
    wanted = SIZES[paper][::-1] if name in LANDSCAPE else SIZES[paper]

    for width, height, _ in pages_of(name, paper, percent, kind):
        assert (round(width), round(height)) == wanted


@every_page
def test_nothing_is_clipped(name: str, paper: Paper, percent: int, kind: str) -> None:
    for width, height, chars in pages_of(name, paper, percent, kind):
        for x0, top, x1, bottom in words(chars):
            assert x0 > 49
            assert x1 < width - 49
            assert top > 18
            assert bottom < height - 18


@every_page
def test_no_text_lies_on_other_text(name: str, paper: Paper, percent: int, kind: str) -> None:
    for *_, chars in pages_of(name, paper, percent, kind):
        boxes = sorted(words(chars), key=lambda box: box[1])
        for index, (x0, top, x1, bottom) in enumerate(boxes):
            # Boxes of lines touch: a line's box is taller than its letters.
            inner = bottom - (bottom - top) * 0.3
            for other in boxes[index + 1 :]:
                if other[1] >= inner:
                    break
                assert other[0] >= x1 - 0.5 or other[2] <= x0 + 0.5, (x0, top, x1, bottom, other)


def is_said(text: str, said: str) -> bool:
    """Whether a text stands there, whole or going on over one end of a page."""
    return text in said or any(text[:end] in said and text[end:] in said for end in range(20, len(text)))


@every_page
def test_every_text_of_the_data_is_on_the_paper(name: str, paper: Paper, percent: int, kind: str) -> None:
    said = text_of(name, paper, percent, kind)
    unseen = {"paper", "text_percent", "stamp", "qr", "is_void"}
    data = {key: value for key, value in data_of(name, paper, percent, kind).items() if key not in unseen}

    for leaf in leaves(data):
        if leaf in {"given", "discarded", "kept", "not infused", "yes"} or leaf.replace(".", "").isdigit():
            continue
        assert all(is_said(plain(piece), said) for piece in leaf.split("\n")), leaf


@every_page
def test_every_page_says_its_number_and_who_printed_it_when(name: str, paper: Paper, percent: int, kind: str) -> None:
    pages = pages_of(name, paper, percent, kind)
    for number, (*_, chars) in enumerate(pages, start=1):
        said = plain("".join(char["text"] for char in chars))

        assert f"page{number}of{len(pages)}" in said
        assert plain("Printed 23-Nov-2026 14:05 (UTC−05:00) by Ana Reyes, RN. J3032 Calculator 0.1.0.") in said


@pytest.mark.parametrize("name", ["administration_record", "claim_sheet"])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_about_a_dose_says_whose_it_is_and_which(name: str, percent: int) -> None:
    for *_, chars in pages_of(name, Paper.A4, percent, "hardest"):
        said = plain("".join(char["text"] for char in chars))

        for piece in (
            *samples.LONG_NAME.upper().split("-"),
            "Born 02-Feb-1960 (66 years)",
            "Identifier MRN-00000000000000000000000000042-ZZ",
            trail.DOSE.id,
            "25" * 32,
            "5e" * 32,
            "VOID",
            "AMENDED",
            "LATE ENTRY",
        ):
            assert plain(piece) in said, piece


@every_page
def test_title_language_and_tags_are_set(name: str, paper: Paper, percent: int, kind: str) -> None:
    pdf = pdf_of(name, paper, percent, kind)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        catalog = document.doc.catalog

        assert document.metadata["Title"] == data_of(name, paper, percent, kind)["title"]
        assert catalog["Lang"] == b"en-US"
        assert catalog["MarkInfo"]["Marked"] is True
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in tree:
        yield node
        yield from nodes(node.get("children", []))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        pytest.param("administration_record", {"H1", "H2", "Table", "TH", "TD", "L", "LI", "Figure"}, id="record"),
        pytest.param("claim_sheet", {"H1", "H2", "Table", "TH", "TD", "L"}, id="claim"),
        pytest.param("due_list", {"H1", "Table", "TH", "TD"}, id="due-list"),
        pytest.param("patient_history", {"H1", "H2", "Table", "TH", "TD"}, id="history"),
    ],
)
def test_a_screen_reader_finds_headings_tables_and_lists(name: str, kinds: set[str]) -> None:
    with pdfplumber.open(io.BytesIO(pdf_of(name, Paper.LETTER, 100, "usual"))) as document:
        objects = [document.doc.getobj(number) for xref in document.doc.xrefs for number in xref.get_objids()]
    found = {str(item["S"]).strip("/'") for item in objects if isinstance(item, dict) and "S" in item}

    assert kinds <= found


def test_the_record_is_read_in_the_order_of_the_work() -> None:
    said = text_of("administration_record")
    order = [
        "Springfield Infusion Clinic", "Administration and waste record", "GARCÍA, María",
        "reslizumab (Cinqair): 217.2 mg given on 23-Nov-2026", "Order", "Prescriber NPI", "Product and containers",
        "300 mg opened = 217.2 mg given + 82.8 mg discarded.", "Given", "Discarded", "Billing units", "Observation",
        "Next dose", "To check", "Signatures", "Working", "Sources of the numbers",
    ]  # fmt: skip
    position = 0
    for piece in order:
        found = said.find(plain(piece), position)
        assert found >= 0, piece
        position = found


def test_table_heads_are_repeated_on_each_page_that_a_table_goes_on() -> None:
    pages = pages_of("due_list", Paper.LETTER, 100, "hardest")
    assert len(pages) > 2

    for *_, chars in pages:
        assert "PayerpaysfromLastdoseDone" in plain("".join(char["text"] for char in chars))


@pytest.mark.parametrize(("paper", "kind"), [(Paper.LETTER, "usual"), (Paper.LETTER, "hardest"), (Paper.A4, "hardest")])
def test_no_signature_stands_on_another_page_than_what_it_signs(paper: Paper, kind: str) -> None:
    signed_for = "Signed electronically for"
    pages = [
        plain("".join(char["text"] for char in chars))
        for *_, chars in pages_of("administration_record", paper, 100, kind)
    ]
    (page,) = [text for text in pages if plain(signed_for) in text]

    for meaning in ("I gave this dose", "I discarded the rest", "I witnessed the discard"):
        assert plain(meaning) in page.partition(plain(signed_for))[2]


@pytest.mark.parametrize("name", samples.USUAL)
def test_nothing_is_told_by_colour_alone_so_grey_paper_is_enough(name: str) -> None:
    (first, *_) = RENDERER.png(name, data_of(name, Paper.LETTER, 100, "usual"), ppi=60)
    with Image.open(io.BytesIO(first)) as picture:
        grey = picture.convert("L")
        darkest, lightest = grey.getextrema()

    assert (darkest, lightest) < (60, 256)
    with pdfplumber.open(io.BytesIO(pdf_of(name, Paper.LETTER, 100, "usual"))) as document:
        chars = [char for page in document.pages for char in page.chars if char["size"] < STAMP_POINTS]
    inks = {char["non_stroking_color"] for char in chars}
    # Black on white is 0 to 1. The lightest text is 4.5 to 1 against white, and more.
    assert all(_contrast(ink) >= 4.5 for ink in inks)


def _contrast(ink: tuple[float, ...]) -> float:
    parts = ink * 3 if len(ink) == 1 else ink
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_the_qr_code_on_the_paper_opens_the_record() -> None:
    (first, *_) = RENDERER.png("administration_record", data_of("administration_record", Paper.LETTER, 100, "usual"))
    with Image.open(io.BytesIO(first)) as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))

    assert RecordCode.read(found.text) == RecordCode(record_id=trail.DOSE.id, fingerprint="17" * 32)


def test_what_was_amended_is_struck_through_beside_the_new_text() -> None:
    changed = replace(trail.DOSE, containers=(replace(trail.DOSE.containers[0], lot="B9876"),))
    data = administration_record(trail.pages(trail.RECORDED, trail.amended(changed)))
    with pdfplumber.open(io.BytesIO(RENDERER.pdf("administration_record", data))) as document:
        page = document.pages[0]
        (old,) = [word for word in page.extract_words() if word["text"] == "A1234"]
        (new,) = [word for word in page.extract_words() if word["text"] == "B9876"]
        strokes = [*page.lines, *page.rects, *page.curves]

    def is_struck(word: dict[str, Any]) -> bool:
        return any(
            stroke["x0"] <= word["x0"] + 1
            and stroke["x1"] >= word["x1"] - 1
            and word["top"] + 2 < stroke["top"] < word["bottom"] - 2
            and stroke["x1"] - stroke["x0"] < 60
            for stroke in strokes
        )

    assert is_struck(old)
    assert not is_struck(new)


def _rounded(colour: object) -> tuple[float, ...]:
    return tuple(round(part, 2) for part in colour) if isinstance(colour, tuple) else ()


def test_the_containers_are_drawn_to_scale() -> None:
    with pdfplumber.open(io.BytesIO(pdf_of("administration_record", Paper.LETTER, 100, "usual"))) as document:
        deep = (0.07, 0.27, 0.37)
        filled = [
            shape
            for page in document.pages
            for shape in (*page.rects, *page.curves)
            if shape["fill"] and _rounded(shape["non_stroking_color"]) == deep
        ]
    heights = sorted({round(shape["height"], 1) for shape in filled if shape["width"] > 20})
    part, whole = heights

    assert part / whole == pytest.approx(0.172, abs=0.003)


def test_the_logo_of_the_site_is_on_the_paper_and_in_words() -> None:
    printing = replace(trail.PRINTING, letterhead=Letterhead(("Our clinic",), LOGO))
    with pdfplumber.open(io.BytesIO(RENDERER.pdf("claim_sheet", samples.USUAL["claim_sheet"](printing)))) as document:
        objects = [document.doc.getobj(number) for xref in document.doc.xrefs for number in xref.get_objids()]
        alts = [str(item.get("Alt")) for item in objects if isinstance(item, dict) and "Alt" in item]

    assert any("Logo of the site" in alt for alt in alts)


@pytest.mark.parametrize("logo", [b"", b"not a picture", b"\x89PNG\r\n\x1a\nbroken", b"<svg><"])
def test_a_logo_that_is_no_picture_is_refused_with_the_reason(logo: bytes) -> None:
    printing = replace(trail.PRINTING, letterhead=Letterhead(("Our clinic",), logo))

    with pytest.raises(DocumentFailed) as refused:
        RENDERER.pdf("claim_sheet", samples.USUAL["claim_sheet"](printing))

    assert refused.value.reason


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        pytest.param("李", "[U+674E], María", id="chinese"),
        pytest.param("محمد", "[U+0645][U+062D][U+0645][U+062F], María", id="arabic"),
        pytest.param("Smiley 😀", "SMILEY [U+1F600], María", id="outside-the-first-plane"),
        pytest.param("Нина Ελένη Nguyễn", "НИНА ΕΛΈΝΗ NGUYỄN, María", id="in-the-fonts"),
    ],
)
def test_a_sign_that_the_fonts_do_not_have_is_printed_as_its_number(name: str, printed: str) -> None:
    data = administration_record(trail.pages(patient=replace(trail.PATIENT, family=name)))
    with pdfplumber.open(io.BytesIO(RENDERER.pdf("administration_record", data))) as document:
        said = plain("".join(char["text"] for char in document.pages[0].chars))

    assert plain(printed) in said
    assert len(RENDERER.png("administration_record", data, ppi=20)) == 2


def test_a_sign_of_a_template_that_the_fonts_do_not_have_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fonts").symlink_to(RESOURCES / "fonts")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "look.typ").write_text("", "utf-8")
    template = '#set document(title: "x")\n#set text(font: "Inter")\n李'
    (tmp_path / "templates" / "bad.typ").write_text(template, "utf-8")

    with pytest.raises(DocumentFailed, match="could not be displayed"):
        TypstRenderer(tmp_path).pdf("bad", {})


def test_no_file_of_the_workstation_can_be_read_by_a_template(tmp_path: Path) -> None:
    (tmp_path / "fonts").symlink_to(RESOURCES / "fonts")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "look.typ").write_text("", "utf-8")
    (tmp_path / "templates" / "bad.typ").write_text(f'#read("{Path(__file__)}")', "utf-8")

    with pytest.raises(DocumentFailed):
        TypstRenderer(tmp_path).pdf("bad", {})


@pytest.mark.parametrize("name", samples.USUAL)
def test_the_same_data_give_the_same_bytes(name: str) -> None:
    data = data_of(name, Paper.LETTER, 100, "usual")

    assert RENDERER.pdf(name, data) == TypstRenderer(RESOURCES).pdf(name, data)


def test_usual_documents_are_short() -> None:
    counts = {name: len(pages_of(name, Paper.LETTER, 100, "usual")) for name in samples.USUAL}

    assert counts == {
        "administration_record": 2,
        "claim_sheet": 1,
        "draft_record": 1,
        "appointment_slip": 1,
        "due_list": 1,
        "patient_history": 1,
        "downtime_sheet": 2,
        "recovery_key_sheet": 1,
    }


def test_words_are_joined_where_they_touch() -> None:
    # The overlap test is only as good as its boxes.
    boxes = words(pages_of("due_list", Paper.LETTER, 100, "usual")[0][2])

    assert len(boxes) > 50
    assert all(one != other for one, other in pairwise(boxes))
