//! The keys of a list that is sorted, compared with those that its handler takes.

use std::marker::PhantomData;

use super::{Handler, Sorted};

/// A handler of which it is known whether it takes an item that was sorted, and by which keys.
#[doc(hidden)]
pub trait Sorts {
    /// A [`Sorted`] with its type of keys, or `()`.
    type By;
}

impl<C, P, A, S> Sorts for Handler<C, P, A, S> {
    type By = S;
}

/// The keys by which a list is sorted.
#[doc(hidden)]
#[derive(Debug)]
pub struct SortKeys<S>(PhantomData<fn() -> S>);

/// The keys that a handler takes.
#[doc(hidden)]
pub const fn sort_keys<H: Sorts>(_: &H) -> SortKeys<H::By> {
    SortKeys(PhantomData)
}

/// Keys of which nothing is known.
#[doc(hidden)]
#[must_use]
pub const fn any_keys() -> SortKeys<()> {
    SortKeys(PhantomData)
}

/// The key of an item of a list whose keys are these.
#[doc(hidden)]
pub const fn sort_key<'k, S, Q: KeyOf<S> + ?Sized>(_: &SortKeys<S>, key: &'k Q) -> &'k Q {
    key
}

/// A key of a list whose handler takes keys of a type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the key of this list is a `{Self}`, and its handler takes a `{S}`",
    label = "the handler takes another key",
    note = "`Sorted<K, _>` names the type of the key, as `key={{card.id}}` gives it"
)]
pub trait KeyOf<S> {}

impl<Q: ?Sized> KeyOf<()> for Q {}
impl<K> KeyOf<Sorted<K>> for K {}

/// Keys that are as good as another one, whose JSON they have.
macro_rules! keys {
    () => {};
    ([$($generic:ident)*] $key:ty: ; $($rest:tt)*) => { keys! { $($rest)* } };
    ([$($generic:ident)*] $key:ty: $from:ty $(, $more:ty)*; $($rest:tt)*) => {
        impl<$($generic),*> KeyOf<Sorted<$key>> for $from {}
        keys! { [$($generic)*] $key: $($more),*; $($rest)* }
    };
}
keys! {
    [K] K: &K, &&K;
    [] String: str, &str, &&str;
    [K M] (K, M): (&K, M), (K, &M), (&K, &M);
    [K] (K, String): (K, &str), (&K, &str);
    [K] (String, K): (&str, K), (&str, &K);
}
