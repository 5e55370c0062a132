"""No binary float decides about a dose: domain/ has no float literal, no float by name, nothing that makes one."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = Path(__file__).parents[2] / "j3032calc" / "domain"
# Exact on Fractions and whole numbers; everything else in math answers with a float.
EXACT_MATH = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "perm", "trunc"}
FLOAT_NAMES = {"cmath", "complex", "float", "fmean", "timeit", "total_seconds"}


def floats(source: str) -> list[str]:
    """Name every place of a module that holds or makes a binary float, with its line."""
    return [f"line {node.lineno}: {reason}" for node, reason in _suspects(ast.parse(source))]


def _suspects(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node, f"literal {node.value!r}"
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in FLOAT_NAMES:
                yield node, name
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name not in EXACT_MATH:
                yield node, f"math.{name}"
            case ast.ImportFrom(module="math", names=names):
                yield from ((node, f"math.{name.name}") for name in names if name.name not in EXACT_MATH)
            case ast.BinOp(left=ast.Constant(value=int()), op=ast.Div(), right=ast.Constant(value=int())):
                yield node, "a quotient of two whole numbers"
            case ast.BinOp(left=left, op=ast.Div(), right=right) if _is_count(left) and _is_count(right):
                yield node, "a quotient of two whole numbers"


def _is_count(node: ast.expr) -> bool:
    """Tell what is a whole number for sure: a literal, or a length."""
    match node:
        case ast.Constant(value=int()) | ast.Call(func=ast.Name(id="len" | "int")):
            return True
    return False


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: str(path.relative_to(DOMAIN)))
def test_domain_has_no_float(path: Path) -> None:
    assert floats(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "dose = 0.5",
        "dose = 1e3",
        "dose: float = 1",
        "dose = float(ordered)",
        "from math import sqrt",
        "import math\ndose = math.fsum(doses)",
        "share = 1 / 3",
        "share = len(given) / len(opened)",
        "seconds = gap.total_seconds()",
    ],
)
def test_a_planted_float_is_found(planted: str) -> None:
    assert len(floats(planted)) == 1


@pytest.mark.parametrize(
    "exact", ["dose = Fraction(1, 3)", "units = ceil(dose / unit)", "from math import ceil, lcm", "half = whole // 2"]
)
def test_exact_arithmetic_is_left_alone(exact: str) -> None:
    assert floats(exact) == []
