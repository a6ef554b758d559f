"""A tiny invented article, a survey of bridges, for tests that need no real one."""

from __future__ import annotations

from pilotgraph.curation.article import LayoutMark, normalise
from pilotgraph.curation.passages import Passage, digest, locate

TEXT = """
Abstract

The survey found scour at two bridges. It took nine days.

Results

Divers inspected the south pier of Mill Bridge in 2019 and measured scour to a depth of 0.4 m below its footing. \
Traffic on the bridge fell by 4.2% in the first year, but the fall was not statistically significant over the whole \
period [3]. The engineers’ report calls the pier ‘sound enough’ although two of its non-listed spans moved by −3 mm \
between the two visits.

The keeper of Mill Bridge said that the keeper of Mill Bridge before him had never seen the river so low in June [4].

Table 1.

Repairs, by bridge.

New bearings on both abutments were fitted by the county in spring
Loss of stone reduced by 9% (measured twice)
  • - widerange of gravel sizes laid around the southpier and the north one
Old railings were taken down by volunteers before the first winter
Shortage of divers

Table 2.

Helped Good weather
Shortage of rain
Hindered Shortage of divers
Late steel deliveries from abroad
"""

LAYOUT = [
    LayoutMark("abstract", "heading", "Abstract", ""),
    LayoutMark("results", "heading", "Results", ""),
    LayoutMark("table-1", "heading", "Table 1.", ""),
    LayoutMark("table-1", "column", "New bearings on", "mill"),
    LayoutMark("table-1", "column", "Old railings were", "weir"),
    LayoutMark("table-2", "heading", "Table 2.", ""),
    LayoutMark("table-2", "row", "Helped", "helped"),
    LayoutMark("table-2", "row", "Hindered", "hindered"),
]
WHOLE = normalise(TEXT)
DIGEST = digest(WHOLE)
JOINED = {"widerange": "wide range", "southpier": "south pier"}


def _rows(*given: tuple[str, str, str, str]) -> list[Passage]:
    return [
        Passage(name, "survey-2019", place, first, last, line=line)
        for line, (name, place, first, last) in enumerate(given, start=2)
    ]


PASSAGES = locate(
    _rows(
        ("results.p1.s1", "results.p1.s1", "Divers inspected the", "below its footing."),
        ("results.p1.s2", "results.p1.s2", "Traffic on the bridge", "the whole period [3]."),
        ("results.p1.s3", "results.p1.s3", "The engineers’ report", "between the two visits."),
        ("results.p2.s1a", "results.p2.s1", "before him", "in June"),
        ("table-1.mill.e01", "table-1.mill.e01", "New bearings on", "in spring"),
        ("table-1.mill.e02", "table-1.mill.e02", "Loss of stone reduced by 9% (measured twice)", ""),
        ("table-1.weir.e02", "table-1.weir.e02", "Shortage of divers", ""),
        ("table-2.hindered.e01", "table-2.hindered.e01", "Shortage of divers", ""),
    ),
    TEXT,
    LAYOUT,
)
