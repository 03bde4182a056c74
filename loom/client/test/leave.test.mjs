// The messages of a page that ends, over a real socket.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { launch } from "./browser.mjs";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const script = readFileSync(new URL("../dist/loom.js", import.meta.url), "utf8");
const html =
  '<!DOCTYPE html><body><div data-l-live="m" data-l-ws="/ws" data-l-token="T" data-l-root="0"><b>x</b></div>' +
  `<script type="application/json" data-l-templates>[["A",["<b>x</b>"],[],0]]</script><script>${script}</script>`;

/** The opcode and the text of a client's short frame; of a close frame the code and the reason. */
function read(data) {
  const mask = data.subarray(2, 6);
  const payload = data.subarray(6, 6 + (data[1] & 127)).map((byte, i) => byte ^ mask[i % 4]);
  const isClose = (data[0] & 15) === 8;
  return isClose ? [Buffer.from(payload).readUInt16BE(0), payload.subarray(2).toString()] : payload.toString();
}

test("a page that is navigated away from closes its socket as left", async () => {
  let close;
  const closed = new Promise((resolve) => (close = resolve));
  const server = createServer((request, response) => response.setHeader("Content-Type", "text/html").end(request.url === "/" ? html : ""));
  server.on("upgrade", ({ headers }, socket) => {
    const accept = createHash("sha1").update(headers["sec-websocket-key"] + GUID).digest("base64");
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Protocol: loom.2\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("data", (data) => {
      const said = read(data);
      if (typeof said !== "string") close(said);
      else if (said.startsWith('["j"')) socket.write(Buffer.from('\x81\x07["j",1]', 'latin1'));
    });
    socket.on("error", () => undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const url = `http://127.0.0.1:${server.address().port}/`;
    await page.goto(url);
    await page.waitForSelector('html[data-l-state="live"]');
    await page.goto(url + "other");
    assert.deepEqual(await closed, [1000, "left"]);
  } finally {
    await browser.close();
    server.close();
  }
});
