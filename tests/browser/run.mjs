// Runs every browser test, one file after the other: `node tests/browser/run.mjs [part of a file's name]`.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs") && name.includes(process.argv[2] ?? ""));
const node = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...files.sort().map((name) => folder + name)], {
  stdio: "inherit",
});
process.exit(node.status ?? 1);
