"""Invented interviews of a district, and a saved question that is asked across them and the graph."""

from __future__ import annotations

from pathlib import Path

from curated import ROOT

HERE = Path(__file__).parent / "beside"
WITH = "https://w3id.org/pilotgraph/graph/with/"
DISTRICT = "https://district.example/"
INTERVIEWS, HOSTILE = HERE / "good" / "interviews.ttl", HERE / "good" / "hostile.ttl"
NAMED_BY_ALL = f"""
PREFIX my: <{DISTRICT}interviews#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
SELECT DISTINCT ?interview ?factor {{ ?interview my:names/skos:closeMatch ?factor . ?factor a pg:Factor }}
"""
GOVERNANCE = "https://w3id.org/pilotgraph/id/factor/information-governance"

ACROSS = """#+ question: "Which interviews name a factor that was reported?"
#+ topic: "Across"
#+ row: "one row per interview and factor"
#+ counts: "interviews"
#+ empty: "No interview names such a factor."
#+ with: {"name": "the interviews", "namespace": "https://district.example/interviews#", "file": "ask the district"}
#+ parameters:
#+   - {"name": "factor", "type": "Factor", "help": "only this factor"}
PREFIX my: <https://district.example/interviews#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
SELECT ?interview ?factor WHERE {
  VALUES ?factor { UNDEF }
  ?factor a pg:Factor .
  ?interview my:names/skos:closeMatch ?factor .
}
ORDER BY ?interview
"""
LACKING = "This question needs the interviews beside the graph: add --with FILE (ask the district)."


def with_question_across(folder: Path) -> str:
    """The graph in a folder of its own, with a question across as the only saved one."""
    for part in ("data/rdf", "ontology", "queries"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        if part != "queries":
            (folder / part).symlink_to(ROOT / part, target_is_directory=True)
    (folder / "queries").mkdir()
    (folder / "queries" / "which-interviews.rq").write_text(ACROSS, "utf-8")
    return str(folder)
