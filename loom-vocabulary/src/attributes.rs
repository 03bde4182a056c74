//! The attributes by which a page tells the client what is bound.

/// What the names of all attributes of Loom begin with. The rest is the name of an event, a modifier or a marker.
pub const PREFIX: &str = "data-l-";

/// How an event is bound: modifiers without a value.
pub const FLAGS: &[&str] = &["prevent", "stop", "once", "self"];

/// How an event is bound: modifiers with a time in milliseconds.
pub const TIMED: &[&str] = &["debounce", "throttle"];

/// What Loom writes on the elements of components, besides bindings.
pub const MARKERS: &[&str] = &["live", "ws", "token", "root", "error-of", "failed"];

/// What stands elsewhere on a page.
pub const PAGE_MARKERS: &[&str] = &["templates", "limit", "beat", "state", "patched"];

/// What applications write in their templates: where the client says how things are.
pub const NOTICES: &[&str] = &["flash", "banner", "retry", "countdown", "version"];

/// Whether `data-l-NAME` is a modifier or a marker, so that no event of this name can be bound.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    [FLAGS, TIMED, MARKERS, PAGE_MARKERS, NOTICES].iter().any(|names| names.contains(&name))
}
