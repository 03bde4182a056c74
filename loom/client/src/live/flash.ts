// Messages for the user, said by screen readers too, and carried over to the next page when one is gone to at once.

const KEPT = "loom:flash";
const SHOWN_FOR = 7000;
/** How what the client shows by itself looks, in the colors of the browser. */
export const BOX =
  "z-index:2147483647;padding:.75rem 1rem;border:1px solid;border-radius:.5rem;color:CanvasText;background:Canvas;box-shadow:0 4px 16px #0004;";
const STYLES = {
  region: "position:fixed;inset:auto 1rem 1rem auto;z-index:2147483647;display:grid;gap:.5rem;max-width:min(24rem,calc(100vw - 2rem))",
  message: BOX + "overflow-wrap:anywhere;cursor:pointer",
};

interface Message {
  readonly level: string;
  readonly text: string;
  readonly remove: () => void;
}

export class Flash {
  #region: HTMLElement | null = null;
  #shown: Message[] = [];

  start(): void {
    // An application may have a place of its own for them, and then a style too.
    this.#region = document.querySelector("[data-l-flash]");
    const kept = session((storage) => storage.getItem(KEPT));
    session((storage) => storage.removeItem(KEPT));
    for (const [level, text] of JSON.parse(kept ?? "[]") as [string, string][]) this.show(level, text);
  }

  /** Shows a message for a while, and not twice at once: whatever fails may fail many times. */
  show(level: string, text: string): void {
    this.#shown.find((other) => other.level === level && other.text === text)?.remove();
    const message = document.createElement("div");
    message.className = `l-flash l-flash-${level}`;
    message.setAttribute("role", level === "error" ? "alert" : "status");
    const region = (this.#region ??= this.#makeRegion());
    if (region.dataset["lFlash"] === "default") message.style.cssText = STYLES.message;
    const remove = (): void => {
      message.remove();
      this.#shown = this.#shown.filter((other) => other.remove !== remove);
    };
    this.#shown.push({ level, text, remove });
    message.onclick = remove;
    setTimeout(remove, SHOWN_FOR);
    region.append(message);
    // Filled once it stands there: that is what is said.
    message.textContent = text;
  }

  /** Keeps what is shown for the page that comes next. */
  keep(): void {
    if (this.#shown.length) session((storage) => storage.setItem(KEPT, JSON.stringify(this.#shown.map(({ level, text }) => [level, text]))));
  }

  #makeRegion(): HTMLElement {
    const region = document.createElement("div");
    region.dataset["lFlash"] = "default";
    region.style.cssText = STYLES.region;
    document.body.append(region);
    return region;
  }
}

/** Uses the session's storage, which a browser may refuse. */
export function session<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
