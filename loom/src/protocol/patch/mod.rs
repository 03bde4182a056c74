//! Trees and patches in either dialect. [`Encoder`] puts them into frames.

mod columns;
mod dialect1;
mod dialect2;
mod encoder;
mod known;
mod scalar;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub use encoder::Encoder;
pub(crate) use known::KnownTemplates;
pub(super) use known::template;
pub(crate) use tree::{TreeSink, write_tree};
pub(super) use value::fingerprint;
