//! [`ChildTracker`], which sees to the nested components that a render meets.

use std::collections::HashSet;

use crate::{
    Error, RenderError,
    token::{Claims, Parent},
    tree::{Child, ChildHost, ChildId, Kin, Secret},
};

use super::peer::RenderContext;

/// Takes part in one render of a component, for the components nested in it.
pub(super) struct ChildTracker<'c> {
    /// Whom new tokens are for, and when.
    context: RenderContext<'c>,
    /// The rendered component, as tokens name it.
    instance: u64,
    /// The children that were there before, where the render is not compared with the one before it.
    known: Option<&'c Kin>,
    /// The birth of those that are new.
    birth: u32,
    /// The places whose component's birth was asked.
    asked: HashSet<u64>,
    /// The changes to make once the render has ended.
    pub(super) changes: Vec<ChildChange>,
    /// Why a nested component could not be put in.
    error: Option<Error>,
}

/// The fate of a nested component in a render.
pub(super) enum ChildChange {
    /// It stands in the page already, and will join or has joined.
    Standing(ChildId, Box<dyn Child>),
    /// It was given other props.
    Updated(ChildId, Box<dyn Child>),
    /// It is not there any more.
    Ended(ChildId),
}

/// How many births there are but 0, which is that of the page.
const BIRTHS: u32 = (1 << 31) - 1;

/// The birth that follows this one.
pub(super) const fn next_birth(birth: u32) -> u32 {
    birth % BIRTHS + 1
}

/// A birth to begin with. It is random, so that two processes that go on from one state do not give two components the same.
///
/// # Errors
/// The system has no random bytes.
pub(super) fn first_birth() -> Result<u32, Error> {
    Ok(next_birth(new_instance()? as u32))
}

impl<'c> ChildTracker<'c> {
    /// For a render of the component `instance`, in which new components have this `birth`.
    pub(super) fn new(context: RenderContext<'c>, instance: u64, birth: u32) -> Self {
        let (asked, changes) = (HashSet::new(), Vec::new());
        Self { context, instance, known: None, birth, asked, changes, error: None }
    }

    /// The render is not compared with the one before, in which these were there.
    pub(super) fn knowing(mut self, kin: &'c Kin) -> Self {
        self.known = Some(kin);
        self
    }

    /// Whether the birth of new components was used, so that the next render has to have another.
    pub(super) fn is_used(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The error of a nested component, as the error of the render around it.
    pub(super) fn check(&mut self) -> Result<(), RenderError> {
        match self.error.take() {
            Some(error) => Err(RenderError::msg(error)),
            None => Ok(()),
        }
    }

    /// A token by which the client joins `child`, which has not been mounted yet.
    fn token(&mut self, id: ChildId, child: &dyn Child) -> String {
        self.try_token(id, child).unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            String::new()
        })
    }

    fn try_token(&self, id: ChildId, child: &dyn Child) -> Result<String, Error> {
        let module = child.module();
        let RenderContext { shared, client, now, .. } = self.context;
        let entry = shared.known_entry(module)?;
        let (json, instance) = ((entry.save)(child.as_any())?, new_instance()?);
        let parent = Some(Parent { instance: self.instance, child: id });
        let claims = Claims { issued: now.unix(), instance, parent, fresh: true, ..Claims::default() };
        shared.first_token(entry.saving, &claims, module, client, json)
    }
}

impl ChildHost for ChildTracker<'_> {
    fn secret(&self) -> Secret {
        self.context.shared.keys.item_secret()
    }

    fn evaluates(&self) -> bool {
        self.context.evaluates
    }

    fn birth(&mut self, place: u64) -> u32 {
        if !self.asked.insert(place) {
            // Two in one place, as by items of one key, are never taken for those that were there before.
            return first_birth().unwrap_or(self.birth);
        }
        self.known.and_then(|kin| kin.birth_in(place)).unwrap_or(self.birth)
    }

    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String {
        let token = self.token(id, &*child);
        // The client may have it, with older props.
        self.changes.push(ChildChange::Standing(id, child));
        token
    }

    fn updated(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.changes.push(ChildChange::Updated(id, child));
    }

    fn sent_again(&mut self, id: ChildId, child: &dyn Child) -> String {
        self.token(id, child)
    }

    fn standing(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.changes.push(ChildChange::Standing(id, child));
    }

    fn ended(&mut self, id: ChildId) {
        self.changes.push(ChildChange::Ended(id));
    }
}

/// A random number for a component that is mounted.
///
/// # Errors
/// The system has no random bytes.
pub(crate) fn new_instance() -> Result<u64, Error> {
    getrandom::u64().map_err(|error| Error::msg(format_args!("no random bytes: {error}")))
}
