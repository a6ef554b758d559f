PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX grounding: <https://w3id.org/pilotgraph/id/grounding/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX perspective: <https://w3id.org/pilotgraph/id/perspective/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
WITH graph:asserted
INSERT { statement:experience-of-pioneers a pg:ExperienceFinding ;
  dcterms:identifier "experience-of-pioneers" ; skos:definition "Patients of the Pioneers gave a mixed picture."@en ; pg:about programme:pioneers ;
  pg:basis basis:table ; pg:certainty certainty:certain ; pg:claimStatus claim-status:finding ; pg:direction direction:mixed ;
  pg:grounding grounding:perceived ; pg:hedge hedge:unhedged ; pg:outcome ?outcome ; pg:perspective perspective:patients ;
  pg:supportedBy ?passage }
WHERE {
  ?passage pg:place "table-2.patient-experience.e03.s1" .
  ?gap pg:supportedBy ?passage ; pg:gapIn ?outcome .
  FILTER(?outcome = outcome:patient-experience-overall)
}
