"""The one script that is not written by hand is what its lock file names, and the licences come along."""

from __future__ import annotations

import hashlib
import json
import re

from curated import ROOT

STATIC = ROOT / "src" / "pilotgraph" / "web" / "static"
BUILD = STATIC / "codemirror"
LOCK = (BUILD / "package-lock.json").read_text("utf-8")
PACKAGES = json.loads(LOCK)["packages"]
BUNDLED = {path.removeprefix("node_modules/"): told for path, told in PACKAGES.items() if path and not told.get("dev")}


def test_the_bundle_is_the_one_that_was_built():
    digest, name = (BUILD / "codemirror.sha256").read_text("utf-8").split()
    bundle = (BUILD / name).resolve()
    assert bundle == STATIC / "codemirror.js"
    assert digest == hashlib.sha256(bundle.read_bytes()).hexdigest()


def test_the_licence_of_every_package_in_the_bundle_comes_along():
    _, *sections = re.split(r"^== ", (BUILD / "LICENSES.txt").read_text("utf-8"), flags=re.MULTILINE)
    headings, texts = zip(*(section.split("\n", 1) for section in sections), strict=True)
    assert len(BUNDLED) > 10
    assert list(headings) == [f"{name} {told['version']} ({told['license']})" for name, told in BUNDLED.items()]
    assert {told["license"] for told in BUNDLED.values()} == {"MIT"}
    for text in texts:
        assert "Copyright" in text
        assert "Permission is hereby granted, free of charge" in text


def test_every_version_is_exact_and_no_registry_is_named():
    wanted = json.loads((BUILD / "package.json").read_text("utf-8"))
    assert PACKAGES[""]["dependencies"] == wanted["dependencies"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert version == PACKAGES[f"node_modules/{name}"]["version"]
    assert "resolved" not in LOCK
    assert "://" not in LOCK
    assert all(told.get("integrity") for path, told in PACKAGES.items() if path)


def test_the_scripts_name_no_other_machine():
    """An XML namespace is a name, not an address that is asked; that of rdf:type likewise."""
    names = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}
    found = {
        script.name: re.findall(r"https?://[^\s\"'`)]+", script.read_text("utf-8")) for script in STATIC.glob("*.js")
    }
    assert {"codemirror.js", "editor.js"} <= found.keys()
    assert {address for addresses in found.values() for address in addresses} <= names


def test_every_name_that_the_editor_takes_from_the_bundle_is_in_it():
    """A name that is missing would be found only when it is used."""
    exported = re.findall(r"\b(\w+)(?=[,}])", (STATIC / "codemirror.js").read_text("utf-8").rpartition("export{")[2])
    used = set(re.findall(r"\bcm\.(\w+)", (STATIC / "editor.js").read_text("utf-8")))
    assert len(used) > 15
    assert used <= {*exported}
