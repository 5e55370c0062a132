"""The opened containers as a drawing to scale: what was given, discarded, kept or not infused of each label amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.wording.paper import write_container
from j3032calc.wording.writing import write_amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from j3032calc.domain.administration import Balance, ContainerUsed
    from j3032calc.domain.quantities import Amount

    Part = tuple[str, Amount]
    """What became of an amount, and the amount."""

_SHARE_PLACES: Final = 4


def write_share(share: Fraction) -> str:
    """Write a share for a drawing only; a drawing needs no more than four places."""
    scaled = round(share * 10**_SHARE_PLACES)
    return f"{scaled // 10**_SHARE_PLACES}.{scaled % 10**_SHARE_PLACES:04d}"


def draw_containers(containers: tuple[ContainerUsed, ...], balance: Balance) -> list[dict[str, object]]:
    """Give each kind of container with its parts, in the order of use: the dose first, what was left of it last."""
    pool = [
        ("given", balance.given),
        ("not infused", balance.not_infused),
        ("kept", balance.kept),
        ("discarded", balance.discarded),
    ]
    drawn: list[tuple[ContainerUsed, list[Part], int]] = []
    for container in containers:
        for _ in range(container.count):
            parts = list(_take(pool, container.content))
            if drawn and drawn[-1][:2] == (container, parts):
                drawn[-1] = (container, parts, drawn[-1][2] + 1)
            else:
                drawn.append((container, parts, 1))
    return [_drawing(*one) for one in drawn]


def _take(pool: list[Part], content: Amount) -> Iterator[Part]:
    """Take one container's content out of what is still to be drawn."""
    left = content
    for place, (fate, amount) in enumerate(pool):
        taken = min(amount, left)
        pool[place] = (fate, amount - taken)
        left = left - taken
        if not taken.is_zero:
            yield fate, taken


def _drawing(container: ContainerUsed, parts: list[Part], count: int) -> dict[str, object]:
    each = " each" if count > 1 else ""
    content = write_amount(container.content)
    total = " + ".join(f"{write_amount(amount)} {fate}" for fate, amount in parts)
    return {
        "label": f"{count:,} × {write_container(container)}",
        "sum": f"{content} on the label{each} = {total}",
        "parts": [
            {
                "fate": fate,
                "text": f"{write_amount(amount)} {fate}",
                "share": write_share(amount.ratio_to(container.content)),
            }
            for fate, amount in parts
        ],
    }
