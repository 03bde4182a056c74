//! The claims of a token of Loom's own, besides the state.

use serde::{Deserialize, Serialize};

use super::encoding;
use crate::{
    protocol::message::Reply,
    tree::{ChildId, Kin},
};

/// The facts that a token binds besides the component and its state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    /// When it was signed, in seconds since 1970.
    pub(crate) issued: u64,
    /// A random number for the mounted component, the same in all its tokens.
    pub(crate) instance: u64,
    /// The component it stands in, for a nested one.
    pub(crate) parent: Option<Parent>,
    /// The digest of the HTML that the page holds for it.
    pub(crate) digest: u64,
    /// It holds only props: `mount` has still to run.
    pub(crate) fresh: bool,
    /// How new the state is.
    pub(crate) version: Version,
    /// The number of the last event that the state knows of.
    pub(crate) last_event: u64,
    /// The schema of the component that the state was written by.
    pub(crate) schema: u64,
    /// The state waits on the server, and is not in the token.
    pub(crate) held: bool,
    /// The nested components that the state shows and the page was not rendered with.
    pub(crate) children: Vec<ChildId>,
    /// The answers beside a patch to events that the state knows of, by their number, where the client may not have heard them.
    pub(crate) answers: Vec<(u64, Reply)>,
}

impl Claims {
    /// The components that are nested in it.
    #[must_use]
    pub(crate) fn kin(&self) -> Kin {
        match self.fresh {
            true => Kin::none(),
            false => Kin::besides_the_page(self.children.clone()),
        }
    }
}

/// How new a state of one component is.
///
/// Changes are counted. Each time a component begins again from a token, in another process or after a restart, it begins a line of its own,
/// which remembers what it began from. So of two states that began from one token in two processes, the one that the client's newest
/// token is of is the newer, however often the other has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Version {
    /// In the upper half how many lines there were before this one, in the lower half the changes.
    count: u64,
    /// The count of the state that the line began from.
    begun_at: u64,
    /// A random number; 0 for what a page was made with.
    line: u32,
    /// The line of the state that this one began from.
    begun_in: u32,
}

impl Version {
    /// As a token has it.
    pub(super) const fn of_token(count: u64, line: u32) -> Self {
        Self { count, begun_at: 0, line, begun_in: 0 }
    }

    /// After one more change.
    #[must_use]
    pub(crate) const fn next(self) -> Self {
        Self { count: self.count.saturating_add(1), ..self }
    }

    /// Begun again from a token of this version, as the line of this number.
    #[must_use]
    pub(crate) const fn begun_again(self, line: u32) -> Self {
        Self { count: ((self.count >> 32) + 1) << 32, begun_at: self.count, line, begun_in: self.line }
    }

    /// How many changes there were, to compare versions of one line.
    #[must_use]
    pub(crate) const fn count(self) -> u64 {
        self.count
    }

    /// Whether a state of this version, which the server kept, is as new as that of the client's newest token.
    #[must_use]
    pub(crate) const fn is_as_new_as(self, token: Self) -> bool {
        if self.line == token.line {
            self.count >= token.count
        } else if self.begun_in == token.line {
            self.begun_at >= token.count
        } else {
            // Neither comes from the other, unless the token is an old one, which is of an earlier line.
            self.count >> 32 > token.count >> 32
        }
    }
}

/// The place of a nested component in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Parent {
    /// The other component's instance.
    pub(crate) instance: u64,
    /// Which one it is.
    pub(crate) child: ChildId,
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
    lin: String,
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
    ans: Vec<(String, Reply)>,
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
            ver: hex_or_nothing(claims.version.count),
            lin: hex_or_nothing(claims.version.line.into()),
            evt: hex_or_nothing(claims.last_event),
            sch: hex_or_nothing(claims.schema),
            held: claims.held,
            kin: places(&claims.children),
            ans: claims.answers.iter().map(|(number, reply)| (hex(*number), reply.clone())).collect(),
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
        let answers = self.ans.iter().map(|(event, reply)| Some((number(event)?, reply.clone())));
        Some(Claims {
            answers: answers.collect::<Option<_>>()?,
            children: children(&self.kin)?,
            issued: self.iat,
            instance: number(&self.ins)?,
            parent,
            digest: number(&self.dig)?,
            fresh: self.fresh,
            version: Version::of_token(number_or_nothing(&self.ver)?, number_or_nothing(&self.lin)?.try_into().ok()?),
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

#[cfg(test)]
mod tests {
    use super::Version;

    /// After so many changes.
    fn changed(version: Version, times: u32) -> Version {
        (0..times).fold(version, |version, _| version.next())
    }

    #[test]
    fn of_two_states_that_began_from_one_token_that_of_the_newest_token_counts() {
        let page = Version::default();
        let (left, told) = (changed(page.begun_again(1), 9), changed(page.begun_again(2), 1));
        assert!(!left.is_as_new_as(told));
        assert!(left.is_as_new_as(page) && left.is_as_new_as(changed(page.begun_again(1), 9)));
        assert!(!left.is_as_new_as(changed(left, 1)), "its own process has told more");
    }

    #[test]
    fn a_state_that_began_from_an_older_state_of_a_line_is_older_than_a_newer_of_that_line() {
        let first = changed(Version::default().begun_again(1), 3);
        let left = changed(first.begun_again(2), 5);
        assert!(left.is_as_new_as(first));
        assert!(!left.is_as_new_as(changed(first, 1)));
    }

    #[test]
    fn a_token_of_an_earlier_line_brings_nothing_back() {
        let page = Version::default();
        let second = page.begun_again(1).begun_again(2);
        let third = second.begun_again(3);
        assert!(third.is_as_new_as(page) && third.is_as_new_as(changed(page.begun_again(1), 100)));
    }
}
