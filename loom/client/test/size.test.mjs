// The budget of the script, and that the committed one is what the sources give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

test("the script is at most 12 KiB gzip", () => {
  const size = gzipSync(readFileSync(at("../dist/loom.js")), { level: 9 }).length;
  assert.ok(size <= 12 * 1024, `${size} bytes`);
});

test("dist is fresh", () => {
  execFileSync(process.execPath, [at("../build.mjs"), "--check"], { stdio: "inherit" });
});
