//! [`Effect`], a request of a component to the client beside the change of its state.

use serde::{Deserialize, Serialize};

use super::{Dialect, array::Array};
use crate::protocol::json::write_text;

/// One thing that a component asks the client to do: in [`Cx`](crate::Cx) when it is asked for, on the wire when it is said, and in the
/// token while it is not known whether the client heard it.
///
/// A new effect is a variant here with an arm in each method, a method of `Cx` that asks for it, a case in `loom/client/src/live/effects.ts`,
/// and a row in the table "Effects" of `docs/protocol.md`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub enum Effect {
    /// The document's new title.
    #[serde(rename = "d")]
    Title(String),
    /// A message for the visitor.
    #[serde(rename = "f")]
    Flash(Level, String),
    /// The browser goes to another page: a path, or an address with its scheme.
    #[serde(rename = "r")]
    Redirect(String),
}

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
    /// Whether only the last one of its kind counts, of those that were asked for together.
    #[must_use]
    pub(crate) const fn is_single(&self) -> bool {
        match self {
            Self::Title(_) | Self::Redirect(_) => true,
            Self::Flash(..) => false,
        }
    }

    /// When it is said, among those that were asked for together. Of one rank each is said in the order in which it was asked for.
    #[must_use]
    pub(crate) const fn rank(&self) -> u8 {
        match self {
            Self::Title(_) => 0,
            Self::Flash(..) => 1,
            // The page ends with it.
            Self::Redirect(_) => u8::MAX,
        }
    }

    /// The address that it sends the browser to. It is said only if the application allows this.
    #[must_use]
    pub(crate) fn target(&self) -> Option<&str> {
        match self {
            Self::Redirect(url) => Some(url),
            Self::Title(_) | Self::Flash(..) => None,
        }
    }

    /// The bytes that it takes of memory.
    #[must_use]
    pub(crate) fn bytes(&self) -> usize {
        let (Self::Title(text) | Self::Flash(_, text) | Self::Redirect(text)) = self;
        size_of::<Self>() + text.len()
    }

    /// Appends the frame that says it; false, with nothing appended, if the dialect cannot say it.
    pub(super) fn write(&self, dialect: Dialect, out: &mut String) -> bool {
        match (dialect, self) {
            (Dialect::Two, Self::Title(title)) => Array::begin(out, "d").text(title).end(),
            (Dialect::Two, Self::Flash(level, text)) => Array::begin(out, "f").text(level.as_str()).text(text).end(),
            (Dialect::Two, Self::Redirect(url)) => Array::begin(out, "r").text(url).end(),
            (Dialect::One, Self::Redirect(url)) => {
                out.push_str("{\"type\":\"redirect\",\"url\":");
                write_text(out, url);
                out.push('}');
            }
            (Dialect::One, Self::Title(_) | Self::Flash(..)) => return false,
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
            Effect::Redirect("/a".to_owned()),
        ];
        for effect in all {
            let mut frame = String::new();
            assert!(effect.write(Dialect::Two, &mut frame));
            let wire: Vec<String> = serde_json::from_str(&frame).unwrap();
            let token = serde_json::to_value(&effect).unwrap();
            assert_eq!(token.as_object().unwrap().keys().next(), wire.first());
            assert_eq!(serde_json::from_value::<Effect>(token).unwrap(), effect);
        }
    }
}
