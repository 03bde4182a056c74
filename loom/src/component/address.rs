//! `#[url]` fields in the address of a page, and links to them.

use std::{fmt, fmt::Write as _};

use super::{
    State,
    query::{encode, first},
    state,
};

/// The name of the event by which a client says that its address has changed.
pub(crate) const FOLLOW: &str = "?";

/// A component with `#[url]` fields: its links.
///
/// `#[live_component]` implements it, and gives the component a function `url` too: `Orders::url()` is a link that starts from the defaults, and
/// `self.url()` one that keeps what the component shows.
///
/// ```
/// use loom::prelude::*;
///
/// #[live_component]
/// struct Orders {
///     #[url]
///     filter: String,
///     #[url(name = "p", default = 1)]
///     page: u32,
/// }
///
/// #[live_component]
/// impl Orders {
///     fn render(&self) -> Html {
///         html! { <a href={self.url().page(self.page + 1)}>"Next"</a> }
///     }
/// }
///
/// assert_eq!(Orders::url().to_string(), "?");
/// assert_eq!(Orders::url().filter("half done").page(2).to_string(), "?filter=half+done&p=2");
/// assert_eq!(Orders::url().page(2).at("/orders").to_string(), "/orders?p=2");
/// ```
pub trait Addressed: State {
    /// The link, with a method for each `#[url]` field.
    type Url;

    /// A link to what the component shows, for `href`: its methods change one field each.
    fn url(&self) -> Self::Url;
}

/// A link to a component's page with the values of its `#[url]` fields. The link of a component, which the macro makes, holds one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The page. Empty for the one where the link stands.
    at: String,
    values: Vec<(&'static str, Option<String>)>,
}

impl Link {
    /// A link with the defaults of `C`.
    #[must_use]
    pub fn of<C: State>() -> Self {
        Self { at: String::new(), values: C::ADDRESS.iter().map(|field| (field.name, None)).collect() }
    }

    /// A link to what a component shows.
    pub fn to<C: State>(component: &C) -> Self {
        let values = C::ADDRESS.iter().map(|field| (field.name, component.url_text(field.name)));
        Self { at: String::new(), values: values.collect() }
    }

    /// Leads to another page.
    #[must_use]
    pub fn at(mut self, page: String) -> Self {
        self.at = page;
        self
    }

    /// Takes the text of a field.
    #[must_use]
    pub fn with(mut self, name: &str, text: Option<String>) -> Self {
        for (_, value) in self.values.iter_mut().filter(|(known, _)| *known == name) {
            value.clone_from(&text);
        }
        self
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (page, fragment) = self.at.split_at(self.at.find('#').unwrap_or(self.at.len()));
        f.write_str(page)?;
        let mut before = if page.contains('?') { "&" } else { "?" };
        for (name, text) in &self.values {
            if let Some(text) = text {
                f.write_str(if page.ends_with('?') && before == "&" { "" } else { before })?;
                before = "&";
                encode(f, name)?;
                f.write_char('=')?;
                encode(f, text)?;
            }
        }
        // The address of the page without a query is a question mark: an empty one would keep the query.
        if page.is_empty() && before == "?" {
            f.write_str(before)?;
        }
        f.write_str(fragment)
    }
}

/// The traits of a component's link, which the macro makes: it is text for attributes, templates and methods of `Cx`.
#[doc(hidden)]
#[macro_export]
macro_rules! __url_link {
    ($link:ident) => {
        impl ::core::fmt::Display for $link {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::fmt::Debug for $link {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl ::core::clone::Clone for $link {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }
        impl ::core::convert::From<$link> for ::std::string::String {
            fn from(link: $link) -> Self {
                ::std::string::ToString::to_string(&link.0)
            }
        }
        impl $crate::AttributeValue for $link {
            fn attribute(&self, slot: $crate::AttributeSlot<'_>) -> $crate::Rendered {
                slot.display(&self.0)
            }
        }
        impl $crate::Render for $link {
            fn render(&self, slot: $crate::Slot<'_>) -> $crate::Rendered {
                slot.display(&self.0)
            }
        }
    };
}

/// The texts of a component's fields in the address, in their order.
pub(crate) fn texts<C: State>(component: &C) -> Vec<Option<String>> {
    C::ADDRESS.iter().map(|field| component.url_text(field.name)).collect()
}

/// Sets a component's fields from a query. A value that is not there, or cannot be read, becomes the default; so does all of it if the state could not be
/// saved with it, as with a number that is infinite.
pub(crate) fn read<C: State>(component: &mut C, query: &str) {
    for field in C::ADDRESS {
        component.set_url(field.name, first(query, field.name).as_deref());
    }
    if !query.is_empty() && state::check(component).is_err() {
        for field in C::ADDRESS {
            component.set_url(field.name, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_keeps_the_query_and_the_fragment_of_its_page() {
        let link = |at: &str, text: Option<&str>| {
            let values = vec![("a", None), ("b", text.map(str::to_owned))];
            Link { at: at.to_owned(), values }.to_string()
        };
        assert_eq!(link("", None), "?");
        assert_eq!(link("", Some("1")), "?b=1");
        assert_eq!(link("/x", None), "/x");
        assert_eq!(link("/x?c=2#end", Some("é&")), "/x?c=2&b=%C3%A9%26#end");
        assert_eq!(link("?", Some("1")), "?b=1");
    }
}
