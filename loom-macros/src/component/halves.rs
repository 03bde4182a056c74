//! The components that were expanded before, in this run of the compiler. They are asked for only where there is an error, for what to say of it.
//!
//! A macro does not know the module in which its item stands, and components of two modules may have one name. So an `impl` belongs to the last struct of
//! its name above it in its file, and where there is none, to a struct of its name in another file.

use std::cell::RefCell;

use proc_macro2::{Ident, Span};

/// Notes a struct, with the names of its fields under `#[local]`.
pub(super) fn note_struct(ident: &Ident, locals: Vec<String>) {
    HALVES.with_borrow_mut(|halves| halves.note_struct(ident.to_string(), Place::of(ident.span()), locals));
}

/// Notes an `impl` that has a `render`.
pub(super) fn note_impl(ident: &Ident) {
    HALVES.with_borrow_mut(|halves| halves.note_impl(ident.to_string(), Place::of(ident.span())));
}

/// Whether an `impl` with a `render` stood before this one.
pub(super) fn is_complete(ident: &Ident) -> bool {
    HALVES.with_borrow(|halves| halves.is_complete(&ident.to_string(), &Place::of(ident.span())))
}

/// The fields under `#[local]` of the struct of an `impl`, if that stands above it, or is the only one of its name.
pub(super) fn locals_of(ident: &Ident) -> Vec<String> {
    HALVES.with_borrow(|halves| halves.locals_of(&ident.to_string(), &Place::of(ident.span())).to_vec())
}

thread_local! {
    static HALVES: RefCell<Halves> = RefCell::default();
}

/// A place in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    file: String,
    /// Line and column.
    at: (usize, usize),
}

impl Place {
    /// The beginning of the span. Outside the compiler all spans are at one place.
    fn of(span: Span) -> Self {
        if !proc_macro::is_available() {
            return Self::default();
        }
        let span = span.unwrap();
        Self { file: span.file(), at: (span.line(), span.column()) }
    }

    /// Whether it stands in the same file, and not below.
    fn is_above(&self, other: &Self) -> bool {
        self.file == other.file && self.at <= other.at
    }
}

/// A component of which at least one half was there.
#[derive(Debug)]
struct Half {
    name: String,
    /// Where the struct stands, or the `impl` until the struct is there.
    place: Place,
    has_struct: bool,
    has_render: bool,
    /// Its fields under `#[local]`.
    locals: Vec<String>,
}

#[derive(Debug, Default)]
struct Halves(Vec<Half>);

impl Halves {
    fn note_struct(&mut self, name: String, place: Place, locals: Vec<String>) {
        // An editor expands a struct again and again.
        self.0.retain(|half| !(half.has_struct && half.name == name && half.place == place));
        // The `impl` may stand above its struct.
        let waits = |half: &&mut Half| !half.has_struct && half.name == name && half.place.is_above(&place);
        match self.0.iter_mut().rev().find(waits) {
            Some(half) => (half.place, half.has_struct, half.locals) = (place, true, locals),
            None => self.0.push(Half { name, place, has_struct: true, has_render: false, locals }),
        }
    }

    fn note_impl(&mut self, name: String, place: Place) {
        let of_file = self.of_file(&name, &place);
        // In another file than the struct.
        let elsewhere = || self.0.iter().position(|half| half.name == name && half.has_struct && !half.has_render);
        match of_file.or_else(elsewhere).and_then(|at| self.0.get_mut(at)) {
            Some(half) => half.has_render = true,
            None => self.0.push(Half { name, place, has_struct: false, has_render: true, locals: Vec::new() }),
        }
    }

    fn is_complete(&self, name: &str, place: &Place) -> bool {
        match self.of_file(name, place).and_then(|at| self.0.get(at)) {
            Some(half) => half.has_render,
            None => self.0.iter().any(|half| half.name == name && half.has_render),
        }
    }

    fn locals_of(&self, name: &str, place: &Place) -> &[String] {
        let only = || match self.0.iter().filter(|half| half.name == name && half.has_struct).collect::<Vec<_>>()[..] {
            [half] => Some(half),
            _ => None,
        };
        let own = self.of_file(name, place).and_then(|at| self.0.get(at));
        own.or_else(only).map_or(&[], |half| &half.locals)
    }

    /// The last component of the name above the place, in its file.
    fn of_file(&self, name: &str, place: &Place) -> Option<usize> {
        let above = self.0.iter().enumerate().filter(|(_, half)| half.name == name && half.place.is_above(place));
        above.max_by_key(|(_, half)| half.place.at).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(file: &str, line: usize) -> Place {
        Place { file: file.to_owned(), at: (line, 1) }
    }

    /// Notes halves: `struct` or `impl`, file and line. Then whether an `impl` of the name there comes second.
    fn check(noted: &[(&str, &str, usize)], (file, line): (&str, usize)) -> bool {
        let mut halves = Halves::default();
        for (what, file, line) in noted {
            match *what {
                "struct" => halves.note_struct("Card".to_owned(), place(file, *line), vec![format!("{file}{line}")]),
                _ => halves.note_impl("Card".to_owned(), place(file, *line)),
            }
        }
        halves.is_complete("Card", &place(file, line))
    }

    #[test]
    fn the_fields_of_an_impl_are_those_of_its_own_struct() {
        let mut halves = Halves::default();
        for (file, line) in [("a", 1), ("a", 9), ("b", 1)] {
            halves.note_struct("Card".to_owned(), place(file, line), vec![format!("{file}{line}")]);
        }
        halves.note_struct("Only".to_owned(), place("a", 20), vec!["open".to_owned()]);
        assert_eq!(halves.locals_of("Card", &place("a", 5)), ["a1"]);
        assert_eq!(halves.locals_of("Card", &place("a", 12)), ["a9"]);
        assert!(halves.locals_of("Card", &place("c", 1)).is_empty(), "it may be any of them");
        assert_eq!(halves.locals_of("Only", &place("c", 1)), ["open"]);
        assert!(halves.locals_of("None", &place("a", 1)).is_empty());
    }

    #[test]
    fn an_impl_is_the_second_of_its_own_struct_only() {
        let first = [("struct", "a", 1), ("impl", "a", 5)];
        assert!(check(&first, ("a", 9)));
        assert!(!check(&[first[0], first[1], ("struct", "a", 8)], ("a", 9)), "another module of the file");
        assert!(!check(&[first[0], first[1], ("struct", "b", 1)], ("b", 9)), "a module in another file");
        assert!(!check(&[("struct", "a", 1), ("struct", "b", 1), ("impl", "a", 5)], ("b", 9)), "structs come first");
        assert!(!check(&[first[0]], ("a", 9)));
        assert!(!check(&[first[0], first[1], first[0]], ("a", 5)), "the struct is expanded again");
    }

    #[test]
    fn an_impl_may_stand_above_its_struct_or_in_another_file() {
        assert!(check(&[("impl", "a", 1), ("struct", "a", 5)], ("a", 9)));
        assert!(!check(&[("impl", "a", 1), ("struct", "a", 5), ("struct", "a", 7)], ("a", 9)));
        assert!(check(&[("struct", "a", 1), ("impl", "a", 5)], ("b", 1)));
        assert!(check(&[("struct", "a", 1), ("impl", "b", 5)], ("a", 9)));
    }
}
