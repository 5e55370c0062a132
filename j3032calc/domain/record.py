"""What a record is: a frozen value with named fields, as it stands in the log for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen value whose fields are given by name; its annotations are read when it is stored."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
