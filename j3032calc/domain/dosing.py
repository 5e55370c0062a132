"""Where every milligram of the opened containers goes.

The balance that always holds: opened = given + discarded + kept + not infused.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from j3032calc.domain.containers import total_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.containers import Container, Opened
    from j3032calc.domain.quantities import Amount, Volume


@dataclass(frozen=True, slots=True)
class Use:
    """What each of ``count`` equal containers gave: its whole content, a part, or nothing.

    ``volume`` is the exact volume drawn from each, ``None`` where the container's volume is not known.
    """

    container: Container
    count: int
    given: Amount
    volume: Volume | None


@dataclass(frozen=True, slots=True)
class DosePlan:
    """Where the drug goes. ``short_by`` is above zero when the dose is more than was opened; then nothing is discarded.

    ``ordered`` is the dose. ``given`` is less only when the administration was stopped early; the difference is
    ``not_infused`` and nobody here decides whether it is waste. ``kept`` stays in a multi-dose container. ``volume`` is
    the exact volume to draw for the dose, ``discarded_volume`` that of what is discarded; both are ``None`` when short
    or when a container's volume is not known.
    """

    ordered: Amount
    given: Amount
    opened: Amount
    discarded: Amount | None
    kept: Amount | None
    not_infused: Amount
    short_by: Amount | None
    volume: Volume | None
    discarded_volume: Volume | None
    containers: tuple[Opened, ...]
    uses: tuple[Use, ...]
    is_multi_dose: bool


def _total_volume(parts: Sequence[tuple[Volume | None, int]]) -> Volume | None:
    total: Volume | None = None
    for volume, count in parts:
        if volume is None:
            return None
        total = volume * count if total is None else total + volume * count
    return total


def share_out(
    ordered: Amount, containers: tuple[Opened, ...], *, is_multi_dose: bool = False, given: Amount | None = None
) -> DosePlan:
    """Say where the drug in the opened containers goes; full containers first, the waste in the last.

    Args:
        ordered: the dose, above zero.
        containers: what is opened, in the order in which it is used; at least one.
        is_multi_dose: whether the rest is kept.
        given: what the patient got when the administration was stopped early, at most ``ordered``.

    Returns:
        A plan in which opened = given + discarded + kept + not infused, unless it is short.
    """
    opened = total_content(containers)
    nothing = opened.zero()
    if ordered > opened:
        return DosePlan(
            ordered=ordered,
            given=ordered if given is None else given,
            opened=opened,
            discarded=None,
            kept=None,
            not_infused=nothing if given is None else ordered - given,
            short_by=ordered - opened,
            volume=None,
            discarded_volume=None,
            containers=containers,
            uses=(),
            is_multi_dose=is_multi_dose,
        )
    rest = opened - ordered
    uses = _uses(ordered, containers)
    volume = _total_volume([(use.volume, use.count) for use in uses])
    opened_volume = _total_volume([(item.container.volume, item.count) for item in containers])
    return DosePlan(
        ordered=ordered,
        given=ordered if given is None else given,
        opened=opened,
        discarded=nothing if is_multi_dose else rest,
        kept=rest if is_multi_dose else nothing,
        not_infused=nothing if given is None else ordered - given,
        short_by=None,
        volume=volume,
        discarded_volume=_rest_of(opened_volume, volume, is_kept=is_multi_dose),
        containers=containers,
        uses=uses,
        is_multi_dose=is_multi_dose,
    )


def _rest_of(opened: Volume | None, drawn: Volume | None, *, is_kept: bool) -> Volume | None:
    if opened is None or drawn is None:
        return None
    return opened.zero() if is_kept else opened - drawn


def _uses(ordered: Amount, containers: Sequence[Opened]) -> tuple[Use, ...]:
    uses = []
    left = ordered
    for opened in containers:
        container = opened.container
        share = left.ratio_to(container.content)
        full = min(opened.count, floor(share))
        unused = opened.count - full
        if full:
            uses.append(Use(container, full, container.content, container.volume))
            left = container.content * (share - full)
        if unused and not left.is_zero:
            volume = None if container.volume is None else container.volume * (share - full)
            uses.append(Use(container, 1, left, volume))
            left, unused = left.zero(), unused - 1
        if unused:
            volume = None if container.volume is None else container.volume.zero()
            uses.append(Use(container, unused, left, volume))
    return tuple(uses)
