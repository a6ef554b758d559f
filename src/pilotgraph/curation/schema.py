"""The columns of every curated table: what a cell holds, and which property of the ontology it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SUBJECTS = "programmes waves model_types pilot_groups pilots"
# Whom a statement can be about: those that were studied, and the field in which they stand.
SPOKEN_OF = f"{SUBJECTS} policy_fields"
# What a statement can be about; one column can name any of them, so an id must tell which.
ABOUT_TABLES = (*SPOKEN_OF.split(), "evaluations", "sources")
LITERALS = ("text", "integer", "decimal", "year", "address")


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    name: as in the header row.
    help: what the curator writes here, for the codebook.
    values: "text", "integer", "decimal", "year", "address", or the names of the tables, or of the one code list in
        the form "code:direction", in which the ids of its cells stand.
    term: local name of the property of our ontology, or prefix:name of a borrowed one; empty where the builder
        treats the column in a way of its own.
    required: no cell may be empty. many: a cell may hold several values, separated by "; ".
    """

    name: str
    help: str
    values: str = "text"
    term: str = ""
    required: bool = False
    many: bool = False

    @property
    def code_list(self) -> str | None:
        """The code list whose ids the cells hold, such as "direction"; None for every other column."""
        return self.values.removeprefix("code:") if self.values.startswith("code:") else None

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose ids the cells hold; empty where they hold literals or codes."""
        literal = self.values in LITERALS or self.code_list is not None
        return () if literal else tuple(self.values.split())


@dataclass(frozen=True)
class Table:
    """
    One curated table: a class of the ontology, or one role in building it.

    name: of its file, without the ending. cls: local name of the class of each row.
    kind: the prefix of its rows' IRIs. statement: its rows are statements of the article.
    """

    name: str
    cls: str
    kind: str
    help: str
    columns: tuple[Column, ...]
    statement: bool = False
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType({column.name: column for column in self.columns}))


ID = Column("id", "a name of its own, in lower case, with hyphens; it never changes", required=True)
LABEL = Column("label", "what the thing is called", term="skos:prefLabel", required=True)
ALTERNATIVES = Column("alternative_labels", "other names for it", term="skos:altLabel", many=True)
DEFINITION = Column("definition", "what it is, in one sentence of our own", term="skos:definition", required=True)


def _thing(name: str, cls: str, kind: str, help: str, *columns: Column, other_names: bool = False) -> Table:
    names = (LABEL, ALTERNATIVES) if other_names else (LABEL,)
    return Table(name, cls, kind, help, (ID, *names, *columns, DEFINITION))


def _ref(name: str, help: str, values: str, term: str, **more: bool) -> Column:
    return Column(name, help, values, term, **more)


# What every statement tells of itself, after the columns of its own class.
COMMON = (
    Column(
        "certainty", "how sure it is that the statement belongs to its subject", "code:certainty", "certainty", True
    ),
    Column("claim_status", "what kind of claim it is", "code:claim-status", "claimStatus", True),
    Column("hedge", "how firmly the source puts it", "code:hedge", "hedge", True),
    Column("passages", "the passages in which the source says it", "passages", "supportedBy", True, True),
    Column("cites", "the reference numbers that the source gives for it", "references", "cito:cites", many=True),
    Column(
        "example_of", "the general statement of which this is the example given", "statements", "exampleOf", many=True
    ),
    Column("in_tension_with", "statements that do not sit easily with it", "statements", "inTensionWith", many=True),
    Column("explains", "statements for which it offers a cause or reason", "statements", "explains", many=True),
    Column("restates", "statements that say the same in another place", "statements", "restates", many=True),
    Column("definition", "what it says, in one sentence of our own", term="skos:definition", required=True),
    Column("note", "why it is coded in this way, where that is not plain", term="skos:note"),
)
ABOUT = _ref("about", "whom it is about; several only where the source says it of each", SPOKEN_OF, "about", many=True)
OF_SOURCE = _ref("about", "the source, of which it speaks", "sources", "about", required=True)
CONCERNS = (
    _ref("concerns_factor", "the factor it concerns", "factors", "concernsFactor", many=True),
    _ref("concerns_outcome", "the outcome it concerns", "outcomes", "concernsOutcome", many=True),
    _ref("concerns_event", "the policy event it concerns", "policy_events", "concernsEvent", many=True),
)
GROUNDING = _ref("grounding", "what it rests on", "code:grounding", "grounding", required=True)
PERIOD = _ref("period", "the period it speaks of", "periods", "period")
CLAIMANT = _ref("claimant", "on whose word the source reports it", "organisations", "claimant")
COMPARED = _ref(
    "compared_direction", "which way it differed from the comparator", "code:direction", "comparedDirection"
)
COMPARATOR = _ref("comparator", "with whom it was compared", "comparators", "comparator")
COHORT = _ref("cohort", "who was measured or asked, where the source says", "cohorts", "cohort")
QUALIFIER = _ref("qualifier", "what stands before the number", "code:qualifier", "qualifier")
PRINTED_AS = Column(
    "printed_as", "the source's term where no code says it, or it can be read in two ways", term="printedAs"
)
UNIT = Column("unit", "unit of the number", term="unit")
SETTING = _ref("setting", "where care was given", "settings", "setting")
DESIGN_LEVEL = _ref("design_level", "where it was decided", "code:design-level", "designLevel")
PHASE = _ref("phase", "to which stage it belongs", "code:phase", "phase")
OUTCOME = _ref("outcome", "what was observed", "outcomes", "outcome", required=True)
DIRECTION = _ref("direction", "which way it went in absolute terms", "code:direction", "direction")


def _statement(name: str, cls: str, help: str, *columns: Column, about: Column = ABOUT) -> Table:
    return Table(name, cls, "statement", help, (ID, about, *columns, *COMMON), statement=True)


def _factor_statement(name: str, cls: str, help: str, idea: str, term: str) -> Table:
    named = _ref(idea, "the idea it names, in the source's term", "ideas", term, required=True)
    return _statement(name, cls, help, named, GROUNDING, CLAIMANT)


THINGS = (
    _thing("programmes", "Programme", "programme", "The national programmes.", other_names=True),
    _thing("waves", "Wave", "wave", "Rounds in which programmes took on pilots.", other_names=True),
    _thing("model_types", "ModelType", "model-type", "Kinds of care model set by a programme.", other_names=True),
    _thing("pilot_groups", "PilotGroup", "pilot-group", "Joint subjects and named sub-sets.", other_names=True),
    _thing("pilots", "Pilot", "pilot", "Single pilots that the source speaks of.", other_names=True),
    _thing("policy_fields", "PolicyField", "policy-field", "What is larger than any programme.", other_names=True),
    _thing("places", "Place", "place", "Where things took place."),
    _thing("settings", "Setting", "setting", "Surroundings in which care is given."),
    _thing("interventions", "Intervention", "intervention", "What pilots put into practice.", other_names=True),
    _thing("populations", "Population", "population", "For whom care was to change."),
    _thing("cohorts", "Cohort", "cohort", "Who was measured or asked."),
    _thing("comparators", "Comparator", "comparator", "With whom cohorts were compared."),
    _thing("periods", "Period", "period", "Stretches of time, as the source counts them."),
    _thing("factor_domains", "FactorDomain", "factor-domain", "Groups of factors."),
    _thing(
        "factors",
        "Factor",
        "factor",
        "What progress can depend on, named without saying which way.",
        _ref("factor_domain", "the group it belongs to", "factor_domains", "factorDomain", required=True),
    ),
    Table("ideas", "Idea", "idea", "What the source names as helping or hindering, in its own term.", (ID, LABEL)),
    Table(
        "factor_matches",
        "FactorMatch",
        "match",
        "How each idea relates to a factor, as judged by a curator.",
        (
            ID,
            _ref("idea", "the idea", "ideas", "matchesIdea", required=True),
            _ref("factor", "the factor", "factors", "matchesFactor", required=True),
            _ref("grade", "how close they are", "code:grade", "grade", required=True),
            _ref("side", "from which side the idea looks at the factor", "code:side", "side", required=True),
            Column("definition", "the reason for the judgement", term="skos:note", required=True),
        ),
    ),
    _thing("outcome_domains", "OutcomeDomain", "outcome-domain", "Groups of outcomes."),
    _thing(
        "outcomes",
        "Outcome",
        "outcome",
        "What is observed, named without saying which way it went.",
        _ref("outcome_domain", "the group it belongs to", "outcome_domains", "outcomeDomain", required=True),
    ),
    _thing(
        "aims",
        "Aim",
        "aim",
        "What was aimed at, apart from who aimed at it and when.",
        _ref("wants_outcome", "the outcome it is about, where it is about one", "outcomes", "wantsOutcome"),
        _ref("wanted_direction", "which way that outcome should go", "code:direction", "wantedDirection"),
    ),
    _thing("support_measures", "SupportMeasure", "support-measure", "Kinds of help given to pilots."),
    _thing("policy_events", "PolicyEvent", "policy-event", "What national policy brought about."),
    _thing(
        "organisations", "Organisation", "organisation", "Bodies, named or as the source calls them.", other_names=True
    ),
    _thing("persons", "Person", "person", "People named in the source."),
    _thing("evaluations", "Evaluation", "evaluation", "Studies of programmes."),
    _thing(
        "grants",
        "Grant",
        "grant",
        "Numbered awards.",
        Column("award_number", "as printed", term="awardNumber", required=True),
    ),
    _thing(
        "publications",
        "Publication",
        "publication",
        "Publications for which reference numbers probably stand.",
        Column("page", "an address at which it can be found", "address", "foaf:page"),
    ),
    Table(
        "references",
        "Reference",
        "reference",
        "The numbers of the article's reference list, and what each probably is; the list itself is not at hand.",
        (
            ID,
            Column("label", "what the number is called", term="skos:prefLabel", required=True),
            Column("number", "the number", "integer", "number", required=True),
            _ref("probably_is", "the most probable publication, if any", "publications", "probablyIs"),
            Column("match_probability", "how probable, from 0 to 1", "decimal", "matchProbability"),
            Column("note", "what the match rests on, and the alternatives", term="skos:note"),
        ),
    ),
    _thing(
        "boundaries",
        "Boundary",
        "boundary",
        "Lines between columns of Table 2 whose place is open.",
        Column("table_row", "row of the table", term="tableRow", required=True),
        _ref("ends_column_of", "whose column stops there", "programmes", "endsColumnOf", required=True),
    ),
    Table(
        "readings",
        "Reading",
        "reading",
        "Consistent ways to place all boundaries of a row of Table 2.",
        (
            ID,
            LABEL,
            Column("table_row", "row of the table", term="tableRow", required=True),
            _ref("icps_end", "last entry of the ICPs' column", "passages", "columnEndsWith", required=True),
            _ref("pioneers_end", "last entry of the Pioneers' column", "passages", "columnEndsWith", required=True),
        ),
    ),
    Table(
        "placements",
        "Placement",
        "placement",
        "Programmes to which an entry of open attribution may belong.",
        (
            ID,
            _ref("statement", "the statement of the entry", "statements", "ofStatement", required=True),
            _ref("programme", "the programme it may belong to", "programmes", "toProgramme", required=True),
            Column("probability", "a curator's estimate, from 0 to 1", "decimal", "probability", required=True),
            Column("note", "what the estimate rests on", term="skos:note"),
        ),
    ),
)

STATEMENTS = (
    _statement(
        "fact_statements",
        "FactStatement",
        "Plain facts; each becomes a triple of its own, backed by the statement.",
        Column("property", "the property of the plain triple", required=True),
        Column("value", "its value: an id, a number or a code", required=True),
        _ref("computed_from", "the facts from which we computed it", "fact_statements", "computedFrom", many=True),
        about=_ref("about", "the thing it is a fact about", " ".join(ABOUT_TABLES), "about", required=True),
    ),
    _factor_statement(
        "facilitator_statements", "FacilitatorStatement", "What helped.", "names_facilitator", "namesFacilitator"
    ),
    _factor_statement("barrier_statements", "BarrierStatement", "What hindered.", "names_barrier", "namesBarrier"),
    _statement(
        "outcome_findings",
        "OutcomeFinding",
        "How outcomes went: one row for one outcome in one period.",
        OUTCOME,
        COHORT,
        DIRECTION,
        COMPARED,
        COMPARATOR,
        Column("effect_size", "size as printed, without its sign", "decimal", "effectSize"),
        UNIT,
        QUALIFIER,
        PERIOD,
        _ref("significance", "of this effect in this period", "code:significance", "significance", required=True),
        _ref("trend", "how the effect changed over time", "code:trend", "trend"),
        PRINTED_AS,
        _ref("bears_on_aim", "the aim that concerns the same outcome", "aims", "bearsOnAim"),
        _ref("aim_relation", "how the source itself relates it to the aims", "code:aim-relation", "aimRelation"),
        GROUNDING,
    ),
    _statement(
        "experience_findings",
        "ExperienceFinding",
        "What patients, staff and informants experienced or thought.",
        OUTCOME,
        COHORT,
        _ref("perspective", "through whose eyes", "code:perspective", "perspective", required=True),
        DIRECTION,
        COMPARED,
        COMPARATOR,
        Column("share", "part of the cohort, in percent", "decimal", "share"),
        Column("amount", "another number, such as years", "decimal", "amount"),
        UNIT,
        QUALIFIER,
        Column("survey_year", "year in which they were asked", "year", "surveyYear"),
        PERIOD,
        PRINTED_AS,
        GROUNDING,
    ),
    _statement(
        "baseline_differences",
        "BaselineDifference",
        "How subjects differed from others before they began.",
        _ref("baseline_outcome", "what differed", "outcomes", "baselineOutcome", required=True),
        COMPARED,
        COMPARATOR,
        PERIOD,
        GROUNDING,
    ),
    _statement(
        "variation_findings",
        "VariationFinding",
        "Where results differed, and among whom.",
        _ref("varies_in", "in what", "outcomes", "variesIn", required=True),
        _ref("varies_among", "among which units", "code:level", "variesAmong", required=True, many=True),
        GROUNDING,
    ),
    _statement(
        "aim_statements",
        "AimStatement",
        "What was aimed at, expected, or used as a measure of success.",
        _ref("aim", "what was set out to be achieved", "aims", "aim"),
        _ref("expectation", "what was expected", "aims", "expectation"),
        _ref("success_criterion", "by what success was judged", "aims", "successCriterion"),
        _ref("phase", "from which stage on", "code:phase", "phase", required=True),
        _ref("held_by", "whose it was, where the source says", "organisations", "heldBy", many=True),
        _ref("caused_by", "what the source gives as the reason", "policy_events", "causedBy"),
    ),
    _statement(
        "intervention_statements",
        "InterventionStatement",
        "What was put into practice, and for whom.",
        _ref("intervention", "what was put into practice", "interventions", "intervention", required=True),
        _ref("intended_for", "for whom, where the source says", "populations", "intendedFor", many=True),
        SETTING,
        DESIGN_LEVEL,
        PHASE,
    ),
    _statement(
        "population_statements",
        "PopulationStatement",
        "On whom pilots focused.",
        _ref("population", "on whom", "populations", "population", required=True, many=True),
    ),
    _statement(
        "design_statements",
        "DesignStatement",
        "How programmes and pilots were built.",
        _ref("integration_type", "type of integration", "code:integration-type", "integrationType", many=True),
        DESIGN_LEVEL,
        SETTING,
    ),
    _statement(
        "support_statements",
        "SupportStatement",
        "What help pilots got or lacked.",
        _ref("support_given", "help they got", "support_measures", "supportGiven"),
        _ref("support_withheld", "help they did not get", "support_measures", "supportWithheld"),
        _ref("provision", "whether it came", "code:provision", "provision", required=True),
        _ref("given_by", "who gave it, where the source says", "organisations", "givenBy"),
        _ref("intensity", "how much, in the source's grading", "code:intensity", "intensity", required=True),
        Column("amount", "sum of money", "decimal", "amount"),
        UNIT,
        QUALIFIER,
        PERIOD,
        CLAIMANT,
    ),
    _statement(
        "policy_statements",
        "PolicyStatement",
        "How national policy bore on pilots; conflicts among them.",
        _ref("policy_event", "the event, where there is no conflict", "policy_events", "policyEvent"),
        _ref("conflicts_with", "the event that cut across the pilots", "policy_events", "conflictsWith"),
        PERIOD,
        CLAIMANT,
    ),
    _statement(
        "evidence_gaps",
        "EvidenceGap",
        "What the source says is not known.",
        _ref("gap_in", "about what", "outcomes", "gapIn", required=True, many=True),
        _ref("gap_kind", "in which way", "code:gap-kind", "gapKind", required=True),
        COHORT,
    ),
    _statement("interpretations", "Interpretation", "What the authors make of it.", *CONCERNS),
    _statement("hypotheses", "Hypothesis", "What evaluators suppose without having tested it.", *CONCERNS),
    _statement(
        "commitments",
        "Commitment",
        "What national bodies undertook.",
        _ref("given_by", "who undertook it", "organisations", "givenBy", required=True),
        _ref("fulfilment", "whether the source found it done", "code:fulfilment", "fulfilment", required=True),
    ),
    _statement("overlap_statements", "OverlapStatement", "Where the same areas took part in several programmes."),
    _statement("recommendations", "Recommendation", "What the authors advise.", *CONCERNS),
    _statement(
        "method_statements",
        "MethodStatement",
        "How the source came to what it says.",
        _ref("method", "the way of working", "code:method", "method", required=True),
        _ref("method_use", "whether it was used", "code:method-use", "methodUse", required=True),
        about=OF_SOURCE,
    ),
    _statement(
        "authorship_statements",
        "AuthorshipStatement",
        "Who wrote the source.",
        _ref("person", "who", "persons", "person", required=True),
        Column("author_position", "place in the order of authors", "integer", "authorPosition", required=True),
        Column("affiliation_number", "the number that stands for the affiliation", "integer", "affiliationNumber"),
        about=OF_SOURCE,
    ),
    _statement(
        "role_statements",
        "RoleStatement",
        "Who had which part in an evaluation.",
        _ref("person", "who", "persons", "person", required=True),
        _ref("role", "which part", "code:role", "role", required=True),
        _ref("role_in", "in which evaluation", "evaluations", "roleIn", required=True),
        about=_ref("about", "whom the evaluation is about", " ".join(ABOUT_TABLES), "about", many=True),
    ),
    _statement(
        "interest_declarations",
        "InterestDeclaration",
        "What ties authors declare.",
        _ref("person", "who", "persons", "person", required=True),
        _ref("tie", "with which organisation, if one is named", "organisations", "tie"),
    ),
)

# The plain facts that a fact statement can back: its property, and what its value is.
FACTS = (
    Column("launch_year", "calendar year of the launch", "year", "launchYear"),
    Column("appointment_year", "calendar year in which pilots were appointed", "year", "appointmentYear"),
    Column("pilot_count", "number of pilots", "integer", "pilotCount"),
    Column("wave_count", "number of waves", "integer", "waveCount"),
    Column("model_type_count", "number of model types", "integer", "modelTypeCount"),
    Column("smallest_population", "people covered by the smallest pilot", "integer", "smallestPopulation"),
    Column("largest_population", "people covered by the largest pilot", "integer", "largestPopulation"),
    Column("part_of", "the larger subject it belongs to", SUBJECTS, "partOf"),
    Column("scope", "whether the source compares it", "code:scope", "scope"),
    Column("takes_place_in", "where it took place", "places", "takesPlaceIn"),
    Column("evaluates", "what an evaluation studies", SUBJECTS, "evaluates"),
    Column("funder", "who paid for an evaluation", "organisations", "schema:funder"),
    Column("publication_year", "calendar year of publication", "year", "publicationYear"),
    Column("reviewer_count", "number of reviewers", "integer", "reviewerCount"),
    Column("doi", "digital object identifier, as an address", "address", "dcterms:identifier"),
    Column("pubmed_id", "number in PubMed", "text", "fabio:hasPubMedId"),
    Column("pubmed_central_id", "number in PubMed Central", "text", "fabio:hasPubMedCentralId"),
    Column("web_page", "where details of an evaluation are found", "address", "foaf:page"),
    Column("grant", "the award that paid for an evaluation", "grants", "grant"),
)

PASSAGES = Table(
    "passages",
    "Passage",
    "passage",
    "Where in the source each statement rests: located, never copied. Sorted as in the text.",
    (
        ID,
        _ref("source", "the source", "sources", "oa:hasSource", required=True),
        Column("place", "the one sentence or table entry in which it lies", term="place", required=True),
        Column("first_words", "its first few words, exactly", term="firstWords", required=True),
        Column("last_words", "its last few words, exactly; empty if the first words are all of it", term="lastWords"),
        Column("start", "position of its first character in the normalised text", "integer"),
        Column("end", "position after its last character", "integer"),
        Column("sha256", "digest of its normalised text", term="sha256"),
        Column("before", "words before it, where its link needs them"),
        Column("after", "words after it, where its link needs them"),
    ),
)

NOT_MODELLED = Table(
    "not_modelled",
    "PlaceNotModelled",
    "not-modelled",
    "Sentences and table entries on which no statement rests, each with the reason. Sorted as in the text.",
    (
        Column(
            "id", "the one sentence or table entry, named as in the column place of passages", "text", "place", True
        ),
        _ref("source", "the source", "sources", "oa:hasSource", required=True),
        _ref("reason", "why no statement rests on it", "code:reason", "reason", required=True),
        Column("restates", "the sentences or entries that it repeats word for word, where that is why", many=True),
        Column("note", "what it is, where that is not plain", term="skos:note"),
    ),
)

TABLES = (*THINGS, *STATEMENTS, PASSAGES, NOT_MODELLED)
