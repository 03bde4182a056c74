//! The types of expressions, and values of them with their edges.

use loom::__private::expression::mirror::Value;

use crate::random::Random;

/// A type that expressions know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// The integer type of this tag.
    Int(char),
    Float,
    Bool,
    Text,
    /// An enum without data.
    Choice,
    Option(Box<Type>),
    List(Box<Type>),
}

/// `usize`.
pub(crate) const SIZE: Type = Type::Int('D');

/// The tags of integers.
pub(crate) const TAGS: [char; 8] = ['a', 'b', 'c', 'd', 'A', 'B', 'C', 'D'];

/// The names of the enum's variants.
pub(crate) const VARIANTS: [&str; 3] = ["open", "closed", "half-open"];

/// Pieces of text. Unicode calls some of them white space, and JavaScript others; some are one character, but two of UTF-16.
const PIECES: [&str; 40] = [
    "",
    " ",
    "a",
    "b",
    "ab",
    "B",
    "Z",
    "1",
    "-",
    ",",
    "é",
    "e\u{301}",
    "😀",
    "\u{feff}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "\u{180e}",
    "\u{200b}",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{1c}",
    "ß",
    "İ",
    "ı",
    "Σ",
    "ς",
    "ﬁ",
    "ŉ",
    "\u{212a}",
    "\u{e000}",
    "\u{ffff}",
    "\u{10000}",
    "𐐀",
    "\"",
    "\\",
];

/// Text that may be a number.
pub(crate) const NUMBERS: [&str; 36] = [
    "",
    "+",
    "-",
    "0",
    "-0",
    "+0",
    "7",
    "+7",
    "-7",
    "007",
    "255",
    "256",
    "-128",
    "-129",
    "65535",
    "2147483648",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "1.5",
    "1.",
    ".5",
    ".",
    "-.5e1",
    "1e400",
    "1E-3",
    "e5",
    "inf",
    "-Infinity",
    "NaN",
    "-nan",
    "0x10",
    "1_000",
    " 1",
    "true",
    "false",
];

/// Floats at their edges, and near those of integers.
const FLOATS: [f64; 34] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    -1.5,
    2.5,
    0.49999999999999994,
    0.1,
    127.0,
    128.5,
    -129.0,
    255.9,
    256.0,
    1e6,
    1e-6,
    1.5e-7,
    1e21,
    1e22,
    123456789.125,
    1_000_000_000_000_000.3,
    4503599627370497.5,
    9007199254740993.0,
    1.8446744073709552e19,
    -9.3e18,
    5e-324,
    2.2250738585072014e-308,
    f64::MAX,
    f64::MIN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

impl Type {
    /// One that is at most so deep.
    pub(crate) fn random(random: &mut Random, depth: usize) -> Self {
        match random.below(if depth == 0 { 6 } else { 9 }) {
            0 | 1 => Self::Int(*random.one(&TAGS)),
            2 => Self::Float,
            3 => Self::Bool,
            4 => Self::Text,
            5 => Self::Choice,
            6 => Self::Option(Box::new(Self::random(random, depth - 1))),
            _ => Self::List(Box::new(Self::random(random, depth - 1))),
        }
    }

    /// One that is shown as text.
    pub(crate) fn shown(random: &mut Random) -> Self {
        match random.below(4) {
            0 => Self::Int(*random.one(&TAGS)),
            1 => Self::Float,
            2 => Self::Bool,
            _ => Self::Text,
        }
    }

    /// One whose values `<` compares.
    pub(crate) fn ordered(random: &mut Random, depth: usize) -> Self {
        match random.below(if depth == 0 { 4 } else { 6 }) {
            4 => Self::Option(Box::new(Self::ordered(random, depth - 1))),
            5 => Self::List(Box::new(Self::ordered(random, depth - 1))),
            _ => Self::shown(random),
        }
    }

    /// A value of the type.
    pub(crate) fn value(&self, random: &mut Random) -> Value {
        match self {
            Self::Int(tag) => Value::Integer(integer(*tag, random)),
            Self::Float => Value::Float(float(random)),
            Self::Bool => Value::Bool(random.once_in(2)),
            Self::Text => Value::Text(text(random)),
            Self::Choice => Value::Text((*random.one(&VARIANTS)).to_owned()),
            Self::Option(inner) => {
                let count = usize::from(!random.once_in(3));
                Value::List((0..count).map(|_| inner.value(random)).collect())
            }
            Self::List(item) => {
                let count = random.below(5);
                Value::List((0..count).map(|_| item.value(random)).collect())
            }
        }
    }
}

/// The least and the greatest integer of a type.
pub(crate) fn range(tag: char) -> (i128, i128) {
    let bits = 8 << (u32::from(tag.to_ascii_lowercase()) - u32::from('a'));
    match tag.is_ascii_lowercase() {
        true => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        false => (0, (1 << bits) - 1),
    }
}

fn integer(tag: char, random: &mut Random) -> i128 {
    let (least, greatest) = range(tag);
    let near = random.below(4) as i128;
    let value = match random.below(12) {
        0 => least + near,
        1 => greatest - near,
        2 => (1 << 53) - 2 + near,
        3 => i128::from(random.next()),
        4 | 5 => -near,
        6..=8 => near,
        _ => random.below(100) as i128,
    };
    value.clamp(least, greatest)
}

fn float(random: &mut Random) -> f64 {
    match random.below(6) {
        0 => f64::from_bits(random.next()),
        1 => dyadic(random),
        2 | 3 => random.below(20) as f64 - 5.0,
        _ => *random.one(&FLOATS),
    }
}

/// `n / 2^k`: many of them are as near to one decimal number as to another.
pub(crate) fn dyadic(random: &mut Random) -> f64 {
    let bits = random.below(54);
    let sign = if random.once_in(4) { -1.0 } else { 1.0 };
    let exponent = i32::try_from(random.below(24)).unwrap_or_default();
    sign * (random.next() >> (63 - bits)) as f64 / 2_f64.powi(exponent)
}

fn text(random: &mut Random) -> String {
    if random.once_in(5) {
        return (*random.one(&NUMBERS)).to_owned();
    }
    let pieces = random.below(5);
    (0..pieces).map(|_| *random.one(&PIECES)).collect()
}
