"""
Reads and asks every saved question with grlc; run by a Python that has it, in a folder with grlc's config.ini.

Prints, by the name of each question, what grlc reads in its header, which parameters its API takes, and the rows.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

# grlc talks on the standard output while it is loaded.
with redirect_stdout(sys.stderr):
    from grlc import gquery, server


def main(queries: str, endpoint: str) -> None:
    client = server.app.test_client()
    found = {}
    for path, methods in client.get("/api-local/swagger").get_json()["paths"].items():
        name = path.removeprefix("/")
        header = gquery.get_yaml_decorators(Path(queries, f"{name}.rq").read_text("utf-8"))
        given = {"query_string": {"endpoint": endpoint}, "headers": {"Accept": "application/json"}}
        answer = json.loads(client.get(f"/api-local{path}", **given).text)
        found[name] = {
            "header": {key: value for key, value in header.items() if key != "query"},
            "takes": [parameter["name"] for parameter in methods["get"]["parameters"]],
            "columns": answer["head"]["vars"],
            "rows": [{column: term["value"] for column, term in row.items()} for row in answer["results"]["bindings"]],
        }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
