//! The half of a component that its struct makes: state, props, two-way bound fields.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{BindError, BindInput, Hidden, Reach, Resume, Saving, Shown, UrlField, panic_message};
use crate::{
    Error, Result,
    protocol::{
        place,
        state::{StateReader, StateWriter},
    },
};

/// The trait that `#[live_component]` on a struct implements: its identity, its state, its props.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a live component's struct",
    note = "write `#[live_component]` above `struct {Self}`"
)]
pub trait State: Sized + Send + 'static {
    /// The registered name: the type's path, unless `name = "..."` was given.
    const MODULE: &'static str;

    /// A hash of the names and types of the fields that are part of the state: which states it can read. Stable from build to
    /// build.
    const SCHEMA: u64;

    /// The place that keeps the state while no connection has it: `resume = "..."`.
    const RESUME: Resume = Resume::Token;

    /// The part of the state that is encrypted: `secret`, for all of it or for fields.
    const HIDDEN: Hidden = Hidden::Nothing;

    /// The `#[url]` fields, in order.
    const ADDRESS: &'static [UrlField] = &[];

    /// Writes every field that is part of the state.
    fn save(&self, out: &mut StateWriter);

    /// The component whose fields `from` holds. An absent field has its first value; `None` if a field that has to be given is absent.
    fn load(from: &mut StateReader<'_>) -> Option<Self>;

    /// Takes the `#[prop]` fields from `new`, and leaves the rest of the state alone.
    fn take_props(&mut self, _new: Self) {}

    /// Takes the `#[state(skip)]` fields from `old`, which is given up.
    fn keep_skipped(&mut self, _old: &mut Self) {}

    /// Takes `to` to the `#[bind]` field of this name, and in it to what the rest of its path names. Whether there is such a value.
    fn reach(&mut self, _name: &str, _rest: &str, _to: &mut Reach<'_>) -> bool {
        false
    }

    /// The event that runs after the browser has changed the `#[bind]` field of this name, or a part of it.
    fn changed(_name: &str) -> Option<&'static str> {
        None
    }

    /// Sets the bound value at a path from what the browser sent; `None` if there is no such value.
    fn bind(&mut self, path: &str, input: BindInput<'_>) -> Option<Result<(), BindError>> {
        let (name, rest) = place::first(path);
        let mut to = Reach::new(input);
        self.reach(name, rest, &mut to).then(|| to.end())
    }

    /// The text of the `#[url]` field of this name in the address; `None` if it is left out.
    fn url_text(&self, _name: &str) -> Option<String> {
        None
    }

    /// Sets the `#[url]` field of this name from the address: to its default if there is no text, or it cannot be read.
    fn set_url(&mut self, _name: &str, _text: Option<&str>) {}

    /// A digest of the `#[prop]` fields.
    fn props_digest(&self) -> u64 {
        StateWriter::props_digest(|out| self.save(out))
    }

    /// Takes all but the `#[state(skip)]` fields from `saved`: what undoing a failed event does.
    fn restore(&mut self, mut saved: Self) {
        saved.keep_skipped(self);
        *self = saved;
    }
}

/// The state as JSON.
///
/// # Errors
/// A field's own `Serialize` failed, or what it writes does not read back as it was.
pub(crate) fn write<C: State>(component: &C) -> Result<String> {
    unpanicked(|| Ok(StateWriter::text(|out| component.save(out))?))
}

/// Whether the state can be written.
///
/// # Errors
/// As of [`write`].
pub(crate) fn check<C: State>(component: &C) -> Result<()> {
    unpanicked(|| Ok(StateWriter::check(|out| component.save(out))?))
}

/// The component whose state `json` holds.
///
/// # Errors
/// The JSON is not a state of this type.
pub(crate) fn read<C: State>(json: &str) -> Result<C> {
    unpanicked(|| Ok(StateReader::read(json, C::load)?))
}

/// A digest of the `#[prop]` fields; 0 if one of them cannot be written.
pub(crate) fn props_digest<C: State>(component: &C) -> u64 {
    unpanicked(|| Ok(component.props_digest())).unwrap_or_default()
}

/// Runs the application's own serialization, in which a panic is an error like any other.
fn unpanicked<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|panic| Err(Error::msg(format_args!("a field panicked: {}", panic_message(&*panic)))))
}

/// As [`read`], where another version of the component may have written `json`.
///
/// # Errors
/// The JSON is not a state of this type, or holds what this version does not know.
pub(crate) fn read_old<C: State>(json: &str) -> Result<C> {
    unpanicked(|| Ok(StateReader::read_all(json, C::load)?))
}

/// How the state is saved, as the type says.
pub(crate) const fn saving<C: State>() -> Saving {
    Saving { schema: C::SCHEMA, resume: C::RESUME, hidden: C::HIDDEN }
}

/// A complete set of props: what `Counter::props()` gives once every required prop is set.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the props of a component",
    label = "props are expected here",
    note = "a component is given by its props, `Counter::props()`, with a call for every `#[prop]` that has no default"
)]
pub trait Props: Sized {
    /// The component that they are the props of; `Html` for a function under `#[component]`.
    type Component: Shown;

    /// The component with its props set, every other field at its default, and nothing run yet.
    #[doc(hidden)]
    fn build(self) -> Self::Component;
}
