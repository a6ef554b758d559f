"""The SPARQL endpoint, and the processes in which free queries run."""
