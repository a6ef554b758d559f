"""An invented graph, and ways to read exports without our own code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from at_hand import readers_python
from pilotgraph import PilotGraph
from pilotgraph.engines import Embedded
from pilotgraph.files import Folder

HERE = Path(__file__).parent
WORLD = (HERE / "world.trig").read_text("utf-8")
NOWHERE = Folder(str(HERE), (), str(HERE), str(HERE))


def opened(text: str = WORLD) -> PilotGraph:
    """The graph that a TriG text describes."""
    store = ox.Store()
    store.bulk_load(text.encode(), ox.RdfFormat.TRIG)
    return PilotGraph(Embedded(store), NOWHERE)


def backwards() -> str:
    """The same graph with its statements in reverse order."""
    quads = list(ox.parse(WORLD, ox.RdfFormat.TRIG))
    return (ox.serialize(reversed(quads), format=ox.RdfFormat.TRIG) or b"").decode()


def parsed(content: bytes, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content.decode(), format=form)


def answer(graph: rdflib.Graph, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query over an export, as Python values, in order."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    rows = graph.query(prefixes + query)
    return sorted(tuple(None if value is None else value.toPython() for value in row) for row in rows)  # type: ignore[union-attr]


def read_by(script: str, *arguments: Path, written: Path) -> Any:
    """What a script finds with the readers' Python; it gets the arguments and the file to write its finding to."""
    command = [str(readers_python()), str(HERE / script), *map(str, arguments), str(written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(written.read_text("utf-8"))


PREFIXES = {
    "": "https://w3id.org/pilotgraph/dataset/cube/",
    "pg": "https://w3id.org/pilotgraph/ontology#",
    "id": "https://w3id.org/pilotgraph/id/",
    "cfir": "https://w3id.org/pilotgraph/id/cfir/",
    "programme": "https://w3id.org/pilotgraph/id/programme/",
    "statement": "https://w3id.org/pilotgraph/id/statement/",
    "cube": "https://w3id.org/pilotgraph/dataset/cube/property/",
    "np": "http://www.nanopub.org/nschema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
}
