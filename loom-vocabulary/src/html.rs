//! Facts of HTML that the macros and the library share.

/// Elements without content and without an end tag
/// ([HTML, void elements](https://html.spec.whatwg.org/multipage/syntax.html#void-elements)).
pub const VOID_ELEMENTS: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The attributes that hold a URL, or a list of them, each with the elements on which it does; no elements stand for all.
const URL_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("href", &[]),
    ("src", &[]),
    ("action", &[]),
    ("formaction", &[]),
    ("xlink:href", &[]),
    ("poster", &[]),
    ("srcset", &[]),
    ("imagesrcset", &[]),
    ("ping", &[]),
    ("cite", &[]),
    ("background", &[]),
    ("manifest", &[]),
    ("longdesc", &[]),
    ("profile", &[]),
    ("codebase", &[]),
    ("classid", &[]),
    ("archive", &[]),
    ("usemap", &[]),
    ("lowsrc", &[]),
    ("itemid", &[]),
    ("itemtype", &[]),
    ("data", &["object"]),
    // An SVG animation can write any of these into a `href`.
    ("to", &["animate", "set"]),
    ("from", &["animate", "set"]),
    ("by", &["animate", "set"]),
    ("values", &["animate", "set"]),
];

/// Whether an attribute of this name holds a URL on some element. Both are in lower case.
#[must_use]
pub fn may_hold_url(name: &str) -> bool {
    URL_ATTRIBUTES.iter().any(|(known, _)| *known == name)
}

/// The names of all attributes that may hold a URL.
pub fn url_attributes() -> impl Iterator<Item = &'static str> {
    URL_ATTRIBUTES.iter().map(|(name, _)| *name)
}

/// Whether an attribute of this name holds a URL on this element. Both are in lower case.
#[must_use]
pub fn holds_url(element: &str, name: &str) -> bool {
    URL_ATTRIBUTES
        .iter()
        .any(|(known, elements)| *known == name && (elements.is_empty() || elements.contains(&element)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_attributes_hold_a_url_on_some_elements_only() {
        assert!(holds_url("a", "href") && holds_url("object", "data") && holds_url("set", "to"));
        assert!(!holds_url("meter", "values") && !holds_url("a", "title"));
        assert!(may_hold_url("values") && !may_hold_url("title"));
    }
}
