//! Floor 1: browser expressions, as the server evaluates them. A macro emits the user's own Rust, and calls these functions where Rust and the
//! browser would part: arithmetic that overflows, casts, and the kinds of values that both halves know.
//!
//! [`W`] is a witness: rustc infers its type from the expression around it, and its tag is a part of the code that the browser gets.
//! [`Run`] is one evaluation. A calculation without a result makes it fail and gives some value, so that the evaluation goes on to its
//! end; then the whole result is dropped. The browser abandons its evaluation at the same place.

mod arithmetic;
mod cast;
mod field;
mod hole;
mod integer;
mod known;
mod list;
mod number;
mod ordered;
mod parse;
mod receive;
mod run;
mod sequence;
mod shape;
mod shown;
mod slot;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod wide;
mod witness;

pub use arithmetic::{abs, add, clamp, div, div_euclid, mul, neg, not, rem, rem_euclid, sub, sum};
pub use cast::{Castable, cast};
pub use field::{
    Bound, BrowserField, Local, Mirror, OfBrowser, OfTab, Owner, SetAhead, SetAlone, argument, arguments, read,
    run_ahead, send, sending, set,
};
pub use hole::{Choosable, Constant, DefaultOf, Tag, unwrap_or_default};
pub use integer::{
    Integer, abs_diff, checked_add, checked_div, checked_mul, checked_rem, checked_sub, pow, saturating_add,
    saturating_mul, saturating_sub, wrapping_add, wrapping_mul, wrapping_sub,
};
pub use known::{Known, known, known_value};
pub use list::{insert, remove};
pub use number::{Number, Operand, Signed};
pub use ordered::{Ordered, at_least, at_most, greater, greatest, least, less, max, min};
pub use parse::{Parsed, parse};
pub use receive::{Receive, Received, variant_of};
pub use run::Run;
pub use sequence::{Length, Reversible, len, rev};
pub use shape::{Shape, variant, variants};
pub use shown::{Shown, shown};
pub use slot::{Event, Filled, FlagSlot, Slot, action, flag, slot};
pub use text::{Text, repeat, text};
pub use value::Value;
pub use witness::{Tagged, W};
