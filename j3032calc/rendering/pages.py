"""Pages made by typst: the PDF that is saved and the pictures that are shown come from one template."""

from __future__ import annotations

import json
import re
from importlib.resources import as_file
from typing import TYPE_CHECKING, Final, Literal, cast

from j3032calc.domain.problems.files import DocumentFailed
from j3032calc.rendering.qr_code import qr_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    import typst

# What a template names its own text and the QR code: names that no picture of the data has.
_MAIN: Final = "main"
_QR: Final = "qr"
# What typst says of the first sign that it cannot show.
_NOT_IN_THE_FONTS: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
# What all templates share.
_LOOK: Final = "look.typ"


class TypstRenderer:
    """Makes pages from the templates and fonts of one resources folder, and from nothing else on this workstation.

    Everything stays in memory: typst takes the data as one JSON text, and no file is written. A value of the data that
    is bytes, such as a logo, becomes a picture that the template finds under the value's name; the text of ``qr``
    becomes a QR code. typst itself is imported by the first page, so that an app that makes none never waits for it.

    Args:
        resources: the folder that holds ``templates/`` and ``fonts/``.
    """

    def __init__(self, resources: Traversable) -> None:
        self._templates = resources / "templates"
        self._font_folder = resources / "fonts"
        self._fonts: typst.Fonts | None = None

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Make a tagged PDF (PDF/UA-1): the same bytes whenever template, data and fonts are the same.

        A sign that our fonts do not have is printed as its number, such as [U+674E]: no name and no note ever keeps a
        record from being printed, and nothing vanishes from it.

        Raises:
            DocumentFailed: the template is missing, cannot be used with these data, or asks for a font we do not ship.
        """
        return self._printable(template, data)[0]

    def png(self, template: str, data: Mapping[str, object], *, ppi: int = 144) -> tuple[bytes, ...]:
        """Make one picture a page of the PDF, first page first, with ``ppi`` pixels to the inch of paper.

        Raises:
            DocumentFailed: as for ``pdf``.
        """
        # Only the PDF finds out which signs the fonts do not have.
        _, text = self._printable(template, data)
        return self._compile(template, self._files(template, data), text, "png", ppi=ppi)

    def _printable(self, template: str, data: Mapping[str, object]) -> tuple[bytes, str]:
        """Give the PDF, and the data as the text from which it could be made."""
        # Of a picture, the text has only that there is one.
        text = json.dumps(data, default=bool, ensure_ascii=False).encode("utf-8", "replace").decode()
        files = self._files(template, data)
        while True:
            try:
                return self._compile(template, files, text, "pdf", ppi=None)[0], text
            except DocumentFailed as failed:
                unknown = _NOT_IN_THE_FONTS.search(failed.reason)
                signs = unknown[1] if unknown else ""
                shown = "".join(f"[U+{ord(sign):04X}]" for sign in signs)
                if not signs or signs not in text:
                    raise
                text = text.replace(signs, shown)

    def _compile(
        self, template: str, files: Mapping[str, bytes], text: str, form: Literal["pdf", "png"], *, ppi: int | None
    ) -> tuple[bytes, ...]:
        import typst

        try:
            with as_file(self._font_folder) as folder:
                made, warnings = typst.compile_with_warnings(
                    cast("str", files),  # typst's own types leave out a dict of files
                    root=str(folder),  # so that a template reads no other file of this workstation
                    font_paths=self._shipped_fonts(folder),
                    ignore_system_fonts=True,
                    format=form,
                    ppi=ppi,
                    sys_inputs={"data": text},
                    pdf_standards=["ua-1"] if form == "pdf" else [],
                )
        except OSError as error:
            raise DocumentFailed(template, error.strerror or str(error)) from error
        except typst.TypstError as error:
            raise DocumentFailed(template, error.message) from error
        except RuntimeError as error:
            # typst cannot say more of a picture than that it is no text.
            raise DocumentFailed(template, "a picture in it cannot be read") from error
        if warnings:
            # typst only warns of a missing font, and would print the page in whatever it has.
            raise DocumentFailed(template, warnings[0].message)
        # One page comes as bytes, several pictures as a list of them.
        pages = cast("bytes | list[bytes]", made)
        return (pages,) if isinstance(pages, bytes) else tuple(pages)

    def _files(self, template: str, data: Mapping[str, object]) -> dict[str, bytes]:
        """Give the template with everything that it may include, by the names it knows them by.

        Raises:
            DocumentFailed: the template is missing.
        """
        files = {name: value for name, value in data.items() if isinstance(value, bytes)}
        if _QR in data:
            files[_QR] = qr_code(str(data[_QR]))
        try:
            files[_LOOK] = (self._templates / _LOOK).read_bytes()
            return files | {_MAIN: (self._templates / f"{template}.typ").read_bytes()}
        except OSError as error:
            raise DocumentFailed(template, error.strerror or str(error)) from error

    def _shipped_fonts(self, folder: Path) -> typst.Fonts:
        if self._fonts is None:
            import typst

            self._fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
            )
        return self._fonts
