//! [`Nest`], which sees to the nested components that a render meets.

use crate::{
    Error,
    token::{Claims, Parent},
    tree::{Child, ChildHost},
};

use super::{Shared, clock::Moment, guard::Client};

/// Takes part in one render of a component, for the components nested in it.
pub(super) struct Nest<'c> {
    /// For the registry and the keys.
    pub(super) shared: &'c Shared,
    /// Whom new tokens are for.
    pub(super) client: Client<'c>,
    /// The rendered component, as tokens name it.
    pub(super) instance: u64,
    /// The time.
    pub(super) now: Moment,
    /// What is to be done once the render is through.
    pub(super) changes: Vec<Change>,
    /// Why a nested component could not be put in.
    pub(super) error: Option<Error>,
}

/// What a render found out about a nested component.
pub(super) enum Change {
    /// It stands in the page already, and will join or has joined.
    Standing(u32, Box<dyn Child>),
    /// It was given other props.
    Updated(u32, Box<dyn Child>),
    /// It is not there any more.
    Ended(u32),
}

impl<'c> Nest<'c> {
    pub(super) fn new(shared: &'c Shared, client: Client<'c>, instance: u64, now: Moment) -> Self {
        Self { shared, client, instance, now, changes: Vec::new(), error: None }
    }

    /// A token by which the client joins `child`, which has not been mounted yet.
    fn token(&mut self, number: u32, child: &dyn Child) -> String {
        self.try_token(number, child).unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            String::new()
        })
    }

    fn try_token(&self, number: u32, child: &dyn Child) -> Result<String, Error> {
        let module = child.module();
        let entry = self.shared.known_entry(module)?;
        let (json, instance) = ((entry.save)(child.as_any())?, new_instance()?);
        let parent = Some(Parent { instance: self.instance, child: number });
        let claims = Claims { issued: self.now.unix(), instance, parent, fresh: true, ..Claims::default() };
        self.shared.first_token(entry.saving, &claims, module, self.client, json)
    }
}

impl ChildHost for Nest<'_> {
    fn started(&mut self, number: u32, child: Box<dyn Child>) -> String {
        self.token(number, &*child)
    }

    fn updated(&mut self, number: u32, child: Box<dyn Child>) {
        self.changes.push(Change::Updated(number, child));
    }

    fn sent_again(&mut self, number: u32, child: &dyn Child) -> String {
        self.token(number, child)
    }

    fn standing(&mut self, number: u32, child: Box<dyn Child>) {
        self.changes.push(Change::Standing(number, child));
    }

    fn ended(&mut self, number: u32) {
        self.changes.push(Change::Ended(number));
    }
}

/// A random number for a component that is mounted.
///
/// # Errors
/// The system has no random bytes.
pub(crate) fn new_instance() -> Result<u64, Error> {
    getrandom::u64().map_err(|error| Error::msg(format_args!("no random bytes: {error}")))
}
