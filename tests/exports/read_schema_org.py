"""Run by the readers' Python: PyLD expands a JSON-LD file; its terms are held against schema.org's own vocabulary."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pyld import jsonld

# The vocabulary of schema.org that the package rocrate brings.
SPEC = find_spec("rocrate")
VOCABULARY = Path(SPEC.origin if SPEC and SPEC.origin else "").parent / "data" / "schema.jsonld"
SCHEMA = "https://schema.org/"


def names(value: Any) -> set[str]:
    """What one or several references of the vocabulary lead to, without the prefix."""
    listed = value if isinstance(value, list) else [value] if value else []
    return {each["@id"].split(":", 1)[1] for each in listed}


class Vocabulary:
    """The classes with those above them, and the properties with the classes that may have them."""

    def __init__(self) -> None:
        self.above: dict[str, set[str]] = {}
        self.on: dict[str, set[str]] = {}
        for node in json.loads(VOCABULARY.read_text("utf-8"))["@graph"]:
            prefix, _, name = node["@id"].partition(":")
            if prefix == "schema" and "rdfs:Class" in node["@type"]:
                self.above[name] = names(node.get("rdfs:subClassOf"))
            elif prefix == "schema":
                self.on[name] = names(node.get("schema:domainIncludes"))

    def upwards(self, kind: str) -> set[str]:
        return {kind}.union(*(self.upwards(each) for each in self.above.get(kind, ())))

    def against(self, node: Any) -> list[str]:
        """What the vocabulary has against a node, and against those inside it."""
        if isinstance(node, list):
            return [problem for each in node for problem in self.against(each)]
        if not isinstance(node, dict):
            return []
        kinds = [each.removeprefix(SCHEMA) for each in node.get("@type", ())]
        found = [f"no class {kind}" for kind in kinds if kind not in self.above]
        for name, value in node.items():
            found += self.against(value)
            short = name.removeprefix(SCHEMA)
            if name.startswith("@"):
                continue
            if short not in self.on:
                found.append(f"no property {short}")
            elif kinds and not self.on[short] & {above for kind in kinds for above in self.upwards(kind)}:
                found.append(f"{short} is not said of {', '.join(kinds)}")
        return found


def refuse(url: str, _: Any) -> Any:
    raise OSError(f"{url} was to be fetched")


if __name__ == "__main__":
    jsonld.set_document_loader(refuse)
    expanded = jsonld.expand(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    quads = jsonld.to_rdf(expanded, {"format": "application/n-quads"})
    found = {"problems": sorted(set(Vocabulary().against(expanded))), "quads": quads, "nodes": len(expanded)}
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
