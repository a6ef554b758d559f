"""Writes the graph in the forms that neighbours read."""
