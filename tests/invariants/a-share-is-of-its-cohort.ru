PREFIX cohort: <https://w3id.org/pilotgraph/id/cohort/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:cohort ?cohort }
INSERT { ?this pg:cohort ?other }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p5.s3" ; pg:cohort ?cohort .
  VALUES (?cohort ?other) {
    (cohort:icp-staff-directly-engaged cohort:icp-staff-surveyed)
    (cohort:icp-staff-surveyed cohort:icp-staff-directly-engaged)
  }
}
