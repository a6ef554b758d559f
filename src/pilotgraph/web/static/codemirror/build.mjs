// Makes ../codemirror.js, LICENSES.txt and codemirror.sha256 from what package-lock.json names; run by `npm run build`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const bundle = "../codemirror.js";
await build({
  entryPoints: ["entry.mjs"],
  outfile: bundle,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  banner: { js: "// CodeMirror 6 and codemirror-lang-sparql, MIT licence; authors and terms: codemirror/LICENSES.txt" },
});
const sum = createHash("sha256").update(readFileSync(bundle)).digest("hex");
writeFileSync("codemirror.sha256", `${sum}  ${bundle}\n`);

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const licences = Object.entries(packages)
  .filter(([path, { dev }]) => path && !dev)
  .map(([path, { version, license }]) => {
    const name = path.replace("node_modules/", "");
    return `== ${name} ${version} (${license})\n\n${readFileSync(`${path}/LICENSE`, "utf8").trim()}\n`;
  });
writeFileSync("LICENSES.txt", licences.join("\n"));
