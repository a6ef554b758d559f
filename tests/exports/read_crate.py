"""Run by the readers' Python: what rocrate finds in a crate, and what roc-validator says against it, as JSON."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from urllib3 import HTTPResponse

# The context of RO-Crate that the package rocrate brings, since nothing is fetched here.
SPEC = find_spec("rocrate")
CONTEXT = Path(SPEC.origin if SPEC and SPEC.origin else "", "..", "data", "ro-crate.jsonld").resolve()


class FromFile(HTTPAdapter):
    """Answers every request with the context."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        headers = {"Content-Type": "application/ld+json"}
        body = io.BytesIO(CONTEXT.read_bytes())
        return self.build_response(request, HTTPResponse(body, headers, 200, preload_content=False))


def problems(folder: str, version: str) -> list[str]:
    with tempfile.TemporaryDirectory() as cache:
        name = f"{cache}/http"
        client = CachedSession(name, backend="sqlite", allowable_methods=("GET",))
        client.mount("https://", FromFile())
        client.get(f"https://w3id.org/ro/crate/{version}/context")
        client.close()
        settings = ValidationSettings(
            rocrate_uri=folder,
            profile_identifier=f"ro-crate-{version}",
            requirement_severity=Severity.RECOMMENDED,
            cache_path=name,
            offline=True,
        )
        result = services.validate(settings)
    return sorted(f"{each.severity.name} {each.check.name}: {each.message}" for each in result.get_issues())


if __name__ == "__main__":
    read = ROCrate(sys.argv[1])
    found = {
        "name": read.name,
        "files": sorted(each.id for each in read.data_entities if "File" in each.type),
        "licence": read.license["name"],
        "problems": problems(sys.argv[1], "1.2"),
    }
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
