//! Trees and patches in either dialect. [`Encoder`] puts them into frames.

mod columns;
mod dialect1;
mod dialect2;
mod encoder;
mod known;
#[cfg(test)]
mod tests;
mod value;

pub use encoder::Encoder;
use known::KnownTemplates;
pub(super) use known::template;
