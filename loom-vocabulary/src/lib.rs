//! The names that Loom's macros, its library and its client share. Each stands here once; `cargo xtask generate` writes them down for the client.
//!
//! This crate is a part of Loom and has no interface of its own: depend on `loom-live`.
#![no_std]
#![forbid(unsafe_code)]

mod attributes;
mod close;
mod details;
mod effects;
mod errors;
mod events;
mod html;
mod keys;
mod levels;
mod limits;
mod modifiers;
mod page_effects;
mod places;
mod slots;

pub use attributes::{ITEM, MARKERS, MODULES, NEEDED, NOTICES, PAGE_MARKERS, PREFIX, TRANSITIONS, is_reserved};
pub use close::{AfterClose, Close, LEFT, TOO_MUCH_KEPT};
pub use details::{DETAILS, Detail, HELD, MEDIA, MOTION, POINTER, SCROLL, SORT};
pub use effects::{EFFECTS, EffectRow};
pub use errors::{ERROR_CODES, ErrorCode, TOO_LARGE};
pub use events::{EVENTS, OBSERVED, STAYS};
pub use html::{VOID_ELEMENTS, holds_url, may_hold_url, url_attributes};
pub use keys::{KEYS, MODIFIER_KEYS};
pub use levels::LEVELS;
pub use limits::{LIMITS, Limit};
pub use modifiers::ModifierName;
pub use page_effects::{PAGE_EFFECTS, PageArgument, PageEffect, may_be_set, page_effect};
pub use places::{ELSEWHERE, Place};
pub use slots::{SLOTS, SlotForm, SlotRow};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_event_has_the_name_of_a_modifier_or_marker() {
        assert!(EVENTS.len() > 60);
        for event in EVENTS {
            assert!(!is_reserved(event), "{event}");
        }
    }

    #[test]
    fn only_events_of_the_dom_stay_where_they_happen() {
        for event in STAYS {
            assert!(EVENTS.contains(event), "{event}");
        }
    }

    #[test]
    fn an_event_of_the_window_is_bound_at_a_place() {
        for (event, places) in ELSEWHERE {
            assert!(EVENTS.contains(event) && !STAYS.contains(event) && !places.is_empty(), "{event}");
            assert!(!Place::Outside.hears(event, false), "{event}");
        }
        assert!(Place::Window.hears("scroll", true) && !Place::Outside.hears("scroll", true));
        assert!(Place::Outside.hears("click", false) && !Place::Window.hears("input", false));
    }

    #[test]
    fn the_keys_that_a_filter_asks_for_are_told_of() {
        for key in MODIFIER_KEYS {
            assert!(HELD.iter().any(|held| held.strip_suffix("Key") == Some(key)), "{key}");
        }
    }

    #[test]
    fn a_modifier_is_no_key() {
        let places = Place::ALL.iter().map(|place| place.as_str());
        for name in ModifierName::ALL.iter().map(|modifier| modifier.as_str()).chain(places) {
            assert!(KEYS.iter().all(|(key, _)| *key != name) && !MODIFIER_KEYS.contains(&name), "{name}");
        }
    }
}
