//! The operations on a component whose type is known only by its module name.

use std::any::Any;

use super::{Actor, Membership, typed::TypedActor};
use crate::{
    Error, Result,
    component::{LiveComponent, Registration, Saving, state},
};

/// An actor, if it could be made.
type Made = Result<Box<dyn Actor>>;

/// The runtime's operations on a component type. There is one entry a type, found through its [`Registration`].
pub(crate) struct Entry {
    /// Makes an actor of a saved state.
    pub(crate) load: fn(&str, Membership) -> Made,
    /// Makes an actor of a state that another version of the component may have saved.
    pub(crate) load_old: fn(&str, Membership) -> Made,
    /// Makes an actor of a component whose props are set.
    pub(crate) adopt: fn(Box<dyn Any + Send>, Membership) -> Made,
    /// Makes a component of which only the props count, of a saved state.
    pub(crate) props: fn(&str) -> Result<Box<dyn Any + Send>>,
    /// Saves a component whose props are set.
    pub(crate) save: fn(&(dyn Any + Send)) -> Result<String>,
    /// How its type wants its state to be saved.
    pub(crate) saving: Saving,
}

impl Entry {
    /// The entry of `C`.
    pub(crate) const fn of<C: LiveComponent>() -> Self {
        Self {
            load: |saved, membership| Ok(Box::new(TypedActor::known(state::read::<C>(saved)?, membership))),
            load_old: |saved, membership| Ok(Box::new(TypedActor::known(state::read_old::<C>(saved)?, membership))),
            adopt: |component, membership| {
                let component = component.downcast::<C>().map_err(|_| other_type::<C>())?;
                Ok(Box::new(TypedActor::new(*component, membership)))
            },
            props: |saved| Ok(Box::new(state::read::<C>(saved)?)),
            save: |component| {
                let component = component.downcast_ref::<C>().ok_or_else(other_type::<C>)?;
                state::write(component)
            },
            saving: state::saving::<C>(),
        }
    }

    /// The entry that a registration leads to.
    ///
    /// # Errors
    /// It was made by another version of this library.
    pub(crate) fn find(registration: &Registration) -> Result<&'static Self> {
        (registration.vtable)().downcast_ref::<Self>().ok_or_else(|| {
            Error::msg(format_args!("`{}` was registered by another version of loom", registration.module))
        })
    }
}

fn other_type<C: LiveComponent>() -> Error {
    Error::msg(format_args!("this is not a `{}`", C::MODULE))
}

/// The registry entry of `C`, which stands where this is called. Generated code calls it.
#[must_use]
#[track_caller]
pub const fn registration<C: LiveComponent>() -> Registration {
    let place = std::panic::Location::caller();
    Registration::of::<C>((place.file(), place.line(), place.column()), || const { &Entry::of::<C>() })
}
