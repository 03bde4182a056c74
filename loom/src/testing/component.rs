//! [`Component`], a live component as the page's client knows it.

use std::collections::{BTreeMap, VecDeque};

use super::fields::BrowserFields;
use crate::{
    Result,
    protocol::{
        message::SpecialVars,
        mirror::{self, Tree},
    },
};

/// A component of the page.
pub(super) struct Component {
    pub(super) module: String,
    /// The newest that the server gave.
    pub(super) token: String,
    pub(super) tree: Option<Tree>,
    /// The fields that its expressions name.
    pub(super) fields: BrowserFields,
    /// Its content is still that of the page.
    pub(super) is_untouched: bool,
    pub(super) join: Join,
    /// Its part of the address, as the server has said it.
    pub(super) address: BTreeMap<String, Option<String>>,
    /// The number of its last event.
    pub(super) sent: u64,
    /// Events without an answer, in order.
    pub(super) pending: VecDeque<Pending>,
}

/// How far the join of a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Asked,
    Answered,
    Refused,
}

/// An event without an answer.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) number: u64,
    pub(super) handler: String,
    pub(super) event: String,
    pub(super) supplied: SpecialVars,
    /// How many connections broke under it.
    pub(super) breaks: u32,
}

impl Component {
    /// The frame that joins it.
    pub(super) fn join(&mut self, id: u64) -> String {
        self.join = Join::Asked;
        mirror::join(id, &self.module, &self.token, self.is_untouched)
    }

    /// Whether it waits for nothing.
    pub(super) fn is_settled(&self) -> bool {
        match self.join {
            Join::Asked => false,
            Join::Answered => self.pending.is_empty(),
            Join::Refused => true,
        }
    }
}

impl Pending {
    /// The frame that says it.
    pub(super) fn frame(&self, id: u64) -> Result<String> {
        mirror::event(id, self.number, &self.handler, &self.event, self.supplied.clone(), self.breaks + 1)
    }
}
