// The budgets of the script and its modules, and that the committed files are what the sources give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** How many bytes each file may have, gzip. */
const BUDGETS = { loom: 12 * 1024, lists: 2048, notices: 2560, raw: 640, translated: 1024 };

for (const [name, budget] of Object.entries(BUDGETS)) {
  test(`${name}.js is at most ${budget} bytes gzip`, () => {
    const size = gzipSync(readFileSync(at(`../dist/${name}.js`)), { level: 9 }).length;
    assert.ok(size <= budget, `${size} bytes`);
  });
}

test("every file that is built has a budget, and nothing else is there", () => {
  assert.deepEqual(readdirSync(at("../dist")).sort(), Object.keys(BUDGETS).map((name) => `${name}.js`).sort());
});

test("dist is fresh", () => {
  execFileSync(process.execPath, [at("../build.mjs"), "--check"], { stdio: "inherit" });
});
