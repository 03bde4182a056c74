//! The levels of messages for the visitor.

/// Calls a macro with the table of levels: for each the documentation of its variant, the variant's name, and the word on the wire and in the
/// client's class names.
///
/// ```
/// macro_rules! words {
///     ($($(#[$doc:meta])* $name:ident: $word:literal;)*) => { [$($word),*] };
/// }
/// assert_eq!(loom_vocabulary::for_each_level!(words), ["info", "success", "warning", "error"]);
/// ```
#[macro_export]
macro_rules! for_each_level {
    ($callback:ident) => {
        $callback! {
            /// It informs.
            #[default]
            Info: "info";
            /// Something went well.
            Success: "success";
            /// Something needs care.
            Warning: "warning";
            /// Something went wrong.
            Error: "error";
        }
    };
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $word:literal;)*) => { &[$($word),*] };
}

/// The words of all levels.
pub const LEVELS: &[&str] = for_each_level!(words);
