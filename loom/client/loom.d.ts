// Types for scripts of an application that uses Loom: hooks, and the events that Loom dispatches. Served at `/loom/loom.d.ts`.

export {};

declare global {
  namespace Loom {
    /** The way from a hook to the component around its element. */
    interface Live {
      /** Dispatches an event at the hook's element, which reaches what the element itself binds: `on:point-choose=choose`. */
      fire(event: string, detail?: unknown): void;
      /**
       * Hears of the messages of this name that the component sends with `cx.emit(name, data)`: each once, in order, from the time at which the element is in
       * the page. Those that came before this call are told of at once.
       */
      on<Name extends keyof Messages>(name: Name, hear: (data: Messages[Name]) => void): void;
    }

    /** The data of messages by their names, which an application adds: `declare global { namespace Loom { interface Messages { fly: [number, number] } } }`. */
    interface Messages {
      [name: string]: any;
    }

    /** The hook that `use:NAME={data}` attaches to its element. One object serves all elements. */
    interface Hook<Data = any, Host extends Element = any> {
      /** The element is in the page. */
      mounted?(element: Host, data: Data, live: Live): void;
      /** The data is another. */
      updated?(element: Host, data: Data, live: Live): void;
      /** The element has left the page. */
      gone?(element: Host): void;
    }

    /** Of the connection, as in `data-l-state` of `<html>`. */
    type State = "connecting" | "live" | "reconnecting" | "offline" | "refused" | "renewed";
  }

  interface Window {
    loom: {
      /** Says what `use:NAME` does; a name is registered once. */
      hook<Data = any, Host extends Element = any>(name: string, hook: Loom.Hook<Data, Host> & ThisType<any>): void;
    };
  }

  var loom: Window["loom"];

  interface DocumentEventMap {
    /** The connection has another state. */
    "loom:state": CustomEvent<{ state: Loom.State; code?: string }>;
    /** The visitor is about to go to another page; whoever prevents the default holds it. */
    "loom:before-navigate": CustomEvent<{ url: string }>;
    /** Another page is shown. */
    "loom:navigated": CustomEvent<{ url: string }>;
    /** The server runs another version of the application. */
    "loom:version": CustomEvent<{ version: string }>;
  }

  interface GlobalEventHandlersEventMap {
    /** A component is live. It bubbles from the component's element. */
    "loom:joined": CustomEvent;
    /** A component was patched, where `<html>` bears `data-l-patched`. */
    "loom:patched": CustomEvent;
    /** An event of a component failed; whoever prevents the default shows it. */
    "loom:error": CustomEvent<{ code: string; message: string }>;
  }
}
