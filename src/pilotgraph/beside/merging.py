"""Sees to it that a triple that stands in several graphs counts once where all graphs are asked together."""

from __future__ import annotations

from pyoxigraph import Store

REPEATED = """ASK {{
  {{ {places} GRAPH ?g {{ ?s ?p ?o }} GRAPH ?h {{ ?s ?p ?o }} FILTER(?g != ?h) }}
  UNION {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o }} }}
}}"""
EACH_ONCE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def merged(store: Store, added: tuple[str, ...] = ()) -> bool:
    """
    Whether the default graph now has all triples, each once, and is to be asked in place of the union of all graphs.

    That is done where a triple stands in several graphs: the engine's union gives it once for each of them, and counts
    it so (https://github.com/oxigraph/oxigraph/issues/1919), where SPARQL merges graphs.
    added: the IRIs of graphs of which one must be among them; without any, all are looked through, which takes longer.
    """
    places = f"VALUES ?g {{ {' '.join(f'<{iri}>' for iri in added)} }}" if added else ""
    if not store.query(REPEATED.format(places=places)):
        return False
    store.update(EACH_ONCE)
    return True
