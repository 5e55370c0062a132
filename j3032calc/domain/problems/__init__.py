"""What a person can put right, as typed facts, by subject. ``wording.problems`` makes the sentences."""

from __future__ import annotations


class Problem(Exception):
    """Input that cannot be used. Carries fields only; raised by the floors below ``app``, never swallowed there."""


class Cancelled(Exception):
    """A person stopped the work; nobody needs to be told."""
