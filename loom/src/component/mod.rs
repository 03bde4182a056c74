//! Floor 2: what a component is: its two halves, its handlers, what events carry, and the registry.

mod app_state;
mod args;
mod bind;
mod callback;
mod choice;
mod contained;
mod cx;
mod decode;
pub mod dom;
mod effects;
mod event;
mod extract;
mod handle;
mod handler;
mod inbox;
mod initial;
mod live;
mod nested;
mod prop;
mod registry;
mod saved;
pub(crate) mod state;
mod step;
mod supplied;
mod tasks;
#[cfg(test)]
mod tests;
mod timer;
mod topic;
mod visitor;

pub use app_state::AppState;
pub use bind::{BindValue, Bindable, Bound, BoundField, NotBound};
pub use callback::{Callback, DomHandler, FromHandler};
pub use choice::{Choice, UnknownChoice};
pub(crate) use contained::{contained, panic_message};
pub use cx::Cx;
pub(crate) use cx::Surroundings;
pub use decode::{Argument, ReadArgs, decode, pending, refused, unknown_event};
pub use effects::{Effects, Flash, ParentCall};
pub use event::{EventCall, FromEvent, Payload, SuppliedBy};
pub use extract::{Checked, Detail, Form, Key, Modifiers, Pasted, Pointer, Scroll, Toggle, Value, Values};
pub use handle::Handle;
pub use handler::{Args, Handler, HandlerFor};
pub use inbox::{Inbox, NoInbox, Push};
pub use initial::Initial;
pub use live::{EventInfo, Hooks, LiveComponent, Registration};
pub use nested::{Shown, show};
pub use prop::{Given, Set, Unset};
pub(crate) use registry::Registry;
pub use saved::Saved;
pub use state::{BindError, BindInput, Props, State};
pub use step::{IntoOutcome, Outcome, Redirect, Step};
pub use topic::Topic;
pub use visitor::Visitor;

pub use crate::protocol::message::Level;
