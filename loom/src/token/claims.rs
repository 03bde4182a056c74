//! What a token of Loom's own says besides the state.

use serde::{Deserialize, Serialize};

/// What a token binds besides the component and its state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// When it was signed, in seconds since 1970.
    pub issued: u64,
    /// A random number for the mounted component, the same in all its tokens.
    pub instance: u64,
    /// The component it stands in, for a nested one.
    pub parent: Option<Parent>,
    /// The digest of the HTML that the page holds for it.
    pub digest: u64,
    /// It holds only props: `mount` has still to run.
    pub fresh: bool,
}

/// Where in another component a nested one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parent {
    /// The other component's instance.
    pub instance: u64,
    /// The nested one's number in it.
    pub child: u32,
}

/// The header of a token, as it is written. Numbers of 64 bits are text, for readers whose numbers are floats.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    alg: String,
    pub(super) kid: String,
    iat: u64,
    pub(super) sid: String,
    ins: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    par: Option<(String, u32)>,
    dig: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    fresh: bool,
}

/// The one algorithm there is.
const ALGORITHM: &str = "HS256";

impl Header {
    pub(super) fn new(claims: &Claims, kid: &str, sid: String) -> Self {
        Self {
            alg: ALGORITHM.to_owned(),
            kid: kid.to_owned(),
            iat: claims.issued,
            sid,
            ins: hex(claims.instance),
            par: claims.parent.map(|parent| (hex(parent.instance), parent.child)),
            dig: hex(claims.digest),
            fresh: claims.fresh,
        }
    }

    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|header: &Self| header.alg == ALGORITHM)
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn claims(&self) -> Option<Claims> {
        let parent = match &self.par {
            Some((instance, child)) => Some(Parent { instance: number(instance)?, child: *child }),
            None => None,
        };
        Some(Claims {
            issued: self.iat,
            instance: number(&self.ins)?,
            parent,
            digest: number(&self.dig)?,
            fresh: self.fresh,
        })
    }
}

fn hex(number: u64) -> String {
    format!("{number:x}")
}

fn number(hex: &str) -> Option<u64> {
    u64::from_str_radix(hex, 16).ok()
}
