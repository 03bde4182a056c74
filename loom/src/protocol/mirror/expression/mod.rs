//! Browser expressions as the client evaluates them, from their code: for the testing kit, and beside the client's own interpreter in
//! `cargo xtask test expressions`. Arithmetic is that of the server's [`expression`](crate::expression), found by the tags of the code.

mod arithmetic;
mod caller;
mod evaluate;
mod items;
mod methods;
mod node;
mod pattern;
mod reader;
mod scope;
#[cfg(test)]
mod tests;
mod value;

pub use evaluate::evaluate;
pub use reader::Code;
pub use scope::{Event, Scope, Stop};
pub use value::Value;
