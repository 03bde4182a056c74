//! Which bindings a DOM event fires, and what it carries.

use loom_vocabulary::{KEYS, MODIFIER_KEYS, ModifierName, PREFIX, Place, STAYS, for_each_event};

use super::{controls, element::Element};
use crate::component::Payload;

/// A DOM event that happens at an element.
#[derive(Clone, Debug)]
pub(super) struct Happening<'h> {
    /// Its name, perhaps with the key filter of one binding: `keydown.enter`.
    pub(super) name: &'h str,
    /// The keys that are held with it.
    pub(super) held: Vec<&'h str>,
    /// Its payload; absent fields are filled in from the document.
    pub(super) payload: Payload,
    /// Values for a form's controls, by name.
    pub(super) fields: &'h [(&'h str, &'h str)],
}

/// A binding that an event fires.
#[derive(Debug)]
pub(super) struct Firing {
    /// The attribute without its prefix: `click`, `keydown.enter`.
    pub(super) binding: String,
    /// Where its element is: the length of its path.
    pub(super) depth: usize,
    /// The text of the server's handler; empty without one.
    pub(super) handler: String,
    /// The number of the browser's action.
    pub(super) action: Option<usize>,
}

impl Firing {
    /// That of a binding of the element at `depth`, if the server or the browser has a part in it.
    fn of(element: &Element, binding: String, depth: usize) -> Option<Self> {
        let handler = element.attribute(&format!("{PREFIX}{binding}")).unwrap_or_default().to_owned();
        let action = element.action(&binding);
        (!handler.is_empty() || action.is_some()).then_some(Self { binding, depth, handler, action })
    }
}

macro_rules! supplied {
    ($($(#[$doc:meta])* $name:ident: $($supplied:ident)*;)*) => {
        &[$((stringify!($name), &[$(stringify!($supplied)),*])),*]
    };
}

/// The DOM events, and what each supplies.
const SUPPLIED: &[(&str, &[&str])] = for_each_event!(supplied);

/// The fields that an event supplies; none for an event that no browser knows.
fn supplied(event: &str) -> &'static [&'static str] {
    SUPPLIED.iter().find(|(name, _)| *name == event).map_or(&[], |(_, supplied)| supplied)
}

impl Happening<'_> {
    pub(super) fn new(name: &str) -> Happening<'_> {
        Happening { name, held: Vec::new(), payload: Payload::default(), fields: &[] }
    }

    /// The DOM event's own name.
    pub(super) fn bare(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// Whether a visitor causes it, who cannot reach what is hidden or disabled.
    pub(super) fn is_by_hand(&self) -> bool {
        supplied(self.bare()).iter().any(|part| !matches!(*part, "Detail" | "Resize" | "Scroll" | "Toggle"))
    }

    /// The bindings that it fires when it happens at the end of `path`, the innermost first.
    pub(super) fn firings(&self, path: &[&Element]) -> Vec<Firing> {
        self.rise(path).0
    }

    /// Whether it comes to the window when it happens at the end of `path`.
    pub(super) fn reaches_window(&self, path: &[&Element]) -> bool {
        self.rise(path).1
    }

    /// The bindings that it fires on its way up from the end of `path`, and whether it comes to the window.
    fn rise(&self, path: &[&Element]) -> (Vec<Firing>, bool) {
        let mut firings = Vec::new();
        for depth in (1..=path.len()).rev() {
            let Some(element) = path.get(depth - 1) else { continue };
            let is_target = depth == path.len();
            if let Some(binding) = self.binding(element, None)
                && (is_target || !has_modifier(element, ModifierName::Itself, &binding))
            {
                let stops = has_modifier(element, ModifierName::Stop, &binding);
                firings.extend(Firing::of(element, binding, depth));
                if stops {
                    return (firings, false);
                }
            }
            if STAYS.contains(&self.bare()) {
                return (firings, false);
            }
        }
        (firings, true)
    }

    /// The binding at the end of `path` that it fires when it happens elsewhere, and is heard at `place`.
    pub(super) fn firing_at(&self, place: Place, path: &[&Element]) -> Option<Firing> {
        let element = path.last()?;
        let binding = self.binding(element, Some(place))?;
        Firing::of(element, binding, path.len())
    }

    /// The binding of an element that it fires at the element, or at another place.
    fn binding(&self, element: &Element, place: Option<Place>) -> Option<String> {
        let is_bound = |name: &str| element.attribute(&format!("{PREFIX}{name}")).is_some();
        let (bare, filter) = self.name.split_once('.').map_or((self.name, None), |(bare, filter)| (bare, Some(filter)));
        let name = place.map_or_else(|| bare.to_owned(), |place| format!("{bare}.{}", place.as_str()));
        if let Some(filter) = filter {
            return Some(format!("{name}.{filter}")).filter(|name| is_bound(name));
        }
        if let Some(key) = &self.payload.key {
            let start = format!("{PREFIX}{name}.");
            let mut filters = element.attributes.iter().filter_map(|(name, _)| name.strip_prefix(&start));
            if let Some(filter) = filters.find(|filter| matches(filter, key, &self.held)) {
                return Some(format!("{name}.{filter}"));
            }
        }
        is_bound(&name).then_some(name)
    }

    /// Its payload for the element at `depth` of `path`, at whose end it happens.
    ///
    /// # Errors
    /// A form has no control for one of the fields.
    pub(super) fn carried(
        &self,
        path: &[&Element],
        depth: usize,
        submitter: Option<&Element>,
    ) -> crate::Result<Payload> {
        let mut payload = self.payload.clone();
        let around = path.get(..depth).unwrap_or_default();
        let control = [around.last(), path.last()].into_iter().flatten().find(|element| element.is_control());
        if let Some(control) = control {
            payload.value.get_or_insert_with(|| control.value());
            if control.tag() == "input" && matches!(control.kind(), "checkbox" | "radio") {
                payload.checked.get_or_insert_with(|| control.is_checked());
            }
            if control.tag() == "select" && control.attribute("multiple").is_some() {
                payload.values.get_or_insert_with(|| control.chosen());
            }
        }
        let is_form = around.last().is_some_and(|element| element.tag() == "form");
        if is_form && payload.form.is_none() && matches!(self.bare(), "submit" | "reset" | "input" | "change") {
            payload.form = Some(controls::encode(around, submitter, self.fields)?);
        }
        if payload.detail.is_none() {
            payload.detail = self.detail();
        }
        Ok(payload)
    }

    /// The event's own properties, as far as they are known.
    fn detail(&self) -> Option<String> {
        let is_pointer = supplied(self.bare()).contains(&"Pointer");
        let place = is_pointer.then_some(["\"x\":0", "\"y\":0"]).into_iter().flatten().map(str::to_owned);
        let held = self.held.iter().map(|key| format!("\"{key}Key\":true"));
        let members: Vec<String> = place.chain(held).collect();
        (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
    }
}

/// Whether a modifier that has no time holds for the binding.
pub(super) fn has_modifier(element: &Element, modifier: ModifierName, binding: &str) -> bool {
    let bare = binding.split('.').next().unwrap_or_default();
    element.attribute(&format!("{PREFIX}{}", modifier.attribute())).is_some_and(|list| match list {
        "true" => binding == bare,
        _ => list.split(' ').any(|word| word == binding),
    })
}

/// Whether a pressed key and those that are held with it are what `ctrl.enter` asks for. Shift may be held for a character.
fn matches(filter: &str, key: &str, held: &[&str]) -> bool {
    let (filter, key) = (filter.to_ascii_lowercase(), key.to_lowercase());
    let (held_words, words): (Vec<&str>, Vec<&str>) = filter.split('.').partition(|word| MODIFIER_KEYS.contains(word));
    let is_character = key.chars().count() == 1;
    let are_held = MODIFIER_KEYS.iter().all(|name| match (held_words.contains(name), held.contains(name)) {
        (false, true) => *name == "shift" && is_character,
        (asked, is_held) => asked == is_held,
    });
    are_held && words.iter().all(|word| key == name_of(word))
}

/// The DOM's name of the key with this name, in lower case.
fn name_of(word: &str) -> String {
    match KEYS.iter().find(|(known, _)| *known == word) {
        Some((_, name)) => (*name).to_owned(),
        None if word.len() > 1 => word.replacen('-', "", 1),
        None => word.to_owned(),
    }
}

/// The keys that are held, and the key: `ctrl+s`.
pub(super) fn keys(key: &str) -> (Vec<String>, &str) {
    let (held, key) = match key.rsplit_once('+') {
        Some((held, key)) if !held.is_empty() && !key.is_empty() => (held, key),
        _ => ("", key),
    };
    (held.split('+').filter(|name| !name.is_empty()).map(str::to_ascii_lowercase).collect(), key)
}

/// A key that is pressed while others are held.
pub(super) fn pressed<'k>(held: &'k [String], key: &str) -> Happening<'k> {
    let mut happening = Happening::new("keydown");
    happening.held = held.iter().map(String::as_str).collect();
    happening.payload.key = Some(key.to_owned());
    happening
}

#[cfg(test)]
mod tests {
    use super::{
        super::{parse::parse, selector::Selector},
        *,
    };

    /// The handlers that an event at `#x` fires.
    fn fired(html: &str, happening: &Happening<'_>) -> Vec<String> {
        let root = parse(html);
        let Ok(selector) = Selector::parse("#x") else { unreachable!("a selector") };
        let paths = selector.find(&root);
        let path = paths.first().map_or(&[][..], |path| path.as_slice());
        happening.firings(path).into_iter().map(|firing| firing.handler).collect()
    }

    fn key<'k>(key: &str, held: &[&'k str]) -> Happening<'k> {
        let payload = Payload { key: Some(key.to_owned()), ..Payload::default() };
        Happening { payload, held: held.to_vec(), ..Happening::new("keydown") }
    }

    #[test]
    fn an_event_goes_up_from_where_it_happens() {
        let html = |inner: &str, outer: &str| {
            format!(
                "<div data-l-click=out data-l-focus=out {outer}><b id=x data-l-click=in data-l-focus=in {inner}></b></div>"
            )
        };
        let click = Happening::new("click");
        assert_eq!(fired(&html("", ""), &click), ["in", "out"]);
        assert_eq!(fired(&html("data-l-stop=true", ""), &click), ["in"]);
        assert_eq!(fired(&html("data-l-stop=focus", ""), &click), ["in", "out"]);
        assert_eq!(fired(&html("", "data-l-self=true"), &click), ["in"]);
        assert_eq!(fired(&html("", ""), &Happening::new("focus")), ["in"]);
        assert_eq!(fired("<p data-l-click=out><b id=x data-l-click></b></p>", &click), ["out"]);
    }

    #[test]
    fn a_key_fires_the_binding_whose_filter_it_fits() {
        let html = "<p id=x data-l-keydown=any data-l-keydown.esc=esc data-l-keydown.ctrl.s=save data-l-keydown.page-down=down>";
        assert_eq!(fired(html, &key("Escape", &[])), ["esc"]);
        assert_eq!(fired(html, &key("s", &["ctrl"])), ["save"]);
        assert_eq!(fired(html, &key("S", &["ctrl", "shift"])), ["save"]);
        assert_eq!(fired(html, &key("s", &["ctrl", "alt"])), ["any"]);
        assert_eq!(fired(html, &key("PageDown", &[])), ["down"]);
        assert_eq!(fired(html, &key("a", &[])), ["any"]);
        assert_eq!(fired(html, &Happening::new("keydown.esc")), ["esc"]);
    }

    #[test]
    fn what_happens_by_itself_is_known() {
        for (event, expected) in
            [("click", true), ("input", true), ("load", false), ("ended", false), ("toggle", false), ("my-own", false)]
        {
            assert_eq!(Happening::new(event).is_by_hand(), expected, "{event}");
        }
    }
}
