"""The story of the demonstration, read from ``resources/demonstration.toml``."""

from __future__ import annotations

import tomllib

from cattrs import Converter

from j3032calc.services.story import Story
from j3032calc.storage.resources import resource


def load_story() -> Story:
    """Read the shipped story; a field that it does not know is refused."""
    text = resource("demonstration.toml").read_text(encoding="utf-8")
    return Converter(forbid_extra_keys=True).structure(tomllib.loads(text), Story)
