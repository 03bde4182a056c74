//! The effects: what a handler asks of the client beside the change of its component's state.

/// Calls a macro with the table of effects, in the order in which those that were asked for together are said. For each: its documentation, its name and
/// arguments, the argument that is an address to which it sends the browser, the id of its component where the client has to know that, its letter on the wire and in tokens, which of several counts (`Last` or
/// `Each`), the methods that ask for it, and the effect in words.
///
/// ```
/// macro_rules! letters {
///     ($(
///         $(#[$doc:meta])*
///         $name:ident $(($($argument:ident: $type:ident),*))? $(to $url:ident)? $(of $id:ident)?: $letter:literal, $counts:ident, $asked:literal, $does:literal;
///     )*) => { [$($letter),*] };
/// }
/// assert_eq!(loom_vocabulary::for_each_effect!(letters).last(), Some(&"r"));
/// ```
#[macro_export]
macro_rules! for_each_effect {
    ($callback:ident) => {
        $callback! {
            /// The document's new title.
            Title(title: String): "d", Last, "`cx.title(...)`", "the document's title";
            /// A message for the visitor.
            Flash(level: Level, text: String): "f", Each, "`cx.flash(...)`", "a message for the user";
            /// Something done to the page: the effect of this name, with its arguments.
            OnPage(name: String, arguments: Texts): "e", Each, "`cx.page()`", "this is done to the page: the guide has a table of names and arguments";
            /// A message for the hooks of the component: its name, and its data as JSON.
            Emit(name: String, data: String) of id: "m", Each, "`cx.emit(...)`", "the hooks of the component `id` hear of it; `data` is JSON in a text";
            /// The browser goes to another page as by a link; `replace` says that the page takes the place of this one in its history. Like the two
            /// below it ends the page, so only the last of these three counts.
            Navigate(url: String, replace: bool) to url: "n", Last, "`cx.navigate(...)`",
                "the browser goes to this page as by a link; with `true` it takes the place of this one in the history; refused as `r` is";
            /// The browser loads the page again.
            Reload: "a", Last, "`cx.reload()`", "the browser loads the page again";
            /// The browser goes to another page: a path, or an address with its scheme. The page ends with it, so it is the last.
            Redirect(url: String) to url: "r", Last, "`cx.redirect(...)`, `Redirect`",
                "the browser goes to this page; refused with `bad_redirect` where the application does not allow it";
        }
    };
}

/// A row of the documentation's table of effects.
#[derive(Clone, Copy, Debug)]
pub struct EffectRow {
    /// The letter on the wire and in tokens.
    pub letter: &'static str,
    /// Whether the id of the component stands before the arguments.
    pub has_id: bool,
    /// The arguments on the wire, with their types.
    pub arguments: &'static [(&'static str, &'static str)],
    /// The methods that ask for it.
    pub asked: &'static str,
    /// The effect in words.
    pub does: &'static str,
    /// Which counts of several that were asked for together: `Last` or `Each`.
    pub counts: &'static str,
}

macro_rules! rows {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($argument:ident: $type:ident),*))? $(to $url:ident)? $(of $id:ident)?: $letter:literal, $counts:ident, $asked:literal, $does:literal;
    )*) => {
        &[$(EffectRow {
            letter: $letter,
            has_id: <[&str]>::len(&[$(stringify!($id))?]) > 0,
            arguments: &[$($((stringify!($argument), stringify!($type))),*)?],
            asked: $asked,
            does: $does,
            counts: stringify!($counts),
        }),*]
    };
}

/// All effects.
pub const EFFECTS: &[EffectRow] = for_each_effect!(rows);
