// How the connection is, for style sheets (`data-l-state` on the root element) and scripts (`loom:state`).

import { ask } from "../dom";

export type State = "connecting" | "live" | "reconnecting" | "offline" | "refused" | "renewed";

export class Status {
  _state: State | undefined;
  _code: string | undefined;

  /** `code` is why a page is refused. */
  _set(state: State, code?: string): void {
    if (this._state === state) return;
    this._state = state;
    this._code = code;
    ask(document, "documentElement").dataset["lState"] = state;
    ask(document, "dispatchEvent", new CustomEvent("loom:state", { detail: { state, code } }));
  }

  _is(state: State): boolean {
    return this._state === state;
  }

  /** The socket dropped. */
  _lose(): void {
    if (this._state !== "refused") this._set(navigator.onLine ? "reconnecting" : "offline");
  }
}
