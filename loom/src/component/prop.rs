//! What the builders of props are made of.

/// A required prop that has been given.
#[derive(Clone, Copy, Debug)]
pub struct Set<T>(pub T);

/// A required prop that has not been given yet.
#[derive(Clone, Copy, Debug)]
pub struct Unset;
