//! Calling closures.

use std::rc::Rc;

use super::{items::Term, node::Closure, scope::Stop, value::Value};

/// An evaluation, for the closures in it.
pub(super) trait Caller {
    /// Calls a closure.
    fn apply(self: Rc<Self>, closure: &Closure, values: &[Value]) -> Result<Term, Stop>;

    /// Says that a closure failed of which nothing else tells. The first failure is kept.
    fn stop(&self, stop: Stop);
}

/// Calls a closure.
pub(super) fn apply(caller: &Rc<dyn Caller>, closure: &Closure, values: &[Value]) -> Result<Term, Stop> {
    Rc::clone(caller).apply(closure, values)
}

/// Calls a closure for an item of an iterator, which knows no failures: it goes on with `otherwise`.
pub(super) fn lazily<T>(
    caller: &Rc<dyn Caller>,
    closure: &Closure,
    item: Value,
    read: impl FnOnce(Term) -> Result<T, Stop>,
    otherwise: T,
) -> T {
    apply(caller, closure, &[item]).and_then(read).unwrap_or_else(|stop| {
        caller.stop(stop);
        otherwise
    })
}
