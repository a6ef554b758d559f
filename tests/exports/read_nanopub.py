"""Run by the readers' Python: the package nanopub checks each nanopublication of a folder, and signs the last one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nanopub import Nanopub, NanopubConf, Profile
from nanopub.utils import MalformedNanopubError


def said_against(path: Path) -> str:
    """What the package has against a nanopublication; "" if it calls it valid."""
    try:
        return "" if Nanopub(rdf=path).is_valid else "not valid"
    except MalformedNanopubError as error:
        return str(error)


if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).iterdir())
    signed = Nanopub(
        rdf=paths[-1], conf=NanopubConf(profile=Profile("https://orcid.org/0000-0000-0000-0000", "Nobody"))
    )
    unsigned = signed.signed_with_public_key is None
    signed.sign()
    found = {
        "problems": {path.name: problem for path in paths if (problem := said_against(path))},
        "checked": len(paths),
        "unsigned": unsigned,
        "can be signed": signed.has_valid_trusty and signed.has_valid_signature,
        "signed": str(signed.source_uri),
    }
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
