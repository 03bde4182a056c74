// The data of the page and the messages of the wire: docs/protocol.md as types.

import type { Level } from "./vocabulary";

/** A scalar: text, an attribute's value, the presence of a class. */
export type Scalar = string | number | boolean | null;

/** An object is a whole value, an array a change inside what is there, anything else a scalar. */
export type Value = Scalar | Whole | Change;
export type Change = Value[];
export interface Whole {
  readonly [key: string]: Value;
}

/** `[fingerprint, statics, slots, namespace]`, and the code of the slots that the browser computes. */
export type WireTemplate = readonly [string, readonly string[], readonly string[], number, Codes?];

/** By the slot: how many arguments the server gives, the code, and whether a boolean says that the attribute is there. */
export type Codes = Readonly<Record<number, readonly [count: number, code: unknown, isBare?: 1]>>;

/** Fields of a component that its code names: whose each is and the shape of its type, and its value. */
export type LocalFields = Readonly<Record<string, readonly [kind: string, value: unknown]>>;

export interface Payload {
  value?: string;
  checked?: boolean;
  key?: string;
  form?: string;
  values?: string[];
  detail?: unknown;
  /** The browser's own fields that the handler receives; with numbers as text: `{n}` and `{f}`. */
  locals?: object;
}

export type ToServer =
  | ["j", number, string, string, 0 | 1 | 2]
  | ["e", number, number, string, string, (Payload | null)?, number?]
  | ["l", number, 1?]
  | ["o", number, string]
  | ["h"];

/** A message of the server about one component. */
export type OfComponent =
  | ["j", number, Whole?, LocalFields?]
  | ["p", number, number, (Change | Whole)?, LocalFields?]
  | ["x", number, number, string, string]
  | ["b", number, string, string | null]
  | ["k", number, string?];

/** A request of a component to the page beside the change of its content. */
export type Effect = ["d", string] | ["f", Level, string] | ["e", string, readonly string[]] | ["m", number, string, string] | ["n", string, boolean] | ["a"] | ["r", string];

/** Texts of an address by their names; `null` where one is left out. */
export type Texts = Readonly<Record<string, string | null>>;

/** The texts of the part of the address that is a component's, whether they make an entry in the history, and the event that they belong to. */
export type AddressMessage = ["u", number, Texts, boolean, number];

export type FromServer = OfComponent | AddressMessage | Effect | ["t", ...WireTemplate[]] | ["h"] | ["v", string];

/** The subprotocol that asks the server for dialect 2. */
export const PROTOCOL = "loom.2";

/** Says which elements are live components. */
export const LIVE = "[data-l-live]";

/** Elements that tell the address of the WebSocket. */
export const SOCKET = "[data-l-ws]";

/** The controls of forms. */
export const CONTROLS = "input,textarea,select";
