// A server for the whole client: what it receives is in `server.got`, what it says goes through `server.say`. `server.heard` waits until
// the client has worked that off, since frames wait for the modules that they need.
globalThis.server = {
  got: [],
  sockets: [],
  open: true,
  get socket() {
    return this.sockets.at(-1);
  },
  say(...messages) {
    for (const message of messages) this.socket.onmessage({ data: JSON.stringify(message) });
  },
  /** The client parses frames in their order: a heartbeat behind what was said tells that it was worked off. */
  heard() {
    const { socket } = this;
    if (socket.readyState === 3) return;
    const last = JSON.stringify(["h", `heard ${++this.asked}`]);
    const heard = new Promise((resolve) => (this.unheard[last] = resolve));
    // Messages of a socket that was given up are never worked off.
    socket.ends.push(this.unheard[last]);
    socket.onmessage({ data: last });
    return heard;
  },
  asked: 0,
  unheard: {},
  drop(code = 1006, reason = "") {
    const { socket } = this;
    socket.readyState = 3;
    for (const end of socket.ends) end();
    socket.onclose({ code, reason });
  },
};
globalThis.WebSocket = class {
  static OPEN = 1;
  readyState = 0;
  ends = [];
  constructor(url, protocol) {
    this.url = url;
    this.protocol = protocol;
    if (server.throws) throw new DOMException("no", "SecurityError");
    server.sockets.push(this);
    if (server.open) setTimeout(() => this.accept());
  }
  accept() {
    this.readyState = 1;
    this.onopen();
  }
  send(text) {
    server.got.push(JSON.parse(text));
  }
  close(...why) {
    this.readyState = 3;
    this.why = why;
    for (const end of this.ends) end();
  }
};
const { parse } = JSON;
JSON.parse = (text, ...rest) => {
  const read = parse(text, ...rest);
  server.unheard[text]?.();
  delete server.unheard[text];
  return read;
};
