"""The integrity constraints of the RDF Data Cube recommendation, as queries of our own that find what breaks them."""

from __future__ import annotations

import rdflib

from invented import PREFIXES

# Each by its number in the recommendation; true where the constraint is broken.
BROKEN = {
    "IC-1": """{ ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION
        { ?o a qb:Observation ; qb:dataSet ?d , ?e FILTER(?d != ?e) }""",
    "IC-2": """{ ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s } } UNION
        { ?d a qb:DataSet ; qb:structure ?s , ?t FILTER(?s != ?t) }""",
    "IC-3": """?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }""",
    "IC-4": """?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }""",
    "IC-5": """?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList ?l }""",
    "IC-6": """?s qb:component ?c . ?c qb:componentRequired false FILTER NOT EXISTS { ?c qb:attribute ?p }""",
    "IC-7": """?k a qb:SliceKey FILTER NOT EXISTS { ?s a qb:DataStructureDefinition ; qb:sliceKey ?k }""",
    "IC-8": """?s qb:sliceKey ?k . ?k qb:componentProperty ?p
        FILTER NOT EXISTS { ?s qb:component/(qb:dimension|qb:measure|qb:attribute|qb:componentProperty) ?p }""",
    "IC-9": """{ ?x a qb:Slice FILTER NOT EXISTS { ?x qb:sliceStructure ?k } } UNION
        { ?x a qb:Slice ; qb:sliceStructure ?k , ?l FILTER(?k != ?l) }""",
    "IC-10": """?x qb:sliceStructure/qb:componentProperty ?p FILTER NOT EXISTS { ?x ?p ?v }""",
    "IC-11": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-12": """?a qb:dataSet ?d . ?b qb:dataSet ?d FILTER(STR(?a) < STR(?b)) FILTER NOT EXISTS {
        ?d qb:structure/qb:component/qb:dimension ?p . ?a ?p ?v . ?b ?p ?w FILTER(?v != ?w) }""",
    "IC-13": """?o qb:dataSet/qb:structure/qb:component ?c . ?c qb:attribute ?p ; qb:componentRequired true
        FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-14": """?o qb:dataSet/qb:structure ?s . ?s qb:component/qb:measure ?p
        FILTER NOT EXISTS { ?s qb:component/qb:dimension qb:measureType } FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-15": """?o qb:dataSet/qb:structure/qb:component/qb:dimension qb:measureType ; qb:measureType ?m
        FILTER NOT EXISTS { ?o ?m ?v }""",
    "IC-16": """?o qb:dataSet/qb:structure ?s ; qb:measureType ?m ; ?n ?v .
        ?s qb:component/qb:dimension qb:measureType ; qb:component/qb:measure ?n FILTER(?m != ?n)""",
    "IC-17": """?o qb:dataSet ?d . ?d qb:structure ?s . ?s qb:component/qb:dimension qb:measureType ;
        qb:component/qb:measure ?m FILTER NOT EXISTS { ?b qb:dataSet ?d ; qb:measureType ?m FILTER NOT EXISTS {
        ?s qb:component/qb:dimension ?p . ?o ?p ?v . ?b ?p ?w FILTER(?p != qb:measureType && ?v != ?w) } }""",
    "IC-18": """?d qb:slice/qb:observation ?o FILTER NOT EXISTS { ?o qb:dataSet ?d }""",
    "IC-19": """?o qb:dataSet/qb:structure/qb:component/(qb:dimension|qb:measure|qb:attribute) ?p ; ?p ?v .
        { ?p qb:codeList ?l . ?l a skos:ConceptScheme
          FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l } } UNION
        { ?p qb:codeList ?l . ?l a skos:Collection FILTER NOT EXISTS { ?l skos:member+ ?v } }""",
}
# In these, the property that leads from parent to child stands for %s.
HIERARCHIES = {
    "IC-20": ("?l qb:parentChildProperty ?p FILTER(isIRI(?p))", "?l qb:hierarchyRoot/<%s>* ?v"),
    "IC-21": ("?l qb:parentChildProperty/owl:inverseOf ?p", "?l qb:hierarchyRoot/(^<%s>)* ?v"),
}
OUTSIDE = """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d ; ?d ?v . ?d qb:codeList ?l .
    ?l a qb:HierarchicalCodeList FILTER NOT EXISTS { %s }"""
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def broken(graph: rdflib.Graph, only: str = "") -> list[str]:
    """The constraints that a cube breaks; of all, or whether it breaks a single one."""
    found = [name for name, pattern in BROKEN.items() if only in ("", name) and _asked(graph, pattern)]
    for name, (properties, path) in HIERARCHIES.items():
        if only in ("", name):
            leading = {str(row.p) for row in graph.query(f"{HEAD}SELECT ?p {{ {properties} }}")}  # type: ignore[union-attr]
            found += [name for each in sorted(leading) if _asked(graph, OUTSIDE % (path % each))]
    return found


def _asked(graph: rdflib.Graph, pattern: str) -> bool:
    return bool(graph.query(f"{HEAD}ASK {{ {pattern} }}").askAnswer)
