//! [`Choice`], an enum that a person chooses from.

/// An enum without fields, whose variants a person can choose from. `#[derive(Choice)]` implements it.
///
/// Each variant has a name, for the wire and the `value` of an option, and a label for people.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a choice",
    note = "write `#[derive(Choice)]` above an enum whose variants have no fields"
)]
pub trait Choice: Sized + 'static {
    /// Every variant, in the order they are written in.
    const ALL: &'static [Self];

    /// The variant's name: in kebab case, unless `#[choice(name = "...")]` says otherwise.
    fn name(&self) -> &'static str;

    /// The text for people: the variant's words, unless `#[choice(label = "...")]` says otherwise.
    fn label(&self) -> &'static str;

    /// The variant of this name.
    fn from_name(name: &str) -> Option<Self>;
}

/// There is no variant of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownChoice {
    /// The name that was asked for.
    name: String,
}

impl UnknownChoice {
    /// No variant is called `name`.
    #[doc(hidden)]
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned() }
    }
}

impl std::fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not one of the choices", self.name)
    }
}

impl std::error::Error for UnknownChoice {}
