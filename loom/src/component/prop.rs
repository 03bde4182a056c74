//! The parts that the builders of props are made of.

/// A required prop that has been given.
#[derive(Clone, Copy, Debug)]
pub struct Set<T>(pub T);

/// A required prop that has not been given yet.
#[derive(Clone, Copy, Debug)]
pub struct Unset;

/// A prop that has been given. Each required prop has a trait of its own below this one, with a message that names it.
pub trait Given {
    /// The type of the prop.
    type Value;

    /// The value that was given.
    fn take(self) -> Self::Value;
}

impl<T> Given for Set<T> {
    type Value = T;

    fn take(self) -> T {
        self.0
    }
}
