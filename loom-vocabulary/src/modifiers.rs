//! [`ModifierName`], the modifiers of bound events.

/// The form of a modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// It holds or it does not: `.once`.
    Flag,
    /// It has a time in milliseconds: `.debounce(300)`.
    Timed,
    /// It has a distance in pixels: `.margin(200)`.
    Distance,
}

macro_rules! modifiers {
    ($($name:ident: $word:literal, $kind:ident, $does:literal;)*) => {
        /// A modifier of a bound event: `.prevent` in a template, `data-l-prevent` on its element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ModifierName {
            $(#[doc = concat!("`.", $word, "`")] $name,)*
        }

        impl ModifierName {
            /// All of them, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in templates.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            const fn form(self) -> Form {
                match self { $(Self::$name => Form::$kind,)* }
            }

            /// Its effect in words, for the documentation.
            #[must_use]
            pub const fn does(self) -> &'static str {
                match self { $(Self::$name => $does,)* }
            }
        }
    };
}

modifiers! {
    Prevent: "prevent", Flag, "`preventDefault`";
    Stop: "stop", Flag, "`stopPropagation`";
    Once: "once", Flag, "fires once";
    Itself: "self", Flag, "not for what stands inside the element";
    Exclusive: "exclusive", Flag, "fires once at a time: until the answer the control is disabled, and the fields of a submitted form are frozen";
    Reset: "reset", Flag, "empties the form as it is submitted; an error brings back what was in it";
    Debounce: "debounce", Timed, "fires when nothing more came for 300 milliseconds";
    Throttle: "throttle", Timed, "fires at most once in 300 milliseconds";
    Margin: "margin", Distance, "for `visible` and `hidden`: that many pixels around what is seen count as well";
}

impl ModifierName {
    /// The modifier of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|modifier| modifier.as_str() == name)
    }

    /// The name behind the prefix on elements. `data-l-reset` binds the event of this name.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Reset => "clears",
            other => other.as_str(),
        }
    }

    /// Whether it has a time in milliseconds.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        matches!(self.form(), Form::Timed)
    }

    /// The measure that it needs, an example of it and its unit, if it needs one.
    #[must_use]
    pub const fn measure(self) -> Option<(&'static str, &'static str, &'static str)> {
        match self.form() {
            Form::Flag => None,
            Form::Timed => Some(("a time in milliseconds", "300", "ms")),
            Form::Distance => Some(("a distance in pixels", "200", "px")),
        }
    }
}
