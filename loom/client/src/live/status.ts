// How the connection is, for style sheets (`data-l-state` on the root element) and scripts (`loom:state`).

import { ask } from "../dom";

export type State = "connecting" | "live" | "reconnecting" | "offline" | "refused" | "renewed";

export class Status {
  state: State | undefined;
  code: string | undefined;

  /** `code` is why a page is refused. */
  set(state: State, code?: string): void {
    if (this.state === state) return;
    this.state = state;
    this.code = code;
    ask(document, "documentElement").dataset["lState"] = state;
    ask(document, "dispatchEvent", new CustomEvent("loom:state", { detail: { state, code } }));
  }

  is(state: State): boolean {
    return this.state === state;
  }

  /** The socket dropped. */
  lose(): void {
    if (this.state !== "refused") this.set(navigator.onLine ? "reconnecting" : "offline");
  }
}
