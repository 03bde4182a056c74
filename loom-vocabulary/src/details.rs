//! The `detail` of an event's payload: the DOM's own properties that the client reads.

/// Of pointer and mouse events, with `x` and `y`.
pub const POINTER: &[&str] = &["offsetX", "offsetY", "button", "buttons", "deltaX", "deltaY"];

/// Of pointer, mouse, touch and key events: the keys that are held, and whether the key is.
pub const HELD: &[&str] = &["ctrlKey", "shiftKey", "altKey", "metaKey", "repeat"];

/// Of the element that is scrolled.
pub const SCROLL: &[&str] = &["scrollTop", "scrollLeft", "scrollHeight", "scrollWidth", "clientHeight", "clientWidth"];

/// Of the element that plays.
pub const MEDIA: &[&str] = &["currentTime", "duration", "paused", "ended", "volume", "muted", "playbackRate"];

/// Of animation and transition events.
pub const MOTION: &[&str] = &["animationName", "propertyName", "elapsedTime", "pseudoElement"];

/// Of an item that was sorted.
pub const SORT: &[&str] = &["key", "previous", "next", "from", "position"];

/// A row of the documentation: which events have these properties, and where they are read.
#[derive(Clone, Copy, Debug)]
pub struct Detail {
    /// The events.
    pub events: &'static str,
    /// A phrase before the properties.
    pub of: &'static str,
    /// The properties.
    pub names: &'static [&'static str],
    /// A phrase after them.
    pub rest: &'static str,
}

/// All of them, for the documentation.
pub const DETAILS: &[Detail] = &[
    Detail {
        events: "mouse, pointer, wheel, touch (its first finger), drag and drop",
        of: "`x`, `y`, ",
        names: POINTER,
        rest: " (for touch `x` and `y` only); and the held keys",
    },
    Detail { events: "keydown, keyup", of: "the held keys: ", names: HELD, rest: "" },
    Detail { events: "scroll, scrollend", of: "of the element: ", names: SCROLL, rest: "" },
    Detail { events: "resize", of: "in pixels: ", names: &["width", "height"], rest: "" },
    Detail {
        events: "sort",
        of: "",
        names: SORT,
        rest: ": the keys of the item, of the one before and of the one behind its new place, each as JSON in a text, `null` where \
               there is none; the arguments that the handler has at the list from which the item comes, as they stand there; and its index",
    },
    Detail {
        events: "toggle, beforetoggle",
        of: "",
        names: &["open"],
        rest: ": it is open now (for `beforetoggle`: will be)",
    },
    Detail { events: "paste", of: "", names: &["text"], rest: ": the clipboard's plain text" },
    Detail { events: "media events", of: "of the element: ", names: MEDIA, rest: "" },
    Detail { events: "animation and transition events", of: "", names: MOTION, rest: "" },
    Detail { events: "`CustomEvent`s", of: "the event's `detail` itself, of any type", names: &[], rest: "" },
];
