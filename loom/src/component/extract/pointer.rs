//! Where a pointer is, and which keys are held: [`Pointer`], [`Modifiers`].

use serde::Deserialize;

use super::{EventCall, FromEvent, detail::read};
use crate::Error;

/// Where and how a mouse, pen or finger fired the event. Lengths are CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Pointer {
    /// From the left edge of the window.
    pub x: f64,
    /// From the top edge of the window.
    pub y: f64,
    /// From the left edge of the element.
    pub offset_x: f64,
    /// From the top edge of the element.
    pub offset_y: f64,
    /// The button that the event is about: 0 the first, 1 the middle one, 2 the second.
    pub button: i16,
    /// All buttons that are down, one bit each.
    pub buttons: u16,
    /// How far a wheel was turned sideways.
    pub delta_x: f64,
    /// How far a wheel was turned.
    pub delta_y: f64,
}

impl FromEvent for Pointer {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        read(call, "pointer position")
    }
}

/// The modifier keys that were held when the event fired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Modifiers {
    /// Control.
    #[serde(rename = "ctrlKey")]
    pub ctrl: bool,
    /// Shift.
    #[serde(rename = "shiftKey")]
    pub shift: bool,
    /// Alt, or Option.
    #[serde(rename = "altKey")]
    pub alt: bool,
    /// Command, or the Windows key.
    #[serde(rename = "metaKey")]
    pub meta: bool,
    /// The key is held down and repeats itself.
    pub repeat: bool,
}

impl FromEvent for Modifiers {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        match call.payload.detail {
            None if !call.payload.is_partial => Ok(Self::default()),
            _ => read(call, "modifier keys"),
        }
    }
}
