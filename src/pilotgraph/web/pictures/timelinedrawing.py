"""Works out where everything stands on the drawing of a timeline."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pilotgraph.records import Record

if TYPE_CHECKING:
    from pilotgraph.web.pictures.timeline import Moment, Strand, Timeline

WIDTH, LEFT, RIGHT, TOP, ROW = 1100, 380, 980, 34, 28
LETTERS = 52


class Spot(Record):
    """A moment, drawn at x; `end` is where its stretch stops, or None."""

    moment: Moment
    x: float
    end: float | None


class Band(Record):
    """
    A strand's row at the height y, with its label cut to fit.

    rest: where the dotted line of an end that is not stated begins, or None.
    """

    strand: Strand
    label: str
    y: int
    spots: tuple[Spot, ...]
    rest: float | None


class Heading(Record):
    """The name of a kind, above its rows."""

    text: str
    y: int


class Drawn(Record):
    """The drawing: its height, the years with their places, the headings and the rows."""

    height: int
    years: tuple[tuple[int, float], ...]
    headings: tuple[Heading, ...]
    bands: tuple[Band, ...]


def draw(picture: Timeline, ongoing: str) -> Drawn:
    """
    The drawing of a timeline.

    ongoing: the kind of strand that lasts although no end is stated, once it has begun.
    """
    count = picture.last - picture.first + 1

    def place(year: int) -> float:
        return round(LEFT + (year - picture.first + 0.5) * (RIGHT - LEFT) / count, 1)

    headings, bands, y = [], [], TOP
    for kind, strands in groupby(picture.dated, key=lambda each: each.kind):
        y += ROW
        headings.append(Heading(kind, y - 9))
        for each in strands:
            spots = tuple(Spot(at, place(at.start), place(at.end) if at.end else None) for at in each.moments)
            lasting = [spot.x for spot in spots if spot.moment.open or kind == ongoing]
            label = each.label if len(each.label) <= LETTERS else f"{each.label[: LETTERS - 1].rstrip()}…"
            bands.append(Band(each, label, y + ROW // 2, spots, min(lasting, default=None)))
            y += ROW
    years = tuple((year, place(year)) for year in range(picture.first, picture.last + 1)) if bands else ()
    return Drawn(y + 10, years, tuple(headings), tuple(bands))
