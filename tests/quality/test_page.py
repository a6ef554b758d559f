"""The page on quality says what is measured now."""

from __future__ import annotations

import pytest

from quality import page

pytestmark = [
    pytest.mark.needs_java,
    pytest.mark.needs_owlapi,
    pytest.mark.needs_ontologies,
    pytest.mark.needs_readers,
]


def test_the_page_is_what_is_measured() -> None:
    """Where it is not, `PYTHONPATH=tests python -m quality.page` has not been run after the last change."""
    assert page.PAGE.read_text(encoding="utf-8") == page.measured()
