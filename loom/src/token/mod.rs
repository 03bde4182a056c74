//! Floor 1: the signed text that lets a client join a component.
//!
//! A token is `base64url(header) "." base64url(payload) "." base64url(mac)` without padding. The mac is HMAC-SHA256
//! ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)) over everything before the second dot, and the payload is
//! `module:json`. The header tells two kinds apart:
//!
//! - that of dialect 1, whose header is the five bytes `HS256`: [`verify_init_token`] reads it;
//! - Loom's own, whose header is a JSON object with [`Claims`]: [`Keys`] makes and reads it.
//!
//! Neither passes for the other, because the header is under the mac.

mod claims;
mod dialect1;
mod encoding;
mod error;
mod keys;
#[cfg_attr(not(feature = "secret"), path = "unsealed.rs")]
mod seal;

#[cfg(test)]
mod tests;

pub(crate) use claims::{Claims, Parent, Version};
pub use dialect1::verify_init_token;
pub use error::TokenError;
pub(crate) use keys::{Expected, Keys, Opened};
