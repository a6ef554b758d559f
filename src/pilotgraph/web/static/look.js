// How the SPARQL editor looks; its colours and its type are those of the page's stylesheet.
import { EditorView, HighlightStyle, tags } from "./codemirror.js";

const line = "1px solid var(--control)";
const widest = (width) => `min(${width}, 94vw)`;

export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool], color: "var(--code-keyword)", fontWeight: "600" },
  // A line may not end between the question mark and the name.
  { tag: tags.variableName, color: "var(--code-variable)", whiteSpace: "nowrap" },
  { tag: [tags.className, tags.url], color: "var(--code-iri)" },
  { tag: [tags.string, tags.annotation], color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
]);

const list = ".cm-tooltip.cm-tooltip-autocomplete > ul";
const problem = ".cm-panels [role=status]";

/** The editor's own style; it is as high as a text field of so many rows, and grows with its text. */
export const look = (rows) =>
  EditorView.theme({
    "&": {
      color: "var(--ink)",
      backgroundColor: "var(--ground)",
      border: line,
      borderRadius: "4px",
      maxHeight: "80vh",
      marginBottom: "1rem",
    },
    "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
    ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "1rem", lineHeight: "1.5" },
    ".cm-content": { caretColor: "var(--ink)" },
    ".cm-content, .cm-gutter": { minHeight: `calc(${rows} * 1.5rem)` },
    ".cm-gutters": { color: "var(--code-comment)", backgroundColor: "var(--ground-raised)", borderRight: line },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.5rem", padding: "0 0.25rem" },
    ".cm-gutter-lint": { width: "1.1rem" },
    ".cm-gutter-lint .cm-gutterElement": { padding: "0.25rem 0.1rem" },
    ".cm-lintRange-error": {
      backgroundImage: "none",
      textDecoration: "underline wavy var(--error)",
      textDecorationSkipInk: "none",
      textUnderlineOffset: "0.2em",
    },
    ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
    ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--ground-raised)", borderTop: line },
    ".cm-panels p": {
      maxWidth: "none",
      margin: "0",
      padding: "0.25rem 0.5rem",
      fontSize: "0.875rem",
      lineHeight: "1.5",
      overflowWrap: "anywhere",
    },
    [problem]: { color: "var(--error)", fontWeight: "600" },
    // One line says how to use the keyboard, or what is wrong; so the buttons below stay where they are.
    [`${problem}:empty, ${problem}:not(:empty) + p`]: { display: "none" },
    ".cm-tooltip": {
      color: "var(--ink)",
      backgroundColor: "var(--ground-raised)",
      border: line,
      maxWidth: widest("36rem"),
    },
    [list]: {
      fontFamily: "inherit",
      fontSize: "0.9375rem",
      maxHeight: "min(20rem, 45vh)",
      minWidth: widest("14rem"),
      maxWidth: widest("36rem"),
    },
    [`${list} > li`]: { margin: "0", padding: "0.2rem 0.5rem", lineHeight: "1.5", minHeight: "1.5rem" },
    // Only an outline survives where the reader's own colours replace ours.
    [`${list} > li[aria-selected]`]: {
      color: "var(--ink)",
      backgroundColor: "var(--accent-ground)",
      boxShadow: "inset 4px 0 var(--accent)",
      outline: "2px solid transparent",
      outlineOffset: "-2px",
    },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
    ".cm-completionDetail": { fontStyle: "normal", marginLeft: "0.75rem", fontSize: "0.875rem" },
    ".cm-tooltip.cm-completionInfo": {
      padding: "0.4rem 0.6rem",
      lineHeight: "1.4",
      maxWidth: widest("24rem"),
      whiteSpace: "normal",
    },
  });

/** Where the definition of an offer stands: beside the list, or below it where the window is too narrow. */
export function beside(view, list, option, info, space) {
  const right = space.right - list.right;
  const width = `max-width: ${Math.max(right, space.right - list.left) - 8}px`;
  if (right >= Math.min(info.right - info.left, 200)) {
    const top = Math.max(space.top, Math.min(option.top, space.bottom - (info.bottom - info.top))) - list.top;
    return { style: `top: ${top}px; left: 100%; max-width: ${Math.min(right - 8, 400)}px` };
  }
  const fits = space.bottom - list.bottom >= info.bottom - info.top;
  return { style: fits ? `top: 100%; left: -1px; ${width}` : "visibility: hidden; top: 100%" };
}
