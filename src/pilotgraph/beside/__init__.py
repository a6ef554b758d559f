"""Puts other people's ontologies and data beside the graph; loaded only where there are any."""
