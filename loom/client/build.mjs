// Builds the one file that the server embeds; `--check` only says whether the committed one is what the sources give.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("dist/loom.js");
const check = process.argv.includes("--check");

const result = await build({
  entryPoints: [here("src/main.ts")],
  outfile: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: !check,
});

if (check) {
  const committed = await readFile(out, "utf8").catch(() => "");
  if (committed !== result.outputFiles[0].text) {
    console.error("dist/loom.js is not what src gives: run `npm run build` and commit it");
    process.exit(1);
  }
}
