//! The shapes of types, by which the client reads controls and what it kept of another build.

/// The type of a field that expressions name.
///
/// ```text
/// shape := TAG | "s" | "?" shape | "[" shape | "e" NAME "|" ... ")"
/// ```
/// A tag is the letter of a number type or `z` for `bool`; `s` is text, `?` an option, `[` a list, `e` an enum with its names.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` cannot be in the browser",
    note = "the browser knows integers to 64 bits, f64, bool, String, Option, Vec, and enums with `#[derive(Choice)]`"
)]
pub trait Shape {
    /// Appends the shape.
    fn shape(to: &mut String);
}

macro_rules! shapes {
    ($($type:ty = $shape:literal),*) => {$(
        impl Shape for $type {
            fn shape(to: &mut String) {
                to.push($shape);
            }
        }
    )*};
}
shapes!(i8 = 'a', i16 = 'b', i32 = 'c', i64 = 'd', isize = 'd', u8 = 'A', u16 = 'B', u32 = 'C', u64 = 'D', usize = 'D');
shapes!(f64 = 'f', bool = 'z', String = 's');

impl<T: Shape> Shape for Option<T> {
    fn shape(to: &mut String) {
        to.push('?');
        T::shape(to);
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn shape(to: &mut String) {
        to.push('[');
        T::shape(to);
    }
}

/// Appends the shape of an enum with variants of these names.
pub fn variants<'n>(names: impl Iterator<Item = &'n str>, to: &mut String) {
    to.push('e');
    for name in names {
        to.push_str(name);
        to.push('|');
    }
    to.push(')');
}

/// Appends the value of an enum, whose variant has this name.
pub fn variant(name: &str, to: &mut String) {
    crate::json::write_text(to, name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_from_the_outside_in() {
        let mut shape = String::new();
        Option::<Vec<u8>>::shape(&mut shape);
        variants(["open", "closed"].into_iter(), &mut shape);
        assert_eq!(shape, "?[Aeopen|closed|)");
    }
}
