// In both pages: gives frames to whoever listens, and takes the time.

/** A socket that only receives, for the client. */
globalThis.WebSocket = class {
  static OPEN = 1;
  readyState = 1;
  constructor() {
    globalThis.socket = this;
    setTimeout(() => this.onopen());
  }
  send(text) {
    if (text.startsWith('["j"')) setTimeout(() => this.onmessage({ data: '["j",1]' }));
  }
  close() {}
};

globalThis.bench = {
  /**
   * For each round the milliseconds from the arrival of its first frame until all is done that hangs on the last; what goes before it
   * and comes after it is not counted.
   */
  async run(rounds, laidOut) {
    const listen = globalThis.listen ?? ((event) => socket.onmessage(event));
    const give = async (frames) => {
      for (const data of frames) {
        listen({ data });
        // Each frame is a task of its own, at whose end observers run.
        await null;
      }
    };
    const times = [];
    for (const [before, timed, after] of rounds) {
      await give(before);
      globalThis.gc?.({ type: "minor" });
      // Earlier changes are laid out here, before the clock starts.
      if (laidOut) document.body.offsetHeight;
      const start = performance.now();
      await give(timed);
      times.push(performance.now() - start);
      await give(after);
    }
    return times;
  },
  /** The content of the table. */
  digest() {
    const rows = [...document.querySelector("tbody").rows];
    return rows.map((row) => [row.id, row.className.trim(), ...[...row.cells].map((cell) => cell.textContent)].join("|")).join("\n");
  },
};
