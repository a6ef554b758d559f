export { autocompletion, closeBrackets, closeBracketsKeymap, pickedCompletion } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { HighlightStyle, bracketMatching, indentOnInput } from "@codemirror/language";
export { indentService, syntaxHighlighting } from "@codemirror/language";
export { lintGutter, linter, setDiagnostics } from "@codemirror/lint";
export { EditorState, Prec } from "@codemirror/state";
export { EditorView, keymap, lineNumbers, showPanel } from "@codemirror/view";
export { styleTags, tags } from "@lezer/highlight";
export { SparqlLanguage } from "codemirror-lang-sparql";
