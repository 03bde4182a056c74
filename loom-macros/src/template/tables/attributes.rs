//! Attributes: which there are, and what their values mean.

use super::{elements, foreign};

/// Attributes of every element.
pub(crate) const GLOBAL: &str = "accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable \
    enterkeyhint exportparts headingoffset headingreset hidden id inert inputmode is itemid itemprop itemref itemscope \
    itemtype lang nonce part popover role slot spellcheck style tabindex title transition translate virtualkeyboardpolicy \
    writingsuggestions elementtiming xmlns";

/// Attributes that begin with `aria-`, without it.
const ARIA: &str = "activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount \
    colindex colindextext colspan controls current describedby description details disabled dropeffect errormessage \
    expanded flowto grabbed haspopup hidden invalid keyshortcuts label labelledby level live modal multiline \
    multiselectable orientation owns placeholder posinset pressed readonly relevant required roledescription rowcount \
    rowindex rowindextext rowspan selected setsize sort valuemax valuemin valuenow valuetext";

/// Attributes of Loom's client.
pub(crate) const LOOM: &[&str] = &[
    "l-clear",
    "l-guard",
    "l-loading",
    "l-loading-text",
    "l-no-disable",
    "l-no-nav",
    "l-no-prefetch",
    "l-sort-canceled",
    "l-sort-dropped",
    "l-sort-handle",
    "l-sort-help",
    "l-sort-moved",
    "l-sort-picked",
    "l-sort-refused",
];

/// Attributes that people write under another name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("classname", "class"),
    ("htmlfor", "for"),
    ("acceptcharset", "accept-charset"),
    ("httpequiv", "http-equiv"),
    ("defaultvalue", "value"),
    ("defaultchecked", "checked"),
];

/// Whether an attribute's name is known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Yes,
    /// No such attribute, and the name that was probably meant.
    No(Option<String>),
}

/// The kind of an attribute's dynamic value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text, a number, or nothing.
    Value,
    /// Text that is an address.
    Url,
    /// There or not: `disabled`.
    Boolean,
    /// There or not, or with text: `download`.
    Presence,
}

/// Looks `attribute` up for an HTML element.
pub(crate) fn html(element: &str, attribute: &str) -> Known {
    if attribute.starts_with("data-") || elements::is_custom(element) {
        return Known::Yes;
    }
    if let Some(aria) = attribute.strip_prefix("aria-") {
        return known(aria, ARIA.split_whitespace(), "aria-");
    }
    if attribute.starts_with("l-") {
        return known(attribute, LOOM.iter().copied(), "");
    }
    if let Some((_, mend)) = OTHER_NAMES.iter().find(|(name, _)| attribute.eq_ignore_ascii_case(name)) {
        return Known::No(Some((*mend).to_owned()));
    }
    let own = elements::own_attributes(element).unwrap_or_default();
    match known(attribute, own.split_whitespace().chain(GLOBAL.split_whitespace()), "") {
        // Attributes with a dash are those of libraries.
        Known::No(None) if attribute.contains('-') && !is_own_anywhere(attribute) => Known::Yes,
        answer => answer,
    }
}

fn is_own_anywhere(attribute: &str) -> bool {
    elements::ELEMENTS.iter().any(|(_, own)| own.split_whitespace().any(|own| own == attribute))
}

/// Looks `attribute` up for an element of SVG or MathML; only what is nearly right is known to be wrong.
pub(crate) fn foreign(attribute: &str) -> Known {
    match known(attribute, foreign::SVG_ATTRIBUTES.split_whitespace().chain(GLOBAL.split_whitespace()), "") {
        Known::No(Some(near)) if near.eq_ignore_ascii_case(attribute) => Known::No(Some(near)),
        _ => Known::Yes,
    }
}

fn known<'k>(name: &str, all: impl Iterator<Item = &'k str> + Clone, prefix: &str) -> Known {
    if all.clone().any(|candidate| candidate == name) {
        return Known::Yes;
    }
    if let Some(same) = all.clone().find(|candidate| candidate.eq_ignore_ascii_case(name)) {
        return Known::No(Some(format!("{prefix}{same}")));
    }
    Known::No(super::nearest_of(name, all).map(|near| format!("{prefix}{near}")))
}

/// The kind of a dynamic value of `attribute`.
pub(crate) fn kind(element: &str, attribute: &str) -> Kind {
    match attribute {
        "allowfullscreen"
        | "async"
        | "autofocus"
        | "autoplay"
        | "checked"
        | "controls"
        | "default"
        | "defer"
        | "disabled"
        | "formnovalidate"
        | "inert"
        | "ismap"
        | "itemscope"
        | "loop"
        | "multiple"
        | "muted"
        | "nomodule"
        | "novalidate"
        | "open"
        | "playsinline"
        | "readonly"
        | "required"
        | "reversed"
        | "selected"
        | "shadowrootclonable"
        | "shadowrootdelegatesfocus"
        | "shadowrootserializable"
        | "disablepictureinpicture"
        | "disableremoteplayback"
        | "webkitdirectory"
        | "alpha"
        | "credentialless"
        | "headingreset"
        | "l-clear"
        | "l-no-disable"
        | "l-no-nav"
        | "l-no-prefetch" => Kind::Boolean,
        "hidden" | "download" | "popover" | "l-loading" => Kind::Presence,
        _ if loom_vocabulary::holds_url(element, attribute) => Kind::Url,
        _ => Kind::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_known_by_element() {
        assert_eq!(html("input", "placeholder"), Known::Yes);
        assert_eq!(html("div", "aria-label"), Known::Yes);
        assert_eq!(html("div", "hx-get"), Known::Yes);
        assert_eq!(html("my-app", "anything"), Known::Yes);
        assert_eq!(html("div", "aria-lable"), Known::No(Some("aria-label".into())));
        assert_eq!(html("input", "plaecholder"), Known::No(Some("placeholder".into())));
        assert_eq!(html("div", "className"), Known::No(Some("class".into())));
        assert_eq!(html("div", "value"), Known::No(None));
        assert_eq!(foreign("viewbox"), Known::No(Some("viewBox".into())));
        assert_eq!(foreign("stroke-width"), Known::Yes);
    }
}
