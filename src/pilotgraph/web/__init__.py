"""The half that serves: a SPARQL endpoint and web pages over what the other half can answer."""
