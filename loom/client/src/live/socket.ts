// The page's one socket: opened again when it drops, with a growing and random delay, and at once when the tab is looked at or the network
// is back.

import { PROTOCOL, type FromServer, type ToServer } from "../wire";

const FIRST_DELAY = 200;
const LONGEST_DELAY = 20_000;
const BEAT = 25_000;
/** How long an answer to a heartbeat may take; shorter when the machine may have slept. */
const PATIENCE = 10_000;

export interface SocketListener {
  opened(): void;
  received(message: FromServer): void;
  /** `retries` is false when the page closed it itself. */
  dropped(retries: boolean): void;
}

export class Socket {
  private socket: WebSocket | null = null;
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  /** Between pagehide and pageshow, and after a refusal, there is to be no socket. */
  private wanted = false;

  constructor(
    private readonly listener: SocketListener,
    private readonly address: () => string,
  ) {}

  start(): void {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.check();
    });
    addEventListener("online", () => this.check());
    // A page with an open socket is not kept for going back.
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.open();
    });
  }

  open(): void {
    this.wanted = true;
    this.connect();
  }

  close(): void {
    this.wanted = false;
    this.drop();
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** What was opened works: the next drop is tried again soon. */
  settle(): void {
    this.attempts = 0;
  }

  /** Gives up what was opened, to begin anew. */
  reset(): void {
    this.drop();
  }

  send(message: ToServer): void {
    if (this.isOpen) this.socket!.send(JSON.stringify(message));
  }

  /** Connects now if there is no socket, and asks whether the one there is still lives. */
  private check(): void {
    if (this.socket) this.ask(PATIENCE / 4);
    else if (this.wanted) this.connect();
  }

  private connect(): void {
    clearTimeout(this.retry);
    if (this.socket) return;
    const socket = (this.socket = new WebSocket(this.address(), PROTOCOL));
    // What comes from a socket that was given up concerns nobody.
    const own = (run: () => void) => () => {
      if (this.socket === socket) run();
    };
    socket.onopen = own(() => {
      this.beat = setInterval(() => this.ask(PATIENCE), BEAT);
      this.listener.opened();
    });
    socket.onclose = own(() => this.drop());
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      if (this.deadline) clearTimeout(this.deadline);
      this.deadline = undefined;
      this.listener.received(JSON.parse(data as string) as FromServer);
    };
  }

  private ask(patience: number): void {
    this.send(["h"]);
    this.deadline ??= setTimeout(() => this.drop(), patience);
  }

  private drop(): void {
    const { socket } = this;
    this.socket = null;
    clearInterval(this.beat);
    clearTimeout(this.deadline);
    clearTimeout(this.retry);
    this.deadline = undefined;
    socket?.close();
    if (this.wanted) {
      const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.attempts++);
      this.retry = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
    }
    this.listener.dropped(this.wanted);
  }
}
