//! [`Place`], where else an element hears an event.

/// A place beside the element itself at which an event is heard: `.window` in a template, `keydown.window` in the name of the binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `.window`
    Window,
    /// `.document`
    Document,
    /// `.outside`
    Outside,
}

/// The events that happen at the window or the document and at no element, each with the places where it is heard.
pub const ELSEWHERE: &[(&str, &[Place])] = &[
    ("online", &[Place::Window]),
    ("offline", &[Place::Window]),
    ("visibilitychange", &[Place::Document, Place::Window]),
];

/// The events that belong to the field or form where they happen, and are heard there only.
const OWN: &[&str] = &["input", "change", "beforeinput", "submit", "reset", "invalid", "select", "search"];

impl Place {
    /// All of them, in the order of the documentation.
    pub const ALL: &[Self] = &[Self::Window, Self::Document, Self::Outside];

    /// The name in templates, and in the names of bindings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Document => "document",
            Self::Outside => "outside",
        }
    }

    /// Its effect in words, for the documentation.
    #[must_use]
    pub const fn does(self) -> &'static str {
        match self {
            Self::Window => "for what happens anywhere in the page, and at the window itself",
            Self::Document => "for what happens anywhere in the document",
            Self::Outside => "for what happens outside of the element, while that is shown",
        }
    }

    /// The place of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|place| place.as_str() == name)
    }

    /// Whether an event is heard at this place. `stays` says whether it does not go up from the element where it happens.
    #[must_use]
    pub fn hears(self, event: &str, stays: bool) -> bool {
        if let Some((_, places)) = ELSEWHERE.iter().find(|(name, _)| *name == event) {
            return places.contains(&self);
        }
        let is_own = OWN.contains(&event);
        match self {
            Self::Window => {
                !is_own && (!stays || matches!(event, "scroll" | "scrollend" | "focus" | "blur" | "resize"))
            }
            Self::Document => !is_own && (!stays || matches!(event, "scroll" | "scrollend")),
            Self::Outside => !is_own && !stays,
        }
    }
}
