"""The documentation of the ontology, made from the ontology."""
