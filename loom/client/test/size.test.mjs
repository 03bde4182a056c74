// The budgets of the script and its modules, and that the committed files are what the sources give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { ALL, BUDGETS } from "../budgets.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const built = readdirSync(at("../dist")).map((file) => file.replace(/\.js$/, ""));
const sizeOf = (name) => gzipSync(readFileSync(at(`../dist/${name}.js`)), { level: 9 }).length;

for (const name of built) {
  test(`${name}.js is at most ${BUDGETS[name]} bytes gzip`, () => {
    assert.ok(sizeOf(name) <= BUDGETS[name], `${sizeOf(name)} bytes`);
  });
}

test("all files together have a budget", () => {
  const all = built.reduce((sum, name) => sum + sizeOf(name), 0);
  assert.ok(all <= ALL, `${all} bytes`);
});

test("the script and every module are built, and nothing else is there", () => {
  const modules = readdirSync(at("../src/modules")).map((file) => file.replace(/\.ts$/, ""));
  assert.deepEqual(built.sort(), ["loom", ...modules].sort());
});

test("dist is fresh and within its budgets", () => {
  execFileSync(process.execPath, [at("../build.mjs"), "--check"], { stdio: "inherit" });
});
