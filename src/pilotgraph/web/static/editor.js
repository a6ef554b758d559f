// Turns the form's plain text field into a SPARQL editor; without this script the form works as it stands.
import * as cm from "./codemirror.js";
import { completions } from "./completion.js";
import { beside, highlighting, look } from "./look.js";

const PAUSE = 500; // milliseconds without typing before the query is checked

// The grammar leaves names and language tags without a style of their own.
const language = cm.SparqlLanguage.configure({
  props: [
    cm.styleTags({
      "Pname_ns Pname_ln": cm.tags.className,
      IriRef: cm.tags.url,
      Langtag: cm.tags.annotation,
      A_predicate: cm.tags.keyword,
      "Integer IntegerPositive IntegerNegative": cm.tags.integer,
      "Decimal Double DecimalPositive DoublePositive DecimalNegative DoubleNegative": cm.tags.float,
    }),
  ],
});

// A new line starts where the last one did, one step further in after an opening bracket.
const indentation = cm.indentService.of(({ state, simulatedBreak, options }, at) => {
  const line = state.doc.lineAt(at);
  if (simulatedBreak === null && line.number === 1) return 0;
  const cut = simulatedBreak === null ? 0 : simulatedBreak - line.from;
  const before = simulatedBreak === null ? state.doc.line(line.number - 1).text : line.text.slice(0, cut);
  const further = /[{([]\s*(?:#.*)?$/.test(before) ? 2 : 0;
  // Between two brackets the second goes on a line of its own.
  const back = !options.simulateDoubleBreak && /^\s*[})\]]/.test(line.text.slice(cut)) ? 2 : 0;
  return Math.max(0, /^\s*/.exec(before)[0].length + further - back);
});

/** What a JSON script of the page says; undefined where the page has none. */
function told(id) {
  const script = document.getElementById(id);
  return script ? (JSON.parse(script.textContent) ?? undefined) : undefined;
}

/** What the server says is wrong with a query; undefined where it says nothing or cannot be asked. */
async function asked(address, query) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      mode: "same-origin",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/json" },
      body: query,
    });
    const said = await answer.json();
    return said.ok === false ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The error as CodeMirror marks it: at the word that stands at its place, or at the last one before it. */
function marked(doc, { line, column = 1, message, remedy }) {
  const { from, text } = doc.line(Math.min(Math.max(1, line || 1), doc.lines));
  // Engines count characters, JavaScript counts halves of some of them.
  const at = Array.from(text).slice(0, Math.max(0, column - 1)).join("").length;
  const stretches = Array.from(text.matchAll(/[?$]?[\p{L}\p{N}_:.-]+|\S/gu), (found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  const there = stretches.find(({ start, end }) => start <= at && at < end);
  const { start, end } = there ?? stretches.findLast(({ start }) => start < at) ?? { start: 0, end: 0 };
  return { from: from + start, to: from + end, severity: "error", message: words({ message, remedy }) };
}

/** An error in words; nothing where there is none. */
function words(error) {
  if (!error) return "";
  const place = `Line ${error.line}${error.column ? `, column ${error.column}` : ""}: `;
  return `${error.line ? place : ""}${error.message}${error.remedy ? `; ${error.remedy}` : ""}`;
}

/**
 * Put an editor in the place of the text field, which keeps the text for the form.
 *
 * The page may hold, as JSON scripts: #vocabulary, the words to offer ({prefixes, classes, properties, individuals},
 * see completion.js), and #query-error, what is wrong with the query ({line, column, message, remedy}). A query is
 * checked at the address in the form's data-check, or at /sparql/check.
 */
function enhance(textarea) {
  const { form } = textarea;
  const label = textarea.labels[0];
  let known = { query: textarea.defaultValue, error: told("query-error") };

  const panel = document.createElement("div");
  const status = panel.appendChild(document.createElement("p"));
  const keys = panel.appendChild(document.createElement("p"));
  const control = /Mac|iP(hone|ad|od)/.test(navigator.platform) ? "Cmd" : "Ctrl";
  status.setAttribute("role", "status");
  keys.id = `${textarea.id}-keys`;
  keys.textContent = `${control}+Enter runs the query. Ctrl+Space offers words. Tab leaves the editor.`;

  const choosing = (state) => cm.completionStatus(state) === "active";
  const check = async ({ state, state: { doc } }) => {
    // A word is not finished while its list is open; the check is called again when that closes.
    if (choosing(state)) return new Promise(() => {});
    const query = doc.toString();
    if (query !== known.query) {
      const error = query.trim() ? await asked(form.dataset.check ?? "/sparql/check", query) : undefined;
      if (view.state.doc !== doc) return []; // it was typed on meanwhile, and is checked again
      known = { query, error };
    }
    status.textContent = words(known.error);
    return known.error ? [marked(doc, known.error)] : [];
  };
  const submit = () => {
    form.requestSubmit(form.querySelector("button:not([type]), button[type=submit], input[type=submit]"));
    return true;
  };

  const view = new cm.EditorView({
    doc: textarea.value,
    extensions: [
      cm.EditorView.cspNonce.of(document.querySelector("meta[name=csp-nonce]")?.content ?? ""),
      cm.Prec.highest(cm.keymap.of([{ key: "Mod-Enter", run: submit }])),
      // Tab is bound nowhere: it leaves the editor, as it leaves any text field.
      cm.keymap.of([...cm.closeBracketsKeymap, ...cm.defaultKeymap, ...cm.historyKeymap]),
      language,
      language.data.of({ commentTokens: { line: "#" }, indentOnInput: /^\s*[})\]]$/ }),
      cm.syntaxHighlighting(highlighting),
      look(textarea.rows),
      cm.autocompletion({
        override: [completions(told("vocabulary") ?? {})],
        activateOnCompletion: ({ type }) => type === "prefix",
        icons: false,
        positionInfo: beside,
      }),
      cm.linter(check, {
        delay: PAUSE,
        needsRefresh: ({ startState, state }) => choosing(startState) && !choosing(state),
      }),
      cm.lintGutter(),
      cm.lineNumbers(),
      cm.history(),
      cm.bracketMatching(),
      cm.closeBrackets(),
      indentation,
      cm.indentOnInput(),
      cm.EditorView.lineWrapping,
      cm.showPanel.of(() => ({ dom: panel })),
      cm.EditorView.contentAttributes.of({
        tabindex: "0", // what scrolls must be reachable by keyboard, and not every tool knows that text that is edited is
        ...(label ? { "aria-labelledby": (label.id ||= `${textarea.id}-label`) } : { "aria-label": "SPARQL query" }),
        "aria-describedby": [textarea.getAttribute("aria-describedby"), keys.id].filter(Boolean).join(" "),
      }),
      cm.EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) textarea.value = state.doc.toString();
      }),
    ],
  });
  textarea.hidden = true;
  textarea.required = false; // the browser cannot point to a hidden field
  textarea.after(view.dom);
  label?.addEventListener("click", () => view.focus());

  // Going back to the page, the browser puts what was typed into the field, and only after this script.
  window.addEventListener("pageshow", () => {
    const { doc } = view.state;
    if (textarea.value !== doc.toString()) {
      view.dispatch({ changes: { from: 0, to: doc.length, insert: textarea.value } });
    }
  });
  if (known.error && textarea.value === known.query) {
    const error = marked(view.state.doc, known.error);
    status.textContent = words(known.error);
    view.dispatch({ selection: { anchor: error.from } }, cm.setDiagnostics(view.state, [error]));
    // Shown without moving the page.
    view.requestMeasure({
      read: () => view.lineBlockAt(error.from).top - view.scrollDOM.clientHeight / 2,
      write: (top) => view.scrollDOM.scrollTo({ top }),
    });
  }
}

const textarea = document.querySelector("#sparql-form textarea[name=query]");
if (textarea) enhance(textarea);
