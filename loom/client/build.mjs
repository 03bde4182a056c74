// Builds the files that the server embeds: the script, and the modules that a page loads when it needs them, one for each file in
// `src/modules`. `--check` only says whether the committed files are what the sources give.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const check = process.argv.includes("--check");
const files = await readdir(here("src/modules"));
const modules = files.map((file) => file.replace(/\.ts$/, "")).sort();

/**
 * Properties of ours that no object of the browser has, and that stand in no text: they need not be written out, and have the same short name
 * in all files. To add one here only saves bytes.
 */
const OURS =
  /^(addPage|adopt|anchor|anchored|answered|ask|begin|beginning|bound|breaks|brought|catchUp|change|changeList|child|classes|control|covered|create|debounce|dispatcher|dropped|element|failures|field|fields|fillList|fingerprint|finish|fire|fired|first|flush|forget|given|handler|haveLists|hear|holds|holes|isDue|isHeld|isOpen|isOut|isPending|isSent|isSubmitting|isTouched|isWaiting|item|items|joined|kind|lastOf|learn|limit|loading|locate|lose|many|meet|messages|module|modules|morph|names|nodes|notices|numbers|ofPage|opened|oversized|owner|parts|patched|payload|precede|property|rearranging|received|refused|removeRange|renew|replay|restore|rewrite|run|sent|settle|shared|single|slots|socket|sweep|tail|tell|template|templates|throttle|timeout|timing|token|touch|tree|trees|wait|wake|welcome|wrappers)$/;

/** Builds one file. `hashed` holds the modules' file names, `cache` the short names that are given already. */
async function make(name, hashed, cache) {
  const isModule = modules.includes(name);
  const result = await build({
    entryPoints: { [name]: here(isModule ? `src/modules/${name}.ts` : "src/main.ts") },
    outdir: here("dist"),
    bundle: true,
    minify: true,
    mangleProps: OURS,
    mangleCache: cache,
    define: { MODULES: JSON.stringify(hashed) },
    format: isModule ? "esm" : "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return { text: result.outputFiles[0].text, cache: result.mangleCache };
}

const unhashed = Object.fromEntries(modules.map((name) => [name, ""]));
// The script is larger: the shortest names are for what it uses most.
let { cache } = await make("loom", unhashed, {});
const texts = {};
const hashed = {};
for (const name of modules) {
  const made = await make(name, unhashed, cache);
  texts[name] = made.text;
  cache = made.cache;
  // As the server names them.
  const hash = createHash("sha256").update(made.text).digest().subarray(0, 12).toString("base64url");
  hashed[name] = `${name}-${hash}.js`;
}
texts.loom = (await make("loom", hashed, cache)).text;

for (const [name, text] of Object.entries(texts)) {
  const path = here(`dist/${name}.js`);
  if (!check) await writeFile(path, text);
  else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
    console.error(`dist/${name}.js is not what src gives: run \`npm run build\` and commit it`);
    process.exitCode = 1;
  }
}
