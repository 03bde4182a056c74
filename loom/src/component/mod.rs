//! Floor 2: what a component is: its two halves, its handlers, what events carry, and the registry.

pub(crate) mod address;
mod app_state;
mod args;
mod bind;
mod bound;
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
mod input;
mod later;
mod live;
mod nested;
mod page_effects;
mod prop;
mod push;
pub(crate) mod query;
mod registry;
mod saved;
mod saving;
mod shown;
mod sort_keys;
pub(crate) mod state;
mod step;
mod supplied;
mod tasks;
#[cfg(test)]
mod tests;
mod timer;
mod topic;
mod url;
mod visitor;

pub use address::{Addressed, Link};
pub use app_state::AppState;
pub use bind::BindValue;
pub use bound::{
    At, Bind, BindControl, Binds, Bound, ByKey, Cursor, CursorInside, Fields, HasField, IsFieldOf, Key as RowKey,
    KeyLike, KeyText, Keyed, Link as FieldLink, NoQuestionMark, Of, OfRows, Optional as Questioned, Parts, PartsOf,
    Reach, Rows, Spot, Up, by, cursor, cursor_inside, field, fields, inner, next, nth, path_name, reach_row, rows_of,
    rows_of_some,
};
pub use callback::{Callback, DomHandler, FromHandler};
pub use choice::{Choice, UnknownChoice};
pub(crate) use contained::{contained, panic_message};
pub use cx::Cx;
pub(crate) use cx::Surroundings;
pub use decode::{Argument, ReadArgs, decode, pending, refused, unknown_event};
pub use effects::{Effects, Interruption, Navigation, ParentCall};
pub use event::{EventCall, FromEvent, Payload, SuppliedBy};
pub use extract::{
    Checked, Detail, Form, Key, Local, LocalOf, Modifiers, Pasted, Pointer, ReceivedField, Receives, Resize, Scroll,
    Sorted, Toggle, Value, Values, local, received,
};
pub use handle::Handle;
pub use handler::{Args, FromText, Handler, HandlerFor, HearsChanges, IsEvent, NotAnEvent, hears_changes};
pub use inbox::{Inbox, NoInbox};
pub use initial::Initial;
pub use input::{BindError, BindInput};
pub use live::{EventInfo, Hooks, LiveComponent, Registration};
pub use nested::show;
pub use page_effects::PageEffects;
pub use prop::{Given, Set, Unset};
pub use push::Push;
pub(crate) use registry::Registry;
pub use saved::Saved;
pub(crate) use saving::Saving;
pub use saving::{Hidden, Resume};
pub use shown::Shown;
pub use sort_keys::{KeyOf, SortKeys, Sorts, any_keys, sort_key, sort_keys};
pub use state::{Props, State};
pub use step::{IntoOutcome, Outcome, Redirect, Step};
pub use topic::Topic;
pub use url::{ByName, ByText, ElseByText, KindOf, Optional, UrlField, UrlForm, UrlKind, url_form};
pub use visitor::Visitor;

pub use crate::protocol::message::{Effect, Level};
