//! What a token of Loom's own says besides the state.

use serde::{Deserialize, Serialize};

use super::encoding;
use crate::{
    protocol::message::Aside,
    tree::{ChildId, Kin},
};

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
    /// How new the state is.
    pub version: Version,
    /// The number of the last event that the state knows of.
    pub last_event: u64,
    /// The schema of the component that the state was written by.
    pub schema: u64,
    /// The state waits on the server, and is not in the token.
    pub held: bool,
    /// The nested components that the state shows and the page was not rendered with.
    pub children: Vec<ChildId>,
    /// What events that the state knows of were answered beside a patch, by their number, where the client may not have heard it.
    pub answers: Vec<(u64, Aside)>,
}

impl Claims {
    /// The components that are nested in it.
    #[must_use]
    pub fn kin(&self) -> Kin {
        match self.fresh {
            true => Kin::none(),
            false => Kin::besides_the_page(self.children.clone()),
        }
    }
}

/// How new a state of one component is: of two, the greater is the newer.
///
/// Changes are counted. A component that begins again from a token, in another process or after a restart, counts from where no other
/// that went on from the same token can be: what its client was told last wins over what was left behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

impl Version {
    /// After one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Begun again from a token of this version.
    #[must_use]
    pub const fn begun_again(self) -> Self {
        Self(((self.0 >> 32) + 1) << 32)
    }
}

/// Where in another component a nested one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parent {
    /// The other component's instance.
    pub instance: u64,
    /// Which one it is.
    pub child: ChildId,
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
    par: Option<(String, String, u32)>,
    dig: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    fresh: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ver: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    evt: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sch: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    held: bool,
    /// Births, each with the places of those that were born then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kin: Vec<(u32, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ans: Vec<(String, Aside)>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) enc: bool,
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
            par: claims.parent.map(|Parent { instance, child }| (hex(instance), hex(child.place), child.birth)),
            dig: hex(claims.digest),
            fresh: claims.fresh,
            ver: hex_or_nothing(claims.version.0),
            evt: hex_or_nothing(claims.last_event),
            sch: hex_or_nothing(claims.schema),
            held: claims.held,
            kin: places(&claims.children),
            ans: claims.answers.iter().map(|(number, aside)| (hex(*number), aside.clone())).collect(),
            enc: false,
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
            Some((instance, place, birth)) => {
                let child = ChildId { place: number(place)?, birth: *birth };
                Some(Parent { instance: number(instance)?, child })
            }
            None => None,
        };
        let answers = self.ans.iter().map(|(event, aside)| Some((number(event)?, aside.clone())));
        Some(Claims {
            answers: answers.collect::<Option<_>>()?,
            children: children(&self.kin)?,
            issued: self.iat,
            instance: number(&self.ins)?,
            parent,
            digest: number(&self.dig)?,
            fresh: self.fresh,
            version: Version(number_or_nothing(&self.ver)?),
            last_event: number_or_nothing(&self.evt)?,
            schema: number_or_nothing(&self.sch)?,
            held: self.held,
        })
    }
}

/// Places are as good as random, so they are written in as few characters as that takes.
fn places(children: &[ChildId]) -> Vec<(u32, String)> {
    let mut children = children.to_vec();
    children.sort_unstable_by_key(|id| (id.birth, id.place));
    let births = children.chunk_by(|a, b| a.birth == b.birth);
    let births = births.filter_map(|ids| Some((ids.first()?.birth, ids.iter().flat_map(|id| id.place.to_be_bytes()))));
    births.map(|(birth, places)| (birth, encoding::encode(&places.collect::<Vec<_>>()))).collect()
}

fn children(kin: &[(u32, String)]) -> Option<Vec<ChildId>> {
    let mut children = Vec::new();
    for (birth, places) in kin {
        let bytes = encoding::bytes(places).ok()?;
        let (places, rest) = bytes.as_chunks();
        if !rest.is_empty() {
            return None;
        }
        children.extend(places.iter().map(|place| ChildId { place: u64::from_be_bytes(*place), birth: *birth }));
    }
    Some(children)
}

fn hex(number: u64) -> String {
    format!("{number:x}")
}

fn hex_or_nothing(number: u64) -> String {
    if number == 0 { String::new() } else { hex(number) }
}

fn number_or_nothing(hex: &str) -> Option<u64> {
    if hex.is_empty() { Some(0) } else { number(hex) }
}

fn number(hex: &str) -> Option<u64> {
    u64::from_str_radix(hex, 16).ok()
}
