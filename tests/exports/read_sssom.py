"""Run by the readers' Python: the package sssom reads RDF files of mappings and SSSOM tables, and validates both."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sssom.parsers import parse_sssom_rdf, parse_sssom_table
from sssom.validators import validate


def read(path: Path) -> dict[str, Any]:
    """The rows that the package reads from a file, with its complaints."""
    table = parse_sssom_table(path) if path.suffix == ".tsv" else parse_sssom_rdf(path, serialisation="turtle")
    results = validate(table, fail_on_error=False).values()
    problems = sorted(str(each.message) for result in results for each in result.results)
    rows = table.df.astype(object).where(table.df.notna(), None).to_dict("records")
    return {"rows": rows, "problems": problems, "set": str(table.metadata.get("mapping_set_id", ""))}


if __name__ == "__main__":
    found = {Path(name).name: read(Path(name)) for name in sys.argv[1:-1]}
    Path(sys.argv[-1]).write_text(json.dumps(found, default=str), "utf-8")
