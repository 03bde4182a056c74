// Debounce and throttle: one timer for each binding of each element, so that no two delay each other.

import { ask } from "../dom";

/** Events by which a form, or what else is around a control, hears of what was put into it. */
const TELLS = /^(input|change|key|submit)/;

interface Timer {
  readonly _element: Element;
  _timeout: number;
  /** Called when the time is up; null while a throttled binding only rests. */
  _run: (() => void) | null;
}

export class Timing {
  readonly #timers = new Map<Element, Map<string, Timer>>();

  /** Runs once nothing has come for `delay` milliseconds. */
  _debounce(element: Element, binding: string, delay: number, run: () => void): void {
    const old = this.#timers.get(element)?.get(binding);
    if (old) clearTimeout(old._timeout);
    this.#set(element, binding, delay, run);
  }

  /** Runs at once, then at most once in `delay` milliseconds, the newest last. */
  _throttle(element: Element, binding: string, delay: number, run: () => void): void {
    const resting = this.#timers.get(element)?.get(binding);
    if (resting) resting._run = run;
    else {
      run();
      this.#set(element, binding, delay, null);
    }
  }

  /** Whether something that tells of the control waits for its time: at the control, around it, or at its form. */
  _isWaiting(control: Element): boolean {
    for (const [element, timers] of this.#timers) {
      const hears = element === control ? /./ : ask(element, "contains", control) || element === ask(control as HTMLInputElement, "form") ? TELLS : null;
      for (const [binding, { _run }] of timers) if (_run && hears?.test(binding)) return true;
    }
    return false;
  }

  /** Runs at once what waits in elements that `of` is true for, oldest first. */
  _flush(of: (element: Element) => boolean): void {
    for (const [element, timers] of [...this.#timers]) {
      if (!of(element)) continue;
      for (const [binding, timer] of [...timers]) {
        if (!timer._run) continue;
        clearTimeout(timer._timeout);
        this.#end(binding, timer);
      }
    }
  }

  #set(element: Element, binding: string, delay: number, run: (() => void) | null): void {
    let timers = this.#timers.get(element);
    if (!timers) this.#timers.set(element, (timers = new Map()));
    const timer: Timer = { _element: element, _run: run, _timeout: 0 };
    timer._timeout = setTimeout(() => {
      const throttled = run === null && timer._run;
      this.#end(binding, timer);
      if (throttled) this.#set(element, binding, delay, null);
    }, delay) as unknown as number;
    timers.set(binding, timer);
  }

  #end(binding: string, { _element, _run }: Timer): void {
    const timers = this.#timers.get(_element);
    timers?.delete(binding);
    if (!timers?.size) this.#timers.delete(_element);
    // An element that is gone has nothing to say any more.
    if (ask(_element, "isConnected")) _run?.();
  }
}
