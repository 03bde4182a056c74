// Where links and forms lead, for the modules that go there in the browser's place.

import { ask } from "../dom";

const BROWSERS = "[l-no-nav],[download],[rel~=external]";

/** Whether a link or form is not left to the browser: by its attributes, and by the window that it names. */
export function isOurs(element: Element, window: string | null | undefined): boolean {
  return !ask(element, "closest", BROWSERS) && !ask(element, "hasAttribute", "data-l-no-nav") && /^(_self)?$/i.test(window ?? "");
}

/** The address without its place. */
export function pageOf({ href }: { readonly href: string }): string {
  return href.split("#")[0]!;
}

/** The address to which a form leads, and the window that it names; nothing if its method is another. */
export function formTarget({ target: form, submitter }: SubmitEvent): readonly [url?: URL, window?: string | null] {
  const of = (name: string): string | null => submitter?.getAttribute("form" + name) ?? ask(form as Element, "getAttribute", name);
  if (!/^(get)?$/i.test(of("method") ?? "")) return [];
  const url = new URL(of("action") || location.href, ask(document, "baseURI"));
  const data = [...new FormData(form as HTMLFormElement, submitter)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  url.search = String(new URLSearchParams(data));
  return [url, of("target")];
}
