//! Floor 2: what a component is: its two halves, its handlers, what events carry, and the registry.

mod app_state;
mod event;
mod handler;
mod live;
mod state;
mod step;

pub use app_state::AppState;
pub use event::{EventCall, FromEvent, Payload, SuppliedBy};
pub use handler::{Args, Handler, HandlerFor};
pub use live::{EventInfo, Hooks, LiveComponent, Registration};
pub use state::{BindError, BindInput, Props, State};
pub use step::{Outcome, Step};

/// What a component's methods may ask for: effects and the world outside. (Filled in by the component floor.)
#[derive(Debug)]
pub struct Cx<C: ?Sized>(std::marker::PhantomData<fn(&C)>);
