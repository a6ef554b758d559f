// Reads N-Triples from the standard input as Comunica reads what an endpoint says of itself, and prints what it found.
// Arguments: the folder of npm's packages, and the address from which the triples came.
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const [packages, address] = process.argv.slice(2);
const fetched = createRequire(pathToFileURL(`${packages}/`));
const { ActorRdfMetadataExtractSparqlService } = fetched("@comunica/actor-rdf-metadata-extract-sparql-service");
const { Bus } = fetched("@comunica/core");
const { StreamParser } = fetched("n3");

const actor = new ActorRdfMetadataExtractSparqlService({
  name: "detecting",
  bus: new Bus({ name: "detecting" }),
  busFailMessage: "",
  inferHttpsEndpoint: true,
});
const metadata = process.stdin.pipe(new StreamParser({ format: "N-Triples" }));
actor.run({ url: address, metadata, context: {} }).then((found) => console.log(JSON.stringify(found.metadata)));
