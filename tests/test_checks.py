"""Every guard says what it looked at, tells its problems, and never calls unlooked-at things ok."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import at_hand
from curated import BUILT, ROOT, copy
from pilotgraph.curation import project
from pilotgraph.curation.entailments import problems
from pilotgraph.curation.schema import TABLES
from pilotgraph.errors import Problem

__all__ = ["copy"]

UNCHECKED, UNCOUNTED = (
    f"{name}: not checked (give the article's text with --text FILE)" for name in ("passages", "coverage")
)
SLOW = {
    "shapes": "pilotgraph.curation.validation.shape_problems",
    "consistency": "pilotgraph.curation.hermit.consistency_problems",
}
GUARDS = {
    **SLOW,
    "profile rules": "pilotgraph.curation.validation.profile_problems",
    "style rules": "pilotgraph.curation.validation.style_problems",
    "graph rules": "pilotgraph.curation.validation.graph_problems",
    "links rules": "pilotgraph.curation.validation.link_problems",
}


ENTAILMENTS = "pilotgraph.curation.entailments.problems"
QUICK, COMMITTED = pytest.mark.usefixtures("quick"), pytest.mark.usefixtures("committed")


@pytest.fixture
def quick(monkeypatch):
    """Leaves out the two guards that take seconds; they have tests of their own."""
    for guard in SLOW.values():
        monkeypatch.setattr(guard, lambda *_: [])


@pytest.fixture
def committed(monkeypatch):
    """Lets every guard pass, over the committed files instead of new ones, for tests of what is said around them."""
    for guard in GUARDS.values():
        monkeypatch.setattr(guard, lambda *_: [])
    monkeypatch.setattr(ENTAILMENTS, lambda *_: (1, []))
    files = {name: (ROOT / name).read_bytes() for name in BUILT}
    monkeypatch.setattr("pilotgraph.curation.checkout.Curated.built", lambda _: files)


def guards(said: list[str]) -> dict[str, str]:
    """What was said of each guard, by its name."""
    return dict(line.split(": ", 1) for line in said if re.match(r"[a-z ]+: ", line))


@pytest.mark.needs_java
def test_the_real_checkout_passes_every_guard():
    said: list[str] = []
    assert project.check(ROOT, None, said.append) == 0, said
    rows = sum(path.read_text("utf-8").count("\n") - 1 for path in (ROOT / "data" / "tables").glob("*.tsv"))
    rules = {
        name: len(list((ROOT / "ontology" / "rules" / name).glob("*.rq")))
        for name in ("profile", "style", "graph", "links")
    }
    told = guards(said)
    assert told["tables"].startswith(f"ok, {rows} rows in ")
    assert told["built files"] == f"ok, {len(BUILT)} files"
    assert re.fullmatch(r"ok, \d{4,} asserted triples", told["shapes"])
    for name, number in rules.items():
        assert told[f"{name} rules"] == f"ok, {number} rules"
        assert number > 10
    assert told["consistency"].startswith("ok, ")
    assert said[-3:] == [UNCHECKED, UNCOUNTED, "0 problems."]


@COMMITTED
def test_passages_without_the_text_are_not_called_ok(copy):
    copy.check()
    assert UNCHECKED in copy.said
    assert not [line for line in copy.said if "passages" in line and "ok" in line]


@COMMITTED
def test_problems_of_all_guards_come_at_once(copy, monkeypatch):
    for name, guard in GUARDS.items():
        monkeypatch.setattr(guard, lambda *_, name=name: [Problem(name, "is broken", "mend it")] * 2)
    monkeypatch.setattr(ENTAILMENTS, lambda *_: (9, [Problem("entailments", "is broken", "mend it")]))
    copy.path("data/README.md").write_text("old\n")
    assert copy.check() == 1
    told = guards(copy.said)
    assert {name: told[name].split(" in ")[0] for name in (*GUARDS, "entailments", "built files")} == {
        **dict.fromkeys(GUARDS, "2 problems"),
        **dict.fromkeys(("entailments", "built files"), "1 problem"),
    }
    broken = [line.removesuffix("  is broken; mend it") for line in copy.said if line.endswith("  is broken; mend it")]
    assert sorted(broken) == sorted([*GUARDS, *GUARDS, "entailments"])
    assert copy.said[-1] == "14 problems."


def test_a_share_of_more_than_everybody_breaks_a_shape(copy, monkeypatch):
    monkeypatch.setattr(SLOW["consistency"], lambda *_: [])
    row = next(row for row in copy.read().tables["experience_findings"] if row.one("share"))
    copy.spoil("experience_findings", row.id, share="140.5")
    assert copy.check() == 1
    what = "has a share that is no percentage (140.5); give one decimal from 0 to 100"
    assert [line for line in copy.said if line == f"statement:{row.id}  pg:share  {what}"]


@QUICK
def test_what_breaks_rules_is_told_by_the_rules_it_breaks(copy):
    """Two things of one name, a definition without its full stop, and a property of two kinds."""
    copy.add("settings", "hospital", id="hospital-too")
    ending = "was less than the comparator's"
    copy.swap("ontology/pilotgraph.ttl", f'{ending}."@en', f'{ending}"@en')
    with copy.path("ontology/pilotgraph.ttl").open("a") as file:
        file.write("\n:about a owl:DatatypeProperty .\n")
    assert copy.check() == 1
    told = guards(copy.said)
    assert re.match(r"\d+ problems? in \d+ rules", told["profile rules"])
    assert [line for line in copy.said if line.startswith("pg:about  ")]
    assert told["style rules"].startswith("1 problem in ")
    assert [line for line in copy.said if line.startswith("direction:decrease  ")]
    assert re.match(r"\d+ problems? in \d+ rules", told["graph rules"])
    assert [line for line in copy.said if line.startswith("setting:hospital  ") and "hospital-too" in line]


@COMMITTED
def test_every_built_file_that_is_not_what_the_tables_give_is_told(copy):
    for name in BUILT[1:]:
        with copy.path(name).open("a") as file:
            file.write("\n")
    copy.path(BUILT[0]).unlink()
    assert copy.check() == 1
    assert guards(copy.said)["built files"] == f"{len(BUILT)} problems in {len(BUILT)} files"
    for name in BUILT:
        assert f"{name}  is not what the tables give; run pilotgraph build" in copy.said


@QUICK
def test_a_changed_table_makes_the_built_files_stale(copy):
    copy.spoil("factors", "bureaucracy", definition="Another definition of the same thing.")
    assert copy.check() == 1
    assert "data/rdf/asserted.ttl  is not what the tables give; run pilotgraph build" in copy.said


@COMMITTED
def test_checking_writes_nothing(copy):
    copy.path("data/rdf/inferred.ttl").unlink()
    before = copy.files()
    copy.check()
    assert copy.files() == before


@pytest.mark.parametrize("text", [None, "article.txt"])
def test_problems_of_tables_are_told_and_nothing_else_is_called_ok(copy, text):
    where = copy.spoil("factors", "bureaucracy", label="")
    if text:
        copy.path(f"./{text}").write_text("any words\n")
    assert copy.check(copy.root / text if text else None) == 1
    assert guards(copy.said)["tables"].startswith("1 problem in ")
    assert f"{where}  label is empty; give what the thing is called" in copy.said
    assert not [line for line in copy.said if ": ok" in line]
    assert [line for line in copy.said if line.startswith("passages: not checked (")]
    assert copy.said[-1] == "1 problem."


@QUICK
def test_tables_without_rows_are_not_called_ok(copy):
    for path in (copy.root / "data" / "tables").glob("*.tsv"):
        path.write_text(path.read_text("utf-8").split("\n")[0] + "\n")
    assert copy.check() == 1
    assert guards(copy.said)["tables"] == f"1 problem in 0 rows in {len(TABLES)} tables"
    assert "data/tables  hold nothing to check; restore them" in copy.said


@COMMITTED
def test_shapes_that_are_gone_are_told_and_passages_are_still_spoken_of(copy):
    copy.path("ontology/shapes.ttl").unlink()
    assert copy.check() == 1
    assert "ontology/shapes.ttl  is missing; run this in a checkout of the project" in copy.said
    assert UNCHECKED in copy.said


@COMMITTED
@pytest.mark.parametrize("name", ["profile", "graph", "links"])
def test_rules_that_are_gone_are_not_called_ok(copy, name):
    for path in (copy.root / "ontology" / "rules" / name).iterdir():
        path.unlink()
    assert copy.check() == 1
    assert f"{name} rules" not in guards(copy.said)
    assert [line for line in copy.said if "holds no rule" in line]


@COMMITTED
def test_a_sentence_that_no_longer_follows_is_told(copy, monkeypatch):
    """The ontology no longer says that a part of a part is a part."""
    monkeypatch.setattr(ENTAILMENTS, problems)
    copy.swap(
        "ontology/pilotgraph.ttl",
        ":partOf a owl:ObjectProperty , owl:TransitiveProperty ;",
        ":partOf a owl:ObjectProperty ;",
    )
    assert copy.check() == 1
    assert re.match(r"\d+ problems? in \d+ sentences", guards(copy.said)["entailments"])


@COMMITTED
def test_entailments_that_are_gone_are_not_called_ok(copy, monkeypatch):
    monkeypatch.setattr(ENTAILMENTS, problems)
    for path in (copy.root / "tests" / "entailments" / "follows").iterdir():
        path.unlink()
    assert copy.check() == 1
    assert "entailments" not in guards(copy.said)


@COMMITTED
@pytest.mark.parametrize(("content", "what"), [(None, "cannot be read"), (b"caf\xe9", "is not UTF-8")])
def test_a_text_that_cannot_be_read_fails_the_check(copy, tmp_path, content, what):
    text = tmp_path / "article.txt"
    if content is not None:
        text.write_bytes(content)
    assert copy.check(text) == 1
    assert [line for line in copy.said if line.startswith(f"{text}  {what}; ")]
    assert "passages" not in guards(copy.said)


@QUICK
@pytest.mark.needs_text
def test_passages_are_found_in_the_text(copy):
    assert copy.check(at_hand.TEXT) == 0, copy.said
    rows = copy.path("passages").read_text("utf-8").count("\n") - 1
    assert guards(copy.said)["passages"] == f"ok, {rows} passages of lewis-2021"
    assert guards(copy.said)["own words"].startswith("ok, ")


@COMMITTED
@pytest.mark.needs_text
def test_a_text_with_one_other_digit_fails_the_check(copy, tmp_path):
    """The digit is one of a table entry on which a statement rests."""
    text: Path = tmp_path / "article.txt"
    words = at_hand.TEXT.read_text("utf-8")
    assert "4.2%" in words
    text.write_text(words.replace("4.2%", "4.3%", 1), "utf-8")
    assert copy.check(text) == 1
    told = guards(copy.said)["passages"]
    assert re.match(r"\d+ problems in \d+ passages", told)
    assert [line for line in copy.said if line.startswith("data/sources.tsv  the text at hand has digest ")]
    assert [line for line in copy.said if line.startswith("data/tables/passages.tsv:")]
    assert not [line for line in copy.said if line.startswith("passages: ok")]


@COMMITTED
@pytest.mark.needs_text
def test_a_text_cut_short_fails_the_check(copy, tmp_path):
    text = tmp_path / "article.txt"
    words = at_hand.TEXT.read_text("utf-8")
    text.write_text(words[: len(words) // 2], "utf-8")
    assert copy.check(text) == 1
    assert [line for line in copy.said if line.startswith("data/layout.tsv  ")]
