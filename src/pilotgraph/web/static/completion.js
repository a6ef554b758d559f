// Offers what may stand at the cursor of a SPARQL query: our words, prefixes, keywords and the query's own variables.
import { pickedCompletion } from "./codemirror.js";
import { read } from "./query.js";

// What each place of a query takes, likeliest first.
const TERMS = ["variable", "individual", "class", "property", "prefix"];
const TAKES = {
  projection: ["variable", "keyword", "individual", "class"],
  subject: ["keyword", ...TERMS],
  predicate: ["property", "variable", "prefix"],
  type: ["class", "variable", "prefix"],
  object: TERMS,
  list: TERMS,
  expression: TERMS,
  data: TERMS.slice(1),
  graph: ["variable"],
  values: ["variable"],
  prefix: ["declaration"],
  end: ["keyword"],
};
const PATTERNS = ["OPTIONAL", "FILTER", "FILTER NOT EXISTS", "BIND", "VALUES", "UNION", "MINUS", "GRAPH"];
const FORMS = ["SELECT", "DISTINCT", "CONSTRUCT", "DESCRIBE", "ASK", "WHERE", "FROM", "PREFIX"];
const KEYWORDS = {
  projection: [...FORMS, "GROUP BY", "HAVING", "ORDER BY", "LIMIT"],
  subject: [...PATTERNS, "SELECT"],
  end: PATTERNS,
};
const MOST = 200; // nobody reads further down a list

const BEFORE = /(?:[?$][\p{L}\p{N}_]*|[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_:.-]*)?|:[\p{L}\p{N}_.-]*)$/u;
const AFTER = /^[\p{L}\p{N}_-]*/u;
const OPEN_IRI = /<[^<>"{}|^`\\\s?$]*$/;

/** How an item is written in a query with these prefixes; missing: the prefix that must be declared for it. */
function written({ iri, short }, prefixes) {
  const colon = short.indexOf(":");
  if (short === iri || colon < 0) return { text: `<${iri}>` };
  const [prefix, local] = [short.slice(0, colon), short.slice(colon + 1)];
  const namespace = iri.slice(0, iri.length - local.length);
  const own = [...prefixes].find(([, declared]) => declared === namespace);
  if (own) return { text: `${own[0]}:${local}` };
  return prefixes.has(prefix) ? { text: `<${iri}>` } : { text: short, missing: [prefix, namespace] };
}

/** How near an offer comes to what is typed: 0 is it, 1 begins so, 2 has a name that does, 3 and 4 hold it; -1 no. */
function distance(typed, { text, short = text, label }) {
  const written = text.startsWith("<") ? short : text;
  const [wanted, name, words] = [typed, written, label].map((said) => said.toLowerCase());
  const local = name.slice(name.indexOf(":") + 1);
  if ([name, local, words].includes(wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  if (local.startsWith(wanted)) return 2;
  if (` ${words}`.includes(` ${wanted}`)) return 3;
  return name.includes(wanted) || words.includes(wanted) ? 4 : -1;
}

const begins = (text, typed) => text.toLowerCase().startsWith(typed.toLowerCase());
const same = (text, typed) => text.toLowerCase() === typed.toLowerCase();

/** The label, unless it says no more than the name: "pg:FactorDomain" says "factor domain". */
function more(text, label) {
  const name = text.slice(text.indexOf(":") + 1).replace(/[A-Z]/g, " $&").replace(/[-_ ]+/g, " ");
  return name.trim().toLowerCase() === label.toLowerCase() ? undefined : label;
}

/** Put an offer in; a missing prefix is declared below the others, or above the query's first word. */
function taking({ text, missing }, { declared, start }) {
  return (view, completion, from, to) => {
    const edits = [{ from, to, insert: text }];
    const line = missing && `PREFIX ${missing[0]}: <${missing[1]}>`;
    if (line && declared >= 0) edits.push({ from: declared, insert: `\n${line}` });
    else if (line) edits.push({ from: Math.min(start, from), insert: `${line}\n` });
    const changes = view.state.changes(edits);
    view.dispatch({
      changes,
      selection: { anchor: changes.mapPos(to, 1) },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
      scrollIntoView: true,
    });
  };
}

/** What offers each kind, from a vocabulary; fit: 0 for what the query makes likely, 2 for what it makes unlikely. */
function offering({ prefixes = {}, classes = [], properties = [], individuals = [] }) {
  const above = new Map(classes.map(({ iri, superclasses = [] }) => [iri, superclasses]));
  const ranges = new Map(properties.map(({ iri, range = [] }) => [iri, range]));
  // A set may grow while it is walked through, so this comes to the classes above those above.
  const withAbove = (iris) => {
    const found = new Set(iris);
    for (const iri of found) above.get(iri)?.forEach((each) => found.add(each));
    return found;
  };
  const kinds = new Map(individuals.map(({ iri, types = [] }) => [iri, withAbove(types)]));
  const ours = (items, likelihood) => (said) => {
    const fit = likelihood(said);
    return items.map((item) => ({ ...item, ...written(item, said.prefixes), fit: fit(item) }));
  };
  const undeclared = ({ prefixes: known }) => Object.entries(prefixes).filter(([prefix]) => !known.has(prefix));
  return {
    class: ours(classes, () => () => 0),
    property: ours(properties, ({ types, subject }) => {
      const known = withAbove(types.get(subject) ?? []);
      return ({ domain = [] }) => {
        if (!known.size || domain.some((each) => known.has(each))) return 0;
        return domain.length ? 2 : 1;
      };
    }),
    individual: ours(individuals, ({ place, predicate }) => {
      const wanted = (place === "object" && ranges.get(predicate)) || [];
      return ({ iri }) => {
        const kind = kinds.get(iri);
        return !wanted.length || !kind.size || wanted.some((each) => kind.has(each)) ? 0 : 2;
      };
    }),
    variable: ({ variables }) => [...variables].map((text) => ({ text })),
    keyword: ({ place }) => KEYWORDS[place].map((text) => ({ text })),
    prefix: (said) => [
      ...[...said.prefixes].map(([prefix, iri]) => ({ text: `${prefix}:`, label: iri })),
      ...undeclared(said).map(([prefix, iri]) => ({ text: `${prefix}:`, label: iri, missing: [prefix, iri] })),
    ],
    declaration: (said) => undeclared(said).map(([prefix, iri]) => ({ text: `${prefix}: <${iri}>` })),
  };
}

/** What CodeMirror asks for completions of queries in a vocabulary. */
export function completions(vocabulary) {
  const offers = offering(vocabulary);
  const whole = ["prefix", "keyword"]; // found by their beginning only

  return ({ state, pos, explicit }) => {
    const query = state.doc.toString();
    const [typed] = BEFORE.exec(query.slice(0, pos)) ?? [""];
    const [before, after] = [query.slice(0, pos - typed.length), query.slice(pos)];
    if ((!typed && !explicit) || OPEN_IRI.test(query.slice(0, pos))) return null;
    const { place, subject, predicate } = read(before, vocabulary.prefixes);
    if (!TAKES[place] || (place === "predicate" && typed === "a")) return null;

    // The word that is being typed is left out, else it would be offered to itself.
    const said = { ...read(`${before} ${after.replace(AFTER, "")}`, vocabulary.prefixes), place, subject, predicate };
    const found = TAKES[place]
      .flatMap((kind, order) => offers[kind](said).map((offer) => ({ label: "", fit: 0, kind, order, ...offer })))
      .map((offer) => ({ ...offer, far: distance(typed, offer) }))
      .filter(({ kind, far, text }) => (whole.includes(kind) ? typed && begins(text, typed) : far >= 0))
      .sort((one, other) => rank(one) - rank(other));
    // Where nothing is left to complete, the list must not catch the Enter that ends the line.
    const done = found.some(({ text, missing, kind }) =>
      kind === "keyword" ? same(text, typed) : kind !== "prefix" && text === typed && !missing,
    );
    if (done && !explicit) return null;
    return {
      from: before.length,
      filter: false,
      options: found.slice(0, MOST).map((offer) => ({
        label: offer.text,
        detail: more(offer.text, offer.label) || undefined,
        info: offer.definition,
        type: offer.kind,
        apply: taking(offer, said),
      })),
      getMatch: ({ label }) => {
        const at = typed ? label.toLowerCase().indexOf(typed.toLowerCase()) : -1;
        return at < 0 ? [] : [at, at + typed.length];
      },
    };
  };
}

/** The nearest and likeliest first; a prefix is only the beginning of a word, and comes last. */
function rank({ far, fit, order, kind }) {
  return 10 * (kind === "prefix" ? 9 : far + fit) + order;
}
