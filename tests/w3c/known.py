"""The W3C tests that go wrong, each with the reason; one that comes out right must be taken off."""

from __future__ import annotations

NO_CONSTANT = "the engine gives no row for a path of no steps from a constant that occurs nowhere in the data"
ALL_AT_ONCE = "the engine does not take the graphs one by one where GRAPH ?g holds VALUES or a sub-SELECT that counts"
LANGUAGE_KEPT = "the engine's GROUP_CONCAT keeps a language that all parts share; the test wants a plain string"

KNOWN = {
    "aggregates/agg-empty-group-count-graph": ALL_AT_ONCE,
    "aggregates/agg-groupconcat-04": LANGUAGE_KEPT,
    "aggregates/agg-groupconcat-06": LANGUAGE_KEPT,
    "bindings/graph": ALL_AT_ONCE,
    "csv-tsv-res/tsv03": "the engine keeps a whole number of a narrower type, here xsd:negativeInteger, as xsd:integer",
    "functions/bnode01": "the engine's BNODE(text) gives one blank node for a text in all rows, not one in each row",
    "negation/graph-minus": "the engine takes ?g of an enclosing GRAPH for a variable that both sides of MINUS share",
    "property-path/zero_or_more_set_start": NO_CONSTANT,
    "property-path/zero_or_more_set_end": NO_CONSTANT,
    "property-path/zero_or_one_set_start": NO_CONSTANT,
    "property-path/zero_or_one_set_end": NO_CONSTANT,
    "service/service5": "the engine does not do SERVICE with a variable in the place of the address",
    "syntax-query/test_4": "the engine refuses a query that calls a function that it does not know",
}
