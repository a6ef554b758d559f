// How the SPARQL editor looks; a page that sets --code-… decides the colours, else they follow its color-scheme.
import { EditorView, HighlightStyle, tags } from "./codemirror.js";

const colours = {
  keyword: "light-dark(#7a2a8f, #d9aaff)",
  variable: "light-dark(#0b5394, #8cc8ff)",
  name: "light-dark(#0a6151, #6fd9bd)",
  iri: "light-dark(#3d5a1f, #b5d58a)",
  string: "light-dark(#9a3412, #ffb38a)",
  number: "light-dark(#8a4b00, #ffcf70)",
  comment: "light-dark(#59636e, #9aa4af)",
  error: "light-dark(#b3151f, #ff9a9a)",
  text: "light-dark(#1c2024, #e6e9ec)",
  background: "light-dark(#ffffff, #16191d)",
  raised: "light-dark(#f3f5f7, #22272d)",
  chosen: "light-dark(#cfe3fb, #24466b)",
  border: "light-dark(#767c83, #868e97)",
  focus: "light-dark(#0b5394, #8cc8ff)",
};
const colour = (name) => `var(--code-${name}, ${colours[name]})`;
const line = `1px solid ${colour("border")}`;
const widest = (width) => `min(${width}, 94vw)`;

export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool], color: colour("keyword"), fontWeight: "600" },
  // A line may not end between the question mark and the name.
  { tag: tags.variableName, color: colour("variable"), whiteSpace: "nowrap" },
  { tag: tags.className, color: colour("name") },
  { tag: tags.url, color: colour("iri") },
  { tag: [tags.string, tags.annotation], color: colour("string") },
  { tag: tags.number, color: colour("number") },
  { tag: tags.comment, color: colour("comment"), fontStyle: "italic" },
]);

const list = ".cm-tooltip.cm-tooltip-autocomplete > ul";
const problem = ".cm-panels [role=status]";

/** The editor's own style; it is as high as a text field of so many rows, and grows with its text. */
export const look = (rows) =>
  EditorView.theme({
    "&": {
      color: colour("text"),
      backgroundColor: colour("background"),
      border: line,
      borderRadius: "4px",
      maxHeight: "80vh",
    },
    "&.cm-focused": { outline: `3px solid ${colour("focus")}`, outlineOffset: "1px" },
    ".cm-scroller": {
      fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
      fontSize: "1rem",
      lineHeight: "1.5",
    },
    ".cm-content": { caretColor: colour("text") },
    ".cm-content, .cm-gutter": { minHeight: `calc(${rows} * 1.5rem)` },
    ".cm-gutters": { color: colour("comment"), backgroundColor: colour("raised"), borderRight: line },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.5rem", padding: "0 0.25rem" },
    ".cm-gutter-lint": { width: "1.1rem" },
    ".cm-gutter-lint .cm-gutterElement": { padding: "0.25rem 0.1rem" },
    ".cm-lintRange-error": {
      backgroundImage: "none",
      textDecoration: `underline wavy ${colour("error")}`,
      textDecorationSkipInk: "none",
      textUnderlineOffset: "0.2em",
    },
    ".cm-diagnostic-error": { borderLeftColor: colour("error") },
    ".cm-panels": { color: colour("text"), backgroundColor: colour("raised"), borderTop: line },
    ".cm-panels p": {
      margin: "0",
      padding: "0.25rem 0.5rem",
      fontSize: "0.875rem",
      lineHeight: "1.5",
      overflowWrap: "anywhere",
    },
    [problem]: { color: colour("error"), fontWeight: "600" },
    // One line says how to use the keyboard, or what is wrong; so the buttons below stay where they are.
    [`${problem}:empty, ${problem}:not(:empty) + p`]: { display: "none" },
    ".cm-tooltip": {
      color: colour("text"),
      backgroundColor: colour("raised"),
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
    [`${list} > li`]: { padding: "0.2rem 0.5rem", lineHeight: "1.5", minHeight: "1.5rem" },
    // Only an outline survives where the reader's own colours replace ours.
    [`${list} > li[aria-selected]`]: {
      color: colour("text"),
      backgroundColor: colour("chosen"),
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
