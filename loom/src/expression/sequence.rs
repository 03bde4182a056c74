//! Lists and iterators.

use std::{iter, slice, vec};

use super::text::Text;

/// Text or a list, which has a length. The browser does not count the items of an iterator before it asks for them.
#[diagnostic::on_unimplemented(
    message = "browser expressions know no length of `{Self}`",
    note = "they know that of text and of lists; an iterator has `count`"
)]
pub trait Length {
    /// Of text in bytes.
    fn length(&self) -> usize;
}

macro_rules! texts {
    ($($type:ty),*) => { $(impl Length for $type { fn length(&self) -> usize { self.text().len() } })* };
}
texts!(str, String, std::borrow::Cow<'_, str>);

impl<T> Length for [T] {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<T> Length for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<T, const N: usize> Length for [T; N] {
    fn length(&self) -> usize {
        N
    }
}

impl<T: Length + ?Sized> Length for &T {
    fn length(&self) -> usize {
        (**self).length()
    }
}

/// `value.len()`.
pub fn len<T: Length + ?Sized>(value: &T) -> usize {
    value.length()
}

/// An iterator that the browser can walk from its end.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot reverse `{Self}`",
    note = "`rev` comes before `take` and `skip`"
)]
pub trait Reversible: DoubleEndedIterator {}

impl<T> Reversible for slice::Iter<'_, T> {}
impl<T> Reversible for vec::IntoIter<T> {}
impl<I: Reversible, T, F: FnMut(I::Item) -> T> Reversible for iter::Map<I, F> {}
impl<I: Reversible, F: FnMut(&I::Item) -> bool> Reversible for iter::Filter<I, F> {}
impl<I: Reversible> Reversible for iter::Rev<I> {}
impl<'i, I: Reversible<Item = &'i T>, T: Copy + 'i> Reversible for iter::Copied<I> {}
impl<'i, I: Reversible<Item = &'i T>, T: Clone + 'i> Reversible for iter::Cloned<I> {}

/// `items.rev()`.
pub fn rev<I: Reversible>(items: I) -> iter::Rev<I> {
    items.rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_lists_have_a_length() {
        assert_eq!((len("é"), len(&"ab".to_owned()), len(&vec![1]), len(&[1, 2]), len(&&[1][..])), (2, 2, 1, 2, 1));
    }

    #[test]
    fn iterators_are_reversed_before_they_are_cut() {
        let odd = rev([1, 2, 3].iter().copied().map(|n| n + 1).filter(|n| *n != 3));
        assert_eq!(odd.take(1).collect::<Vec<_>>(), [4]);
    }
}
