"""Every thing, term and graph at its own address, as a page and as RDF."""
