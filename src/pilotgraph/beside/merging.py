"""Sees to it that a triple that stands in several graphs counts once where all graphs are asked together."""

from __future__ import annotations

from pyoxigraph import Store

REPEATED = """ASK {{
  {{ {places} GRAPH ?g {{ ?s ?p ?o }} GRAPH ?h {{ ?s ?p ?o }} FILTER(?g != ?h) }}
  UNION {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o }} }}
}}"""
EACH_ONCE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def merge(store: Store, added: tuple[str, ...] = ()) -> bool:
    """
    Put all triples into the default graph, each once, if one stands in several graphs; tells whether that was done.

    If so, the default graph is to be asked in place of the union of all graphs: the engine's union gives such a triple
    once for each graph, and counts it so (https://github.com/oxigraph/oxigraph/issues/1919), where SPARQL merges them.
    added: the IRIs of graphs of which one must be among them; without any, all are looked through, which takes longer.
    """
    places = f"VALUES ?g {{ {' '.join(f'<{iri}>' for iri in added)} }}" if added else ""
    if not store.query(REPEATED.format(places=places)):
        return False
    store.update(EACH_ONCE)
    return True
