"""Works out how one effect is drawn: lines from zero, to the left for less and to the right for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotgraph.records import Record

if TYPE_CHECKING:
    from pilotgraph.web.pictures.effects import Effect

WIDTH, MIDDLE, REACH, LANE = 240, 120, 88, 30
# How far a line goes where only its direction is known.
UNSIZED = 54
SIDES = {
    "increase": (1,),
    "decrease": (-1,),
    "mixed": (-1, 1),
    "no-difference": (),
    "no-increase": (-1,),
    "no-decrease": (1,),
}


class Lane(Record):
    """
    One direction, drawn at the height y.

    name: "over time" or "compared". ends: where lines from the middle stop. sized: whether their length is a size.
    arrow: whether they end in an arrow head; a direction that is only ruled out has none. at: where the mark stands.
    """

    name: str
    direction: str
    y: int
    ends: tuple[float, ...]
    sized: bool
    arrow: bool
    at: float


class Drawing(Record):
    """
    One effect.

    mark: the last part of the significance's IRI, which decides the shape of the mark. ticks: (x, text) below the line.
    """

    height: int
    lanes: tuple[Lane, ...]
    mark: str
    ticks: tuple[tuple[float, str], ...]


def draw(effect: Effect, reach: float | None) -> Drawing | None:
    """
    The drawing of an effect; None where no direction is stated.

    reach: the size at the end of the axis, for effects with a size.
    """
    directions = [("over time", effect.direction), ("compared", effect.compared)]
    stated = [(name, iri.rsplit("/", 1)[-1]) for name, iri in directions if iri]
    if not stated:
        return None
    lanes = []
    for number, (name, direction) in enumerate(stated):
        # The size of a finding with two directions is that of the difference from the comparator.
        sized = effect.size is not None and bool(reach) and number == len(stated) - 1
        sides = SIDES.get(direction, ())
        length = REACH * effect.size / reach if sized and effect.size is not None and reach else UNSIZED
        ends = tuple(round(MIDDLE + side * length, 1) for side in sides)
        ruled_out = direction.startswith("no-")
        at = ends[0] if len(ends) == 1 and not ruled_out else float(MIDDLE)
        lanes.append(Lane(name, direction, 16 + number * LANE, ends, sized, not ruled_out, at))
    ticks: tuple[tuple[float, str], ...] = ()
    if reach:
        unit = "%" if effect.unit == "percent" else f" {effect.unit}"
        ticks = ((MIDDLE - REACH, f"−{reach:g}{unit}"), (MIDDLE, "0"), (MIDDLE + REACH, f"+{reach:g}{unit}"))
    height = LANE * len(lanes) + (16 if ticks else 2)
    return Drawing(height, tuple(lanes), effect.significance.rsplit("/", 1)[-1], ticks)
