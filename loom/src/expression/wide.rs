//! Values on their way from one type of numbers to another.

/// The value of a cast between its two types. It holds every number of either without loss.
#[derive(Clone, Copy, Debug)]
pub enum Wide {
    /// An integer, or a `bool`.
    Integer(i128),
    /// A float.
    Float(f64),
}
