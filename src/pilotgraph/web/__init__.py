"""The web half: the pages, the SPARQL endpoint, and what describes them to programs."""
