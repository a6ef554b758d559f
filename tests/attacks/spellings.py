"""Ways to write a SERVICE clause."""

from __future__ import annotations

from test_guard import CALLING

BODY = "{ ?s ?p ?o }"
# Further ways to write a SERVICE clause, beside those that the guard is tried with; HERE is the listener's host.
SPELT = {
    **{name: text.replace("127.0.0.1:1", "HERE") for name, text in CALLING.items()},
    "bound by BIND": f"SELECT * {{ BIND(<http://HERE/> AS ?v) SERVICE ?v {BODY} }}",
    "bound by VALUES": f"SELECT * {{ VALUES ?v {{ <http://HERE/> }} SERVICE ?v {BODY} }}",
    "bound by VALUES at the end": f"SELECT * {{ SERVICE ?v {BODY} }} VALUES ?v {{ <http://HERE/> }}",
    "bound silently": f"SELECT * {{ BIND(IRI('http://HERE/') AS ?v) SERVICE SILENT ?v {BODY} }}",
    "relative to a base": f"BASE <http://HERE/> SELECT * {{ SERVICE <sparql> {BODY} }}",
    "relative to a second base": f"BASE <http://a/> BASE <http://HERE/> SELECT * {{ SERVICE <x> {BODY} }}",
    "empty relative": f"BASE <http://HERE/> SELECT * {{ SERVICE <> {BODY} }}",
    "without a scheme": f"SELECT * {{ SERVICE <//HERE/> {BODY} }}",
    "empty prefix": f"PREFIX : <http://HERE/> SELECT * {{ SERVICE :x {BODY} }}",
    "prefix alone": f"PREFIX x: <http://HERE/> SELECT * {{ SERVICE x: {BODY} }}",
    "prefix called service": f"PREFIX service: <http://HERE/> SELECT * {{ SERVICE service:service {BODY} }}",
    "escaped address": f"SELECT * {{ SERVICE <\\u0068ttp://HERE/> {BODY} }}",
    "long escape": f"SELECT * {{ \\U00000053ERVICE <http://HERE/> {BODY} }}",
    "every letter escaped": (
        f"SELECT * {{ \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <http://HERE/> {BODY} }}"
    ),
    "escaped braces": f"SELECT * \\u007B SERVICE <http://HERE/> {BODY} \\u007D",
    "escaped end of a comment": f"SELECT * {{ # \\u000A SERVICE <http://HERE/> {BODY}\n}}",
    "carriage return ends the comment": f"SELECT * {{ # x\r SERVICE <http://HERE/> {BODY} }}",
    "tab and form feed": f"SELECT\t*\t{{\tSERVICE\t<http://HERE/>\t{BODY}\t}}",
    "a comment within": f"SELECT * {{ SERVICE#x\n#y\n<http://HERE/>#z\n{BODY} }}",
    "silent without space": f"SELECT*{{SERVICE SILENT<http://HERE/>{BODY}}}",
    "nested": f"SELECT * {{ SERVICE <http://HERE/a> {{ SERVICE <http://HERE/b> {BODY} }} }}",
    "in a union": f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ SERVICE <http://HERE/> {BODY} }} }}",
    "in an optional": f"SELECT * {{ OPTIONAL {{ SERVICE <http://HERE/> {BODY} }} }}",
    "in a minus": f"SELECT * {{ ?a ?b ?c MINUS {{ SERVICE <http://HERE/> {BODY} }} }}",
    "in a graph": f"SELECT * {{ GRAPH ?g {{ SERVICE <http://HERE/> {BODY} }} }}",
    "in a bound EXISTS": f"SELECT (EXISTS {{ SERVICE <http://HERE/> {BODY} }} AS ?x) {{}}",
    "in DESCRIBE": f"DESCRIBE ?s {{ SERVICE <http://HERE/> {BODY} }}",
    "in ORDER BY": f"SELECT * {{ ?s ?p ?o }} ORDER BY EXISTS {{ SERVICE <http://HERE/> {BODY} }}",
    "in HAVING": f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING(EXISTS {{ SERVICE <http://HERE/> {BODY} }})",
    "behind a string with a quotation mark": f"SELECT * {{ BIND('\\'' AS ?x) SERVICE <http://HERE/> {BODY} }}",
    "behind a long string": f"SELECT * {{ BIND('''a'b''c\\'''' AS ?x) SERVICE <http://HERE/> {BODY} }}",
    "behind a language": f'SELECT * {{ BIND("a"@en AS ?x)SERVICE<http://HERE/>{BODY} }}',
    "behind a path": f"SELECT * {{ ?a <x:y>/<x:z> ?b SERVICE <http://HERE/> {BODY} }}",
    "by a name and password": f"SELECT * {{ SERVICE <http://user:word@HERE/> {BODY} }}",
    "by https": f"SELECT * {{ SERVICE SILENT <https://HERE/> {BODY} }}",
    "after a byte order mark": f"\ufeffSELECT * {{ SERVICE <http://HERE/> {BODY} }}",
}  # fmt: skip
