"""The story of the demonstration, read from ``resources/demonstration.toml``."""

from __future__ import annotations

import tomllib
from datetime import date

from cattrs import Converter

from j3032calc.services.story import Story
from j3032calc.storage.resources import resource


def load_story() -> Story:
    """Read the shipped story; a field that it does not know is refused."""
    text = resource("demonstration.toml").read_text(encoding="utf-8")
    converter = Converter(forbid_extra_keys=True)
    # TOML has dates of its own.
    converter.register_structure_hook(date, lambda day, _: day)
    return converter.structure(tomllib.loads(text), Story)
