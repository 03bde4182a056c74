// The page's one socket: opened again when it drops, with a growing and random delay, and at once when the tab is looked at or the network
// is back.

import { ask } from "../dom";
import { CloseCode, CloseReason } from "../vocabulary";
import { PROTOCOL, type FromServer, type ToServer } from "../wire";

const FIRST_DELAY = 200;
const LONGEST_DELAY = 20_000;
/** The page may say another, in milliseconds. */
const BEAT = +(ask(document, "documentElement").dataset["lBeat"] ?? 25_000);
/** A connection that has lived so long is tried again soon when it drops. */
const STABLE = 5000;
/** How long the first attempt may take to open; later ones may take longer. */
const OPENING = 5000;
/** How long an answer to a heartbeat may take; shorter when the machine may have slept. */
const PATIENCE = 10_000;

export interface SocketListener {
  _opened(): void;
  _received(message: FromServer): void;
  /** `retries` is false when the page closed it itself, `broke` true when it is not known why it ended. */
  _dropped(retries: boolean, broke: boolean): void;
  /** A message was not sent, since the server would end the connection: it is larger than the server takes. */
  _oversized(message: ToServer): void;
}

export class Socket {
  #socket: WebSocket | null = null;
  #attempts = 0;
  /** How many in succession were never open. */
  _failures = 0;
  /** When the one that is there was opened; 0 while it is not. */
  #opened = 0;
  /** The largest message that the server takes, in bytes. */
  _limit = Infinity;
  /** When the next attempt is due. */
  #due = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** While the page is put aside, and after a refusal, there is to be no socket. */
  #wanted = false;
  /** Whether the next attempt waits for its turn among all clients of a server that stopped. */
  #isQueued = false;
  /** Whether the page is put aside, and wants a socket when it is taken up again. */
  #asleep = false;
  readonly #listener: SocketListener;
  readonly #address: () => string;
  /** Until when a frame has to wait, if at all. */
  readonly #wait: (frame: string) => Promise<unknown> | undefined;

  constructor(listener: SocketListener, address: () => string, wait: (frame: string) => Promise<unknown> | undefined) {
    this.#listener = listener;
    this.#address = address;
    this.#wait = wait;
  }

  _start(): void {
    addEventListener("visibilitychange", () => {
      if (!ask(document, "hidden")) this._wake();
    });
    addEventListener("online", () => this._wake());
    // A visitor who does something does not wait for a turn.
    for (const type of ["click", "keydown", "input"]) {
      addEventListener(type, ({ isTrusted }) => isTrusted && this.#isQueued && this.#connect(), true);
    }
    // A page with an open socket is not kept for going back. One that is not kept will not come back.
    addEventListener("pagehide", ({ persisted }) => this.#sleep(persisted ? undefined : CloseReason.Left));
    addEventListener("pageshow", () => this.#rise());
    // One that is frozen could not answer.
    addEventListener("freeze", () => this.#sleep(), true);
    addEventListener("resume", () => this.#rise(), true);
  }

  _open(): void {
    this.#wanted = true;
    this.#asleep = false;
    this.#connect();
  }

  /** There is to be no socket; the server lets go of the components if the reason is `left`, else they wait. */
  _close(reason?: string): void {
    this.#wanted = false;
    this.#drop(0, reason);
  }

  #sleep(reason?: string): void {
    this.#asleep ||= this.#wanted;
    this._close(reason);
  }

  #rise(): void {
    if (this.#asleep) this._open();
  }

  /** Milliseconds until the next attempt. */
  get _wait(): number {
    return this.#due - Date.now();
  }

  get _isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** An event was answered, so the connection works: the next drop is tried again soon. */
  _settle(): void {
    this.#attempts = 0;
  }

  /** Gives up what was opened, to begin anew. */
  _reset(): void {
    this.#drop();
  }

  _send(message: ToServer): void {
    if (!this._isOpen) return;
    const text = JSON.stringify(message);
    // A unit of UTF-16 takes up to three bytes.
    if (text.length * 3 > this._limit && new TextEncoder().encode(text).length > this._limit) this.#listener._oversized(message);
    else this.#socket!.send(text);
  }

  /** Connects now if there is no socket, and asks whether the one there is still lives. */
  _wake(): void {
    if (this.#socket) this.#ask(PATIENCE / 4);
    else if (this.#wanted) this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#isQueued = false;
    if (this.#socket) return;
    let socket: WebSocket;
    try {
      socket = this.#socket = new WebSocket(this.#address(), PROTOCOL);
    } catch {
      return this.#drop();
    }
    this.#deadline = setTimeout(() => this.#drop(), OPENING * 2 ** Math.min(this.#attempts, 2));
    /** Frames that wait, in order, for what the first of them needs. */
    let held: string[] | undefined;
    // Messages from a socket that was given up are ignored.
    const hear = (frame: string): void => {
      if (this.#socket === socket) this.#listener._received(JSON.parse(frame) as FromServer);
    };
    const take = (frame: string): void => {
      if (held) return void held.push(frame);
      const ready = this.#wait(frame);
      if (!ready) return hear(frame);
      held = [frame];
      ready.then(() => {
        const frames = held!;
        held = undefined;
        frames.forEach(take);
      }, () => this.#socket === socket && this.#drop());
    };
    const lose = (): void => {
      if (this.#socket === socket) this.#drop(0, "", navigator.onLine);
    };
    socket.onopen = () => {
      if (this.#socket !== socket) return;
      clearTimeout(this.#deadline);
      this.#deadline = undefined;
      this.#opened = Date.now();
      this._failures = 0;
      this.#beat = setInterval(() => this.#ask(PATIENCE), BEAT);
      this.#listener._opened();
    };
    socket.onclose = ({ code, reason }) => {
      if (code !== CloseCode.Restart) lose();
      else if (this.#socket === socket) this.#drop(Math.random() * +reason);
    };
    // Not every browser says `close` after it, and the `close` of those that do tells nothing more.
    socket.onerror = lose;
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      if (this.#deadline) clearTimeout(this.#deadline);
      this.#deadline = undefined;
      take(data as string);
    };
  }

  #ask(patience: number): void {
    this._send(["h"]);
    this.#deadline ??= setTimeout(() => this.#drop(), patience);
  }

  /** Lets the socket go; if there is to be another, after so many milliseconds besides the usual delay. */
  #drop(later = 0, reason?: string, broke = false): void {
    const socket = this.#socket;
    this.#socket = null;
    clearInterval(this.#beat);
    clearTimeout(this.#deadline);
    clearTimeout(this.#retry);
    this.#deadline = undefined;
    if (reason) socket?.close(CloseCode.Left, reason);
    else socket?.close();
    if (this.#opened && Date.now() - this.#opened > STABLE) this._settle();
    this.#isQueued = this.#wanted && later > 0;
    if (this.#wanted) {
      if (!this.#opened) this._failures++;
      const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempts++);
      const delay = later + longest * (0.5 + Math.random() / 2);
      this.#due = Date.now() + delay;
      this.#retry = setTimeout(() => this.#connect(), delay);
    }
    this.#opened = 0;
    this.#listener._dropped(this.#wanted, broke);
  }
}
