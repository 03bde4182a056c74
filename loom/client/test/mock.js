// A server for the whole client: what it receives is in `server.got`, what it says goes through `server.say`.
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
  drop(code = 1006, reason = "") {
    const { socket } = this;
    socket.readyState = 3;
    socket.onclose({ code, reason });
  },
};
globalThis.WebSocket = class {
  static OPEN = 1;
  readyState = 0;
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
  }
};
