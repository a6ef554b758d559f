"""Knows how the files of an export end, by form."""

from __future__ import annotations

ENDINGS = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf", "trig": "trig", "nquads": "nq"}
