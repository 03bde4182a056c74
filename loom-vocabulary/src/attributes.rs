//! The attributes by which a page tells the client what is bound.

/// The prefix of all attributes of Loom. The rest is the name of an event, a modifier or a marker.
pub const PREFIX: &str = "data-l-";

/// How an event is bound: modifiers that hold or not.
pub const FLAGS: &[&str] = &["prevent", "stop", "once", "self"];

/// How an event is bound: modifiers with a time in milliseconds.
pub const TIMED: &[&str] = &["debounce", "throttle"];

/// All modifiers as a template has them, and what they do, for the documentation.
pub const MODIFIERS: &[(&str, &str)] = &[
    ("`.prevent`", "`preventDefault`"),
    ("`.stop`", "`stopPropagation`"),
    ("`.once`", "fires once"),
    ("`.self`", "not for what stands inside the element"),
    ("`.debounce(300)`", "fires when nothing more came for 300 milliseconds"),
    ("`.throttle(300)`", "fires at most once in 300 milliseconds"),
    ("`.enter`, `.ctrl.s`, `.arrow-up` ...", "on `keydown` and `keyup`: only this key, with what is held"),
];

/// Attributes that Loom writes on the elements of components, besides bindings.
pub const MARKERS: &[&str] = &["live", "ws", "token", "root", "error-of", "failed", "no-nav"];

/// Attributes elsewhere on a page.
pub const PAGE_MARKERS: &[&str] = &["templates", "limit", "beat", "state", "patched"];

/// Attributes that applications write in their templates, to show the state of the client.
pub const NOTICES: &[&str] = &["flash", "banner", "retry", "countdown", "version"];

/// Whether `data-l-NAME` is a modifier or a marker, so that no event of this name can be bound.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    [FLAGS, TIMED, MARKERS, PAGE_MARKERS, NOTICES].iter().any(|names| names.contains(&name))
}
