// Builds the files that the server embeds: the script, and the modules that a page loads when it needs them, one for each file in
// `src/modules`. Fails where one is larger than its budget. `--check` only says whether the committed files are what the sources give.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { ALL, BUDGETS, GOAL } from "./budgets.mjs";
import { OPTIONS } from "./options.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const check = process.argv.includes("--check");
const files = await readdir(here("src/modules"));
// Larger ones first: they use the most names, and the first names are the shortest.
const modules = files.map((file) => file.replace(/\.ts$/, "")).sort((a, b) => BUDGETS[b] - BUDGETS[a] || (a < b ? -1 : 1));

/** Builds one file. `hash` stands in the modules' file names, `cache` the short names that are given already. */
async function make(name, hash, cache) {
  const isModule = modules.includes(name);
  const result = await build({
    entryPoints: { [name]: here(isModule ? `src/modules/${name}.ts` : "src/main.ts") },
    outdir: here("dist"),
    ...OPTIONS,
    mangleCache: cache,
    define: { BUILD: JSON.stringify(hash) },
    format: isModule ? "esm" : "iife",
  });
  return { text: result.outputFiles[0].text, cache: result.mangleCache };
}

/** Short names that objects of the client have by their real names, beside properties that are given short names: points, states of the history, values. */
const REAL = { x: false, y: false, at: false, n: false, f: false };

// The script is larger: the shortest names are for what it uses most.
let { cache } = await make("loom", "", REAL);
const texts = {};
for (const name of modules) {
  const made = await make(name, "", cache);
  texts[name] = made.text;
  cache = made.cache;
}
// One hash of all modules, as the server names them: one for each would be the largest part of the script that cannot be compressed.
const hash = createHash("sha256");
for (const name of modules.toSorted()) hash.update(`${name}\0${texts[name]}\0`);
texts.loom = (await make("loom", hash.digest().subarray(0, 9).toString("base64url"), cache)).text;

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

const rows = [];
const row = (name, size, bound) => rows.push([size, `| ${name} | ${size.toLocaleString("en-US")} | ${bound.toLocaleString("en-US")} | ${size <= bound ? "yes" : "NO"} |`]);
let all = 0;
for (const [name, text] of Object.entries(texts)) {
  const size = gzipSync(text, { level: 9 }).length;
  all += size;
  row(`\`${name}.js\``, size, Math.floor(BUDGETS[name] ?? 0));
  if (!(size <= BUDGETS[name])) fail(`${name}.js has ${size} bytes gzip; budgets.mjs allows ${BUDGETS[name] ?? "no module of this name"}`);
  const path = here(`dist/${name}.js`);
  if (!check) await writeFile(path, text);
  else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
    fail(`dist/${name}.js is not what src gives: run \`npm run build\` and commit it`);
  }
}
if (all > ALL) fail(`all files have ${all} bytes gzip; budgets.mjs allows ${ALL}`);

if (!check) {
  rows.sort(([first], [second]) => second - first);
  row("all files", all, GOAL);
  const path = here("../../docs/performance.md");
  const table = ["| file | bytes gzip | at most | holds |", "| --- | ---: | ---: | --- |", ...rows.map(([, text]) => text)].join("\n");
  const page = await readFile(path, "utf8");
  await writeFile(path, page.replace(/(<!-- client -->\n)[^]*?(\n<!-- end -->)/, (_, begin, end) => begin + table + end));
}
