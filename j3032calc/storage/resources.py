"""Where the shipped data is: the one way to it, from a checkout, an editable install, a wheel and a built bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def resource(path: str = "") -> Traversable:
    """Find a file or folder of ``resources/``; whether it is there shows when it is read.

    Args:
        path: below ``resources/``, with ``/`` between the parts; empty for ``resources/`` itself.

    Returns:
        A file or folder, which need not be on a disk of its own (a wheel may be imported from an archive).
    """
    found = _root()
    for part in filter(None, path.split("/")):
        found = found.joinpath(part)
    return found


def _root() -> Traversable:
    # Plain folders are looked for first: importing importlib.resources costs the window's start 5 ms.
    package = Path(__file__).parents[1]
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    from importlib.resources import files

    return files("j3032calc.resources")
