//! [`Of`], a part of a form that is handed on.

use std::{fmt, ops::Deref, rc::Rc};

use super::{Link, Parts, PartsOf, Spot, Up};

/// A part of a component's bound data, with its place: what `bind(self.order.address)` in a template gives.
///
/// It is the part itself wherever a template reads it, and its fields are bound as those of `self` are. A function under [`component`](macro@crate::component) takes it as a prop, so that one
/// piece of a form serves several places. Where `bind(...)` goes through an `Option`, or to a row, it gives an `Option` of it.
///
/// ```
/// use loom::prelude::*;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Bind, Clone, Default, Serialize, Deserialize)]
/// struct Address {
///     street: String,
///     zip: String,
/// }
///
/// #[derive(Bind, Clone, Default, Serialize, Deserialize)]
/// struct Line {
///     #[bind(key)]
///     id: u32,
///     product: String,
/// }
///
/// #[live_component]
/// struct Order {
///     #[bind]
///     home: Address,
///     #[bind]
///     billing: Option<Address>,
///     #[bind]
///     lines: Vec<Line>,
/// }
///
/// #[component]
/// fn AddressFields(of: Of<'_, Address>, title: &str) -> Html {
///     html! {
///         <fieldset>
///             <legend>{title}</legend>
///             <input aria-label="Street" bind:value={of.street}>
///             <input aria-label="Zip" bind:value={of.zip}>
///         </fieldset>
///     }
/// }
///
/// #[live_component]
/// impl Order {
///     fn render(&self) -> Html {
///         html! {
///             <AddressFields of={bind(self.home)} title="Home"/>
///             if let Some(billing) = bind(self.billing?) {
///                 <AddressFields of={billing} title="Billing"/>
///             }
///             for line in bind(self.lines) {
///                 <p key={line.id}><input aria-label="Product" bind:value={line.product}></p>
///             }
///         }
///     }
/// }
/// ```
pub struct Of<'a, T> {
    value: &'a T,
    path: Path,
    link: Link,
}

/// A path that is written out.
#[derive(Clone)]
enum Path {
    Fixed(&'static str),
    Made(Rc<str>),
    /// A key of it cannot be written.
    Nowhere,
}

impl<'a, T> Of<'a, T> {
    /// The part at a place.
    #[doc(hidden)]
    #[must_use]
    pub fn new(value: &'a T, spot: Spot<'_>, link: Link) -> Self {
        let path = spot.fixed().map(Path::Fixed);
        let path = path.or_else(|| spot.with(|path| Path::Made(path.into())));
        Self { value, path: path.unwrap_or(Path::Nowhere), link }
    }

    /// The part itself, for as long as the component is rendered.
    #[must_use]
    pub const fn get(&self) -> &'a T {
        self.value
    }

    /// The path of the part in its component, which no other part has: `order.lines[2]`. It can be the `key` of a row of a map.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.path {
            Path::Fixed(path) => path,
            Path::Made(path) => path,
            Path::Nowhere => "",
        }
    }

    pub(super) fn parts(&self) -> (&'a T, Up<'_>, Link) {
        let path = match &self.path {
            Path::Fixed(path) => Up::Text(path),
            Path::Made(path) => Up::Text(path),
            Path::Nowhere => Up::Nowhere,
        };
        (self.value, path, self.link)
    }
}

impl<'a, T: Parts> Of<'a, T> {
    /// The rows, each with its place.
    #[must_use]
    pub fn iter(&self) -> OfRows<'a, T::Item> {
        OfRows { rows: self.value.parts(), path: self.path.clone(), link: self.link }
    }
}

impl<'a, T: Parts> IntoIterator for Of<'a, T> {
    type Item = Of<'a, T::Item>;
    type IntoIter = OfRows<'a, T::Item>;

    fn into_iter(self) -> OfRows<'a, T::Item> {
        self.iter()
    }
}

impl<'a, T: Parts> IntoIterator for &Of<'a, T> {
    type Item = Of<'a, T::Item>;
    type IntoIter = OfRows<'a, T::Item>;

    fn into_iter(self) -> OfRows<'a, T::Item> {
        self.iter()
    }
}

impl<T> Deref for Of<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

impl<T> Clone for Of<'_, T> {
    fn clone(&self) -> Self {
        Self { value: self.value, path: self.path.clone(), link: self.link }
    }
}

impl<T: fmt::Debug> fmt::Debug for Of<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, path, _) = self.parts();
        f.debug_struct("Of").field("value", value).field("path", &path).finish()
    }
}

/// The rows of a list, an array or a map, each with its place.
pub struct OfRows<'a, T> {
    rows: PartsOf<'a, T>,
    path: Path,
    link: Link,
}

impl<'a, T> Iterator for OfRows<'a, T> {
    type Item = Of<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.rows.next()?;
        Some(match &self.path {
            Path::Fixed(path) => Of::new(value, Spot::new(Up::Component, path, key), self.link),
            Path::Made(path) => Of::new(value, Spot::new(Up::Text(path), "", key), self.link),
            Path::Nowhere => Of { value, path: Path::Nowhere, link: self.link },
        })
    }
}

impl<T> fmt::Debug for OfRows<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OfRows")
    }
}
