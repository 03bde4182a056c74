//! Other data that an event may carry: [`Scroll`], [`Resize`], [`Toggle`], [`Pasted`], and [`Detail`] for events of one's own elements.

use serde::{Deserialize, de::DeserializeOwned};

use super::{EventCall, FromEvent};
use crate::{Error, protocol};

/// Reads the event's detail, which must be there, as a `T`.
pub(super) fn read<T: DeserializeOwned>(call: &EventCall<'_>, part: &str) -> Result<T, Error> {
    let detail = call.payload.detail.as_deref().ok_or_else(|| Error::missing(part))?;
    protocol::handler::read_detail(detail).map_err(|error| Error::malformed(format_args!("the {part}: {error}")))
}

/// How far an element is scrolled, and how large it is. Lengths are CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Scroll {
    /// From the top.
    #[serde(rename = "scrollTop")]
    pub top: f64,
    /// From the left.
    #[serde(rename = "scrollLeft")]
    pub left: f64,
    /// The height of all there is to scroll.
    pub scroll_height: f64,
    /// The width of all there is to scroll.
    pub scroll_width: f64,
    /// The height of what can be seen.
    pub client_height: f64,
    /// The width of what can be seen.
    pub client_width: f64,
}

impl Scroll {
    /// How far it is to the end, from top to bottom.
    #[must_use]
    pub fn to_bottom(&self) -> f64 {
        (self.scroll_height - self.client_height - self.top).max(0.0)
    }
}

impl FromEvent for Scroll {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "scroll position")
    }
}

/// The size of the element, or of the window for `on:resize.window`, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Resize {
    /// From the left to the right, without padding and borders.
    pub width: f64,
    /// From the top to the bottom, without padding and borders.
    pub height: f64,
}

impl FromEvent for Resize {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "size")
    }
}

/// Whether a `<details>` or a popover is open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Toggle {
    /// It is open.
    pub open: bool,
}

impl FromEvent for Toggle {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "open state")
    }
}

/// The text that was pasted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Pasted {
    /// The text in the clipboard.
    pub text: String,
}

impl FromEvent for Pasted {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "pasted text")
    }
}

/// The `detail` of a `CustomEvent`, or what a nested component gave its [`Callback`](crate::Callback), read as a `T`.
///
/// ```
/// use loom::Detail;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Color {
///     hue: u16,
/// }
///
/// # struct Paint { hue: u16 }
/// # impl Paint {
/// fn picked(&mut self, color: Detail<Color>) {
///     self.hue = color.hue;
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail<T>(pub T);

impl<T> Detail<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

super::deref!(Detail<T> => T);

impl<T: DeserializeOwned> FromEvent for Detail<T> {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "detail").map(Self)
    }
}
