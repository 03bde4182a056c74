//! Which DOM event supplies what, as the vocabulary has it.

use super::{
    Checked, Detail, Form, Key, Local, Modifiers, Pasted, Pointer, Resize, Scroll, Sorted, SuppliedBy, Toggle, Value,
    Values, dom::*,
};

macro_rules! supply {
    ($($(#[$doc:meta])* $event:ident: $($extractor:ident)*;)*) => {$(
        impl<T> SuppliedBy<$event> for Local<T> {}
        $(supply!(@ $extractor $event);)*
    )*};
    (@ Value $event:ident) => { impl<T> SuppliedBy<$event> for Value<T> {} };
    (@ Form $event:ident) => { impl<T> SuppliedBy<$event> for Form<T> {} };
    (@ Sorted $event:ident) => { impl<K, L> SuppliedBy<$event> for Sorted<K, L> {} };
    (@ Detail $event:ident) => { impl<T> SuppliedBy<$event> for Detail<T> {} };
    (@ $extractor:ident $event:ident) => { impl SuppliedBy<$event> for $extractor {} };
}
loom_vocabulary::for_each_event!(supply);

impl<T> SuppliedBy<callback<T>> for Detail<T> {}

/// An optional extractor can be asked of every event.
impl<E, X> SuppliedBy<E> for Option<X> {}

macro_rules! tuples {
    ($(($($x:ident)*))*) => {$(
        impl<E, $($x: SuppliedBy<E>),*> SuppliedBy<E> for ($($x,)*) {}
    )*};
}
tuples! { () (A) (A B) (A B C) (A B C D) (A B C D F) (A B C D F G) }
