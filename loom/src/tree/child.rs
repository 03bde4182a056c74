//! A live component that stands inside another's tree.

use std::any::Any;

/// A nested live component, as far as rendering knows it: what it is, and a digest of the props it is given.
pub trait Child: Send {
    /// The registered name of the component.
    fn module(&self) -> &'static str;

    /// A digest of its props: equal digests mean that nothing needs to be handed down.
    fn props_digest(&self) -> u64;

    /// The component with its props set and nothing else run.
    fn as_any(&self) -> &(dyn Any + Send);

    /// The same, for a caller that knows its type.
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send>;
}
