//! The attributes by which a page tells the client what is bound.

use crate::ModifierName;

/// The prefix of all attributes of Loom. The rest is the name of an event, a modifier or a marker.
pub const PREFIX: &str = "data-l-";

/// Attributes that Loom writes on the elements of components, besides bindings.
pub const MARKERS: &[&str] = &["live", "ws", "token", "root", "error-of", "failed", "no-nav"];

/// Modules of the client, each named by the attributes of the elements that need it: `data-l-places`, whose value is a list of the element's
/// bindings at other places; `data-l-observers`; `data-l-loading`, `l-loading` and `l-loading-text`.
pub const MODULES: &[&str] = &["places", "loading", "observers"];

/// All modules that attributes ask for: those of [`MODULES`], `sort`, which the binding of its event asks for, `data-l-sort`, and `transitions`,
/// for which [`TRANSITIONS`] asks.
pub const NEEDED: &[&str] = &["places", "loading", "observers", "sort", "transitions"];

/// On each element that enters, leaves and moves: the name by which styles know how. Templates write it `transition`.
pub const TRANSITIONS: &str = "l-transitions";

/// On each item of a list that can be sorted: its key, as JSON.
pub const ITEM: &str = "l-item";

/// Attributes elsewhere on a page.
pub const PAGE_MARKERS: &[&str] =
    &["templates", "limit", "beat", "state", "patched", "nav", "names", "fresh", "sticky", "props"];

/// Attributes that applications write in their templates, to show the state of the client.
pub const NOTICES: &[&str] = &["flash", "banner", "retry", "countdown", "version"];

/// Whether `data-l-NAME` is a modifier or a marker, so that no event of this name can be bound.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    ModifierName::ALL.iter().any(|modifier| modifier.attribute() == name)
        || [MARKERS, MODULES, PAGE_MARKERS, NOTICES].iter().any(|names| names.contains(&name))
}
