//! [`Actor`], one joined component whose type is not known to its owner.

use std::{
    any::Any,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use super::{Call, Counted, Failure, Turn, Undone};
use crate::{
    Html, RenderError, Result,
    component::{BindError, BindInput, Effects, Outcome, Push, Saving, Surroundings, UrlField},
};

/// The surroundings of an actor: what its component can reach, and that it is counted.
#[derive(Debug)]
pub(crate) struct Membership {
    /// The component's number in the inbox.
    pub(crate) key: u64,
    /// Its number among all components.
    pub(crate) instance: u64,
    /// The values that all components of its connection share.
    pub(crate) surroundings: Arc<Surroundings>,
    /// Keeps it counted for as long as it lives.
    #[expect(dead_code, reason = "dropping it is all that is done with it")]
    pub(crate) counted: Option<Counted>,
}

/// The state, outcome and effects that a component leaves behind when it ends.
pub(crate) struct Remains {
    /// Its last state, saved; `None` if that cannot be.
    pub(crate) saved: Option<String>,
    /// The result of the method that was under way.
    pub(crate) done: Result<Outcome, Failure>,
    /// The effects that the method asked for.
    pub(crate) effects: Option<Box<Effects>>,
}

/// Takes the [`Remains`] of a component that ended.
pub(crate) type OnEnd = Box<dyn FnOnce(Remains) + Send>;

/// One joined component. It does one thing at a time: while it [is busy](Actor::is_busy), only `poll` does anything.
pub(crate) trait Actor: Send {
    /// The component's registered name.
    fn module(&self) -> &'static str;

    /// The fields that are part of the page's address.
    fn address_fields(&self) -> &'static [UrlField];

    /// The texts of these fields in the address, in their order, `None` where one is left out; nothing while it is busy.
    fn address(&self) -> Option<Vec<Option<String>>>;

    /// Sets these fields from the query of the page, before `mount`.
    ///
    /// # Errors
    /// The application's own code panicked.
    fn read_address(&mut self, query: &str) -> Result<()>;

    /// Runs `mount`.
    fn mount(&mut self) -> Turn;

    /// Whether it has a `connected`.
    fn connects(&self) -> bool;

    /// Runs `connected`; `None` if the component has none.
    fn connected(&mut self, now: Instant) -> Option<Turn>;

    /// Finishes what is under way, runs `disconnected`, hands what was left before that to `keep`, and ends; in the background where
    /// that takes time.
    fn end(self: Box<Self>, on_end: Option<OnEnd>);

    /// Runs the handler of an event. The caller has seen that it is offered.
    fn event(&mut self, call: Call<'_>, now: Instant) -> Turn;

    /// Runs a server push.
    fn push(&mut self, push: Push, now: Instant) -> Turn;

    /// Sets a two-way bound field; `None` if there is no such field.
    fn bind(&mut self, field: &str, input: BindInput<'_>, now: Instant) -> Option<Result<(), BindError>>;

    /// The event that runs after the value at a path was set, if there is one.
    fn changed(&self, path: &str) -> Option<&'static str>;

    /// Takes the props of a component of the same type; false if it is of another.
    fn take_props(&mut self, props: Box<dyn Any + Send>) -> bool;

    /// A digest of the props; `None` while it is busy.
    fn props_digest(&self) -> Option<u64>;

    /// Asks for what [`Turn::Busy`] promised.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Outcome, Failure>>;

    /// Gives up what is kept only for the sake of speed: nothing has happened for a while.
    fn rest(&mut self);

    /// Notes that the present state has been shown: there is nothing to undo.
    fn shown(&mut self);

    /// It cannot be shown as it is now: goes back to the state before the last method, or else further, and says how far. The earlier
    /// state may not be one that can be shown either.
    fn undo(&mut self) -> Undone;

    /// Whether an `async` method has the state.
    fn is_busy(&self) -> bool;

    /// Takes the effects that the last method asked for besides the change of state.
    fn take_effects(&mut self) -> Option<Box<Effects>>;

    /// Whether the component has timers, tasks or subscriptions.
    fn has_tasks(&mut self) -> bool;

    /// The length of the state as it was saved before the last method ran, if it was saved then. It is so about once a second.
    fn new_length(&mut self) -> Option<usize>;

    /// How its type wants its state to be saved.
    fn saving(&self) -> Saving;

    /// The state, saved.
    fn save(&self) -> Result<String>;

    /// Hands the component's HTML to `write`, which writes it before it returns.
    fn render(&self, write: &mut dyn FnMut(Html<'_>) -> Result<(), RenderError>) -> Result<(), RenderError>;
}
