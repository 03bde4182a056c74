// Builds the one file that the server embeds; `--check` only says whether the committed one is what the sources give.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("dist/loom.js");
const check = process.argv.includes("--check");

// Names of ours that no object of the browser has, and that stand in no text: they need not be written out.
const OURS =
  /^(addPage|anchored|answered|brought|catchUp|covered|debounce|dispatcher|fields|fingerprint|holds|holes|isHeld|isPending|isSent|isSubmitting|isTouched|isWaiting|joined|learn|locate|ofPage|precede|rearranging|renew|replay|rewrite|settle|slots|templates|throttle|timing|welcome|wrappers)$/;

const result = await build({
  entryPoints: [here("src/main.ts")],
  outfile: out,
  bundle: true,
  minify: true,
  mangleProps: OURS,
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
