//! The bound arguments of a handler as tuples.

use serde::Serialize;

use super::Args;
use crate::protocol::handler::write_arg;

impl Args for () {
    fn write(&self, _: &mut String) -> bool {
        true
    }
}

macro_rules! tuples {
    ($(($first:ident $($rest:ident)*))*) => {$(
        impl<$first: Serialize, $($rest: Serialize),*> Args for ($first, $($rest,)*) {
            fn write(&self, out: &mut String) -> bool {
                #[allow(non_snake_case, reason = "each value under the name of its type")]
                let ($first, $($rest,)*) = self;
                out.push('(');
                let written = write_arg(out, $first) $(&& {
                    out.push(',');
                    write_arg(out, $rest)
                })*;
                out.push(')');
                written
            }
        }
    )*};
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }
