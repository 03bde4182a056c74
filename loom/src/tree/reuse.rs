//! Memory that is kept from render to render.

/// Makes `kept` equal to `new`, in place if it can be.
pub(super) fn replace<T: Copy>(kept: &mut Box<[T]>, new: &[T]) {
    if kept.len() == new.len() {
        kept.copy_from_slice(new);
    } else {
        *kept = new.into();
    }
}
