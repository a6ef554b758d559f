"""Run by the readers' Python: what skosify finds to mend in a file of SKOS, and what it reads in it."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import skosify
from rdflib import RDF, Graph
from rdflib.namespace import SKOS

if __name__ == "__main__":
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    read = Graph().parse(sys.argv[1], format="turtle")
    before = set(read)
    mended = skosify.skosify(sys.argv[1], update_modified=False, mark_top_concepts=False, infer=False)
    found = {
        "told": told,
        "concepts": len(set(read.subjects(RDF.type, SKOS.Concept))),
        "schemes": len(set(read.subjects(RDF.type, SKOS.ConceptScheme))),
        "lost": sorted(" ".join(map(str, triple)) for triple in before - set(mended)),
    }
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
