//! [`Effect`], a request of a component to the client beside the change of its state.

use serde::{Deserialize, Serialize};

use super::{Dialect, Id, array::Array};
use crate::protocol::json::write_text;

/// The forms of an argument.
trait Argument {
    /// Writes it on the wire.
    fn write<'o>(&self, array: Array<'o>) -> Array<'o>;

    /// The bytes that it keeps beside itself.
    fn bytes(&self) -> usize;
}

impl Argument for String {
    fn write<'o>(&self, array: Array<'o>) -> Array<'o> {
        array.text(self)
    }

    fn bytes(&self) -> usize {
        self.len()
    }
}

impl Argument for Level {
    fn write<'o>(&self, array: Array<'o>) -> Array<'o> {
        array.text(self.as_str())
    }

    fn bytes(&self) -> usize {
        0
    }
}

/// Several texts.
type Texts = Vec<String>;

impl Argument for Texts {
    fn write<'o>(&self, array: Array<'o>) -> Array<'o> {
        array.list(self)
    }

    fn bytes(&self) -> usize {
        self.iter().map(|text| size_of::<String>() + text.len()).sum()
    }
}

impl Argument for bool {
    fn write<'o>(&self, array: Array<'o>) -> Array<'o> {
        array.flag(*self)
    }

    fn bytes(&self) -> usize {
        0
    }
}

macro_rules! is_single {
    (Last) => {
        true
    };
    (Each) => {
        false
    };
}

macro_rules! target {
    () => {
        None
    };
    ($url:ident) => {
        Some($url)
    };
}

macro_rules! effects {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($argument:ident: $type:ident),*))? $(to $url:ident)? $(of $id:ident)?: $letter:literal, $counts:ident, $asked:literal, $does:literal;
    )*) => {
        /// One thing that a component asks the client to do: in [`Cx`](crate::Cx) when it is asked for, on the wire when it is said, and in the
        /// token while it is not known whether the client heard it.
        ///
        /// A new effect is a row in the table of `loom-vocabulary`, a method of `Cx` that asks for it, and a case in `loom/client/src/live/effects.ts`.
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[non_exhaustive]
        pub enum Effect {
            $($(#[$doc])* #[serde(rename = $letter)] $name $(($($type),*))?,)*
        }

        impl Effect {
            const LETTERS: &[&str] = &[$($letter),*];

            /// By which the wire and tokens know it.
            const fn letter(&self) -> &'static str {
                match self { $(Self::$name { .. } => $letter,)* }
            }

            /// Whether only the last one of its kind counts, of those that were asked for together.
            #[must_use]
            pub(crate) const fn is_single(&self) -> bool {
                match self { $(Self::$name { .. } => is_single!($counts),)* }
            }

            /// The address that it sends the browser to. It is said only if the application allows this.
            #[must_use]
            #[allow(unused_variables)]
            pub(crate) fn target(&self) -> Option<&str> {
                match self { $(Self::$name $(($($argument),*))? => target!($($url)?),)* }
            }

            /// The bytes that it takes of memory.
            #[must_use]
            pub(crate) fn bytes(&self) -> usize {
                let arguments = match self { $(Self::$name $(($($argument),*))? => 0 $($(+ $argument.bytes())*)?,)* };
                size_of::<Self>() + arguments
            }

            fn write_array(&self, component: &Id, waits: bool, out: &mut String) {
                let array = Array::begin(out, self.letter());
                let array = match self {
                    $(Self::$name $(($($argument),*))? => {
                        $(let array = { let $id = component; array.id(Some($id)) };)?
                        $($(let array = $argument.write(array);)*)?
                        array
                    })*
                };
                let array = if waits && self.is_shown() { array.flag(true) } else { array };
                array.end();
            }
        }
    };
}

loom_vocabulary::for_each_effect!(effects);

macro_rules! levels {
    ($($(#[$attribute:meta])* $name:ident: $word:literal;)*) => {
        /// How a message for the user, a [`flash`](crate::Cx::flash), is meant.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
        pub enum Level {
            $($(#[$attribute])* #[serde(rename = $word)] $name,)*
        }

        impl Level {
            /// The word on the wire, and in the client's class names.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

loom_vocabulary::for_each_level!(levels);

impl Effect {
    /// When it is said, among those that were asked for together. Of one rank each is said in the order in which it was asked for.
    #[must_use]
    pub(crate) fn rank(&self) -> usize {
        let letter = self.letter();
        Self::LETTERS.iter().take_while(|other| **other != letter).count()
    }

    /// Whether the page ends with it.
    #[must_use]
    pub(crate) const fn leaves(&self) -> bool {
        matches!(self, Self::Navigate(..) | Self::Reload | Self::Redirect(_))
    }

    /// Whether it is about what the component shows, so that it comes after the change of that.
    #[must_use]
    pub(crate) const fn is_shown(&self) -> bool {
        matches!(self, Self::OnPage(..) | Self::Emit(..))
    }

    /// Appends the frame that says it; false, with nothing appended, if the dialect cannot say it. The component is that which asks for it. `waits` if the
    /// answer to an event is still to come, with the change that it brings.
    pub(super) fn write(&self, dialect: Dialect, component: &Id, waits: bool, out: &mut String) -> bool {
        match (dialect, self) {
            (Dialect::Two, effect) => effect.write_array(component, waits, out),
            (Dialect::One, effect) if effect.leaves() => {
                out.push_str("{\"type\":\"redirect\",\"url\":");
                // An address without anything is that of the page.
                write_text(out, effect.target().unwrap_or_default());
                out.push('}');
            }
            (Dialect::One, _) => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_and_the_wire_call_an_effect_by_one_letter() {
        let all = [
            Effect::Title("T".to_owned()),
            Effect::Flash(Level::Success, "T".to_owned()),
            Effect::OnPage("focus".to_owned(), vec!["a".to_owned()]),
            Effect::Emit("go".to_owned(), "[1]".to_owned()),
            Effect::Navigate("/a".to_owned(), true),
            Effect::Reload,
            Effect::Redirect("/a".to_owned()),
        ];
        for effect in all {
            let mut frame = String::new();
            assert!(effect.write(Dialect::Two, &Id::Number(0), false, &mut frame));
            let wire: Vec<serde_json::Value> = serde_json::from_str(&frame).unwrap();
            let token = serde_json::to_value(&effect).unwrap();
            let letter = token.as_object().map_or(token.as_str(), |token| token.keys().next().map(String::as_str));
            assert_eq!(letter, wire[0].as_str());
            assert_eq!(serde_json::from_value::<Effect>(token).unwrap(), effect);
        }
    }
}
