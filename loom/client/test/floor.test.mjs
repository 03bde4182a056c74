// The oldest browsers that the client is for: its syntax, and the guide's figures.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { transform } from "esbuild";
import { FLOOR, TARGET } from "../floor.mjs";

const at = (path) => new URL(path, import.meta.url);
const read = (path) => readFileSync(at(path), "utf8");

for (const file of readdirSync(at("../dist"))) {
  test(`${file} has only syntax that the oldest browsers know`, async () => {
    const text = read(`../dist/${file}`);
    const write = (target) => transform(text, { target, charset: "utf8", minify: false }).then(({ code }) => code);
    assert.equal(await write(TARGET), await write("esnext"));
  });
}

test("the guide names the oldest browsers", () => {
  const guide = read("../../../docs/guide/browsers.md");
  for (const [name, version] of Object.entries(FLOOR)) assert.match(guide, new RegExp(`${name} ${version.replace(".", "\\.")}`, "i"));
});
