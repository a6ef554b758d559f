"""Writes the page that pyLODE makes of an ontology; run by the Python that has it."""

from __future__ import annotations

import sys

from pylode.profiles.ontpub import OntPub

with open(sys.argv[2], "w", encoding="utf-8") as page:
    page.write(OntPub(ontology=sys.argv[1]).make_html())
