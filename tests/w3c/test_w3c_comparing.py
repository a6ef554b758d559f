"""The comparison tells answers apart that differ, and only those."""

from __future__ import annotations

import pytest

from comparing import difference
from reading import Table, read

TSV = "?x\t?y\n"


def table(*lines: str) -> Table:
    answer = read((TSV + "\n".join(lines)).encode(), "tsv", "")
    assert isinstance(answer, Table)
    return answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["1\t2", "3\t4"], ["3\t4", "1\t2"]),
        (["1.0\t010"], ["1.00\t10"]),
        (["1.0e2\ttrue"], ['100.0e0\t"1"^^<http://www.w3.org/2001/XMLSchema#boolean>']),
        (['"a"\t"b"@EN'], ['"a"^^<http://www.w3.org/2001/XMLSchema#string>\t"b"@en']),
        (["_:a\t_:b", "_:b\t_:a", "_:a\t1"], ["_:q\t1", "_:p\t_:q", "_:q\t_:p"]),
        (["_:a\t1", "_:b\t1"], ["_:b\t1", "_:a\t1"]),
    ],
    ids=["order", "number", "value", "string and language", "blank nodes", "alike blank nodes"],
)
def test_these_are_the_same(one: list[str], other: list[str]) -> None:
    assert difference(table(*one), table(*other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["1\t2"], ["1\t2", "1\t2"]),
        (["1\t2"], ["1\t2.0"]),
        (["1\t2"], ["1\t"]),
        (["1\t2", "1\t2", "3\t4"], ["1\t2", "3\t4", "3\t4"]),
        (['"a"\t1'], ['"a"@en\t1']),
        (["<a:a>\t1"], ['"a:a"\t1']),
        (["_:a\t_:a"], ["_:a\t_:b"]),
        (["_:a\t_:b"], ["_:a\t_:a"]),
        (["_:a\t1", "_:a\t2"], ["_:a\t1", "_:b\t2"]),
        (["_:a\t1", "_:b\t2"], ["_:a\t1", "_:a\t2"]),
        (["_:a\t_:b", "_:b\t_:c", "_:c\t_:a"], ["_:a\t_:b", "_:b\t_:a", "_:c\t_:c"]),
    ],
    ids=[
        *("twice", "type", "unbound", "how often", "language", "iri", "loop", "no loop"),
        *("one node", "two nodes", "circle"),
    ],
)
def test_these_differ(one: list[str], other: list[str]) -> None:
    assert difference(table(*one), table(*other))


def test_the_order_counts_where_it_is_demanded() -> None:
    one, other = table("1\t2", "3\t4"), table("3\t4", "1\t2")
    assert difference(one, other, ordered=True)
    assert difference(one._replace(order=[1, 2]), other)
    assert difference(one._replace(order=[2, 1]), other) is None


def test_other_variables_are_another_answer() -> None:
    assert difference(table(), read(b"?x\t?z\n", "tsv", ""))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'x,y\r\n,"a ""b"""\r\n', "csv"),
        (b'?x\t?y\n\t"a \\"b\\""\n', "tsv"),
        (b'{"head":{"vars":["x","y"]},"results":{"bindings":[{"y":{"type":"literal","value":"a \\"b\\""}}]}}', "json"),
        (
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
            b'<head><variable name="x"/><variable name="y"/></head>'
            b'<results><result><binding name="y"><literal>a "b"</literal></binding></result></results></sparql>',
            "xml",
        ),
        (
            b"PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> [] a rs:ResultSet ;"
            b" rs:resultVariable 'x', 'y' ; rs:solution [ rs:binding [ rs:variable 'y' ; rs:value 'a \"b\"' ] ] .",
            "turtle",
        ),
    ],
    ids=["csv", "tsv", "json", "xml", "turtle"],
)
def test_every_format_is_read_alike(content: bytes, kind: str) -> None:
    assert difference(table('\t"a \\"b\\""'), read(content, kind, "")) is None


def test_a_csv_has_numbers_but_no_types() -> None:
    one = read(b"x\r\n1.0E6\r\n", "csv", "")
    assert difference(one, read(b"x\r\n1000000\r\n", "csv", "")) is None
    assert difference(one, read(b"x\r\n1000001\r\n", "csv", ""))
    assert difference(read(b"x\r\n4;4\r\n", "csv", ""), read(b"x\r\n4\r\n", "csv", ""))


def test_graphs_are_compared_up_to_their_blank_nodes() -> None:
    ring = read(b"_:a <p:p> _:b . _:b <p:p> _:a .", "turtle", "")
    assert difference(ring, read(b"_:x <p:p> _:y .\n_:y <p:p> _:x .\n", "nt", "")) is None
    assert difference(ring, read(b"_:x <p:p> _:y .\n_:y <p:p> _:y .\n", "nt", ""))


def test_true_is_neither_false_nor_a_table() -> None:
    assert difference(True, True) is None
    assert difference(True, False)
    assert difference(True, table())
