"""Links the graph to other vocabularies: reads the mapping files and says them as RDF."""
