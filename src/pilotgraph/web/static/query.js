// Reads an unfinished SPARQL query: what may come next, and what was declared and named so far.

export const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// Strings and IRIs come first, so that nothing inside them is taken for a word.
const TOKEN = new RegExp(
  [
    /(?<comment>#.*)/,
    /(?<string>"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*''')/,
    /(?<short>(?!""")"(?:[^"\\\n]|\\.)*"|(?!''')'(?:[^'\\\n]|\\.)*')/,
    /(?<unclosed>"""[^]*|'''[^]*|["'].*)/,
    /(?<iri><[^<>"{}|^`\\\s]*>)/,
    /(?<variable>[?$][\p{L}\p{N}_]+)/u,
    // A full stop belongs to a name only where the name goes on after it.
    /(?<name>(?:[\p{L}_](?:[\p{L}\p{N}_-]|\.(?=[\p{L}\p{N}_:-]))*)?:(?:[\p{L}\p{N}_:%-]|\\.|\.(?=[\p{L}\p{N}_:%-]))*)/u,
    /(?<word>\p{L}[\p{L}\p{N}_]*)/u,
    /(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/,
    /(?<mark>\^\^|\S)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);
const OPENERS = { ")": "(", "}": "{", "]": "[" };
// What a keyword expects after it.
const AFTER = {
  ...{ PREFIX: "prefix", BASE: "base", FILTER: "expression", BIND: "expression", VALUES: "values" },
  ...{ GRAPH: "graph", SERVICE: "graph", OPTIONAL: "subject", UNION: "subject", MINUS: "subject" },
  ...{ SELECT: "projection", CONSTRUCT: "projection", DESCRIBE: "projection", ASK: "projection" },
  ...{ FROM: "projection", GROUP: "projection", HAVING: "projection", ORDER: "projection" },
};

/**
 * Reads as far as anything can be made out; an unfinished query is the usual case, so nothing is an error.
 * usual: the namespaces that are meant by prefixes that the query does not declare.
 *
 * place: what may come next: "projection", "subject", "predicate", "type", "object", "end", "expression", "list",
 *   "data", "graph", "values", "prefix", "namespace" or "base"; null inside a comment or a string.
 * subject, predicate: those of the triple that is being written, if any.
 * prefixes: the namespace of each prefix that is declared. variables: those named, such as "?outcome".
 * types: the classes that each subject is said to be of.
 * declared: where the last declaration ends, or -1; start: where the first word that is no comment begins.
 */
export function read(text, usual = {}) {
  const prefixes = new Map();
  const variables = new Set();
  const types = new Map();
  let [declared, start, inside, prefix] = [-1, text.length, false, ""];
  // One frame for each bracket that is open; what is said outside any bracket belongs to the first.
  let frames = [{ opener: "", kind: "group", expects: "projection" }];

  const full = (token) => {
    if (token.startsWith("<")) return token.slice(1, -1);
    const colon = token.indexOf(":");
    if (colon < 0) return token;
    const name = token.slice(0, colon);
    return (prefixes.get(name) ?? usual[name] ?? `${name}:`) + token.slice(colon + 1);
  };
  const term = (token) => {
    const frame = frames.at(-1);
    if (frame.kind !== "group") return;
    if (frame.expects === "subject") Object.assign(frame, { subject: token, expects: "predicate" });
    else if (frame.expects === "predicate") Object.assign(frame, { predicate: full(token), expects: "object" });
    else if (frame.expects === "object") {
      const known = types.get(frame.subject) ?? new Set();
      if (frame.predicate === RDF_TYPE) types.set(frame.subject, known.add(full(token)));
      frame.expects = "end";
    } else if (frame.expects === "graph") frame.expects = "subject";
  };
  const open = (opener, at) => {
    const { kind, expects } = frames.at(-1);
    if (opener === "[") frames.push({ opener, kind: "group", expects: "predicate", subject: `[${at}` });
    else if (opener === "{") frames.push({ opener, kind: expects === "values" ? "data" : "group", expects: "subject" });
    else if (kind !== "group") frames.push({ opener, kind });
    else if (expects === "predicate") frames.push({ opener, kind: "path" });
    else frames.push({ opener, kind: expects === "subject" || expects === "object" ? "list" : "expression" });
  };
  const close = (opener) => {
    const at = frames.findLastIndex((frame) => frame.opener === opener);
    if (at < 1) return;
    const closed = frames[at];
    frames = frames.slice(0, at);
    const frame = frames.at(-1);
    if (opener === "[") term(closed.subject);
    else if (closed.kind === "list") term(opener);
    else if (closed.kind === "path" && frame.kind === "group") {
      Object.assign(frame, { predicate: "", expects: "object" });
    } else if (frame.expects === "expression" || (opener === "{" && frame.expects !== "projection")) {
      frame.expects = "subject";
    }
  };
  const keyword = (word) => {
    const frame = frames.at(-1);
    const name = word.toUpperCase();
    if (frame.kind !== "group") return;
    if (word === "a" && frame.expects === "predicate") term(`<${RDF_TYPE}>`);
    else if (name === "TRUE" || name === "FALSE") term(word);
    else frame.expects = AFTER[name] ?? frame.expects;
  };
  const separator = (mark) => {
    const frame = frames.at(-1);
    if (frame.kind !== "group" || !["subject", "predicate", "object", "end", "graph"].includes(frame.expects)) return;
    if (mark === ".") frame.expects = "subject";
    else if (mark === ";") frame.expects = "predicate";
    else if (mark === ",") frame.expects = "object";
    else if ("/|".includes(mark) && frame.expects === "object") frame.expects = "predicate";
  };

  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    const frame = frames.at(-1);
    const end = index + token.length;
    inside = end === text.length && Boolean(groups.comment || groups.unclosed);
    if (groups.comment) continue;
    start = Math.min(start, index);
    const variable = groups.variable && `?${token.slice(1)}`;
    if (variable) variables.add(variable);
    if (groups.name && frame.expects === "prefix") {
      prefix = token.slice(0, -1);
      frame.expects = "namespace";
    } else if (groups.iri && (frame.expects === "namespace" || frame.expects === "base")) {
      if (frame.expects === "namespace") prefixes.set(prefix, token.slice(1, -1));
      declared = end;
      frame.expects = "projection";
    } else if (groups.word) keyword(token);
    else if (!groups.mark) term(variable ?? token);
    else if ("({[".includes(token)) open(token, index);
    else if (")}]".includes(token)) close(OPENERS[token]);
    else separator(token);
  }

  const { kind, expects, subject, predicate } = frames.at(-1);
  let place = kind === "group" ? expects : kind === "path" ? "predicate" : kind;
  if (place === "object" && predicate === RDF_TYPE) place = "type";
  return { place: inside ? null : place, subject, predicate, prefixes, variables, types, declared, start };
}
