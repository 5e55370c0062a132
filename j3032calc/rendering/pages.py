"""Pages made by typst: the PDF that is saved and the pictures that are shown come from one template."""

from __future__ import annotations

import json
from importlib.resources import as_file
from typing import TYPE_CHECKING, Literal, cast

from j3032calc.domain.problems import DocumentFailed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    import typst


class TypstRenderer:
    """Makes pages from the templates and fonts of one resources folder, and from nothing else on this workstation.

    The data stay in memory: typst takes them as one JSON text, and no file is written. typst itself is imported by the
    first page, so that an app that makes none never waits for it.

    Args:
        resources: the folder that holds ``templates/`` and ``fonts/``.
    """

    def __init__(self, resources: Traversable) -> None:
        self._templates = resources / "templates"
        self._font_folder = resources / "fonts"
        self._fonts: typst.Fonts | None = None

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Make a tagged PDF (PDF/UA-1): the same bytes whenever template, data and fonts are the same.

        Raises:
            DocumentFailed: the template is missing, cannot be used with these data, or asks for a font we do not ship.
        """
        return self._compile(template, data, "pdf", ppi=None)[0]

    def png(self, template: str, data: Mapping[str, object], *, ppi: int = 144) -> tuple[bytes, ...]:
        """Make one picture a page, first page first, with ``ppi`` pixels to the inch of paper.

        Raises:
            DocumentFailed: as for ``pdf``.
        """
        return self._compile(template, data, "png", ppi=ppi)

    def _compile(
        self, template: str, data: Mapping[str, object], form: Literal["pdf", "png"], *, ppi: int | None
    ) -> tuple[bytes, ...]:
        import typst

        try:
            source = (self._templates / f"{template}.typ").read_bytes()
            made, warnings = typst.compile_with_warnings(
                source,
                font_paths=self._shipped_fonts(),
                ignore_system_fonts=True,
                format=form,
                ppi=ppi,
                sys_inputs={"data": json.dumps(data)},
                pdf_standards=["ua-1"] if form == "pdf" else [],
            )
        except OSError as error:
            raise DocumentFailed(template, error.strerror or str(error)) from error
        except typst.TypstError as error:
            raise DocumentFailed(template, error.message) from error
        if warnings:
            # typst only warns of a missing font, and would print the page in whatever it has.
            raise DocumentFailed(template, warnings[0].message)
        # One page comes as bytes, several pictures as a list of them, whatever typst's own types say.
        pages = cast("bytes | list[bytes]", made)
        return (pages,) if isinstance(pages, bytes) else tuple(pages)

    def _shipped_fonts(self) -> typst.Fonts:
        if self._fonts is None:
            import typst

            with as_file(self._font_folder) as folder:
                self._fonts = typst.Fonts(
                    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
                )
        return self._fonts
