//! The effects of a component besides the change of its state. Its actor takes them after each event.

use std::{mem::discriminant, sync::Arc};

use super::{Effect, Level, Outcome};

/// The effects that [`Cx`](super::Cx)'s methods gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effects {
    /// The effects for the client.
    asked: Vec<Effect>,
    /// Calls of the parent's handlers, in order.
    pub calls: Vec<ParentCall>,
    /// Break the connection. The last way asked for.
    pub interruption: Option<Interruption>,
}

impl Effects {
    /// The effects for the client, in the order of their messages.
    pub fn iter(&self) -> std::slice::Iter<'_, Effect> {
        self.asked.iter()
    }

    /// The document's new title. The last one asked for.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.iter().find_map(|effect| match effect {
            Effect::Title(title) => Some(&**title),
            _ => None,
        })
    }

    /// Messages for the visitor, in order.
    pub fn flashes(&self) -> impl Iterator<Item = (Level, &str)> {
        self.iter().filter_map(|effect| match effect {
            Effect::Flash(level, text) => Some((*level, &**text)),
            _ => None,
        })
    }

    /// The page that the browser is sent to, by [`Cx::redirect`](super::Cx::redirect) or [`Cx::navigate`](super::Cx::navigate). The last one asked for.
    #[must_use]
    pub fn redirect(&self) -> Option<&str> {
        self.iter().find_map(Effect::target)
    }

    /// Whether the browser loads the page again.
    #[must_use]
    pub fn reloads(&self) -> bool {
        self.iter().any(|effect| matches!(effect, Effect::Reload))
    }

    /// Adds an effect that was asked for after the others.
    pub(crate) fn add(&mut self, effect: Effect) {
        if effect.leaves() {
            self.asked.retain(|other| !other.leaves());
        } else if effect.is_single() {
            let kind = discriminant(&effect);
            self.asked.retain(|other| discriminant(other) != kind);
        }
        let at = self.asked.partition_point(|other| other.rank() <= effect.rank());
        self.asked.insert(at, effect);
    }

    /// Adds the redirect that the method returned, which goes before one that it asked for.
    pub(crate) fn conclude(&mut self, outcome: Outcome) {
        if let Outcome::Redirect(url) = outcome {
            self.add(Effect::Redirect(url));
        }
    }

    /// Has the last `Navigate` take the place of this page in the browser's history.
    pub(crate) fn replace(&mut self) {
        for effect in &mut self.asked {
            if let Effect::Navigate(_, replace) = effect {
                *replace = true;
            }
        }
    }

    /// Takes the effects for the client.
    pub(crate) fn take_asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked)
    }
}

impl<'a> IntoIterator for &'a Effects {
    type IntoIter = std::slice::Iter<'a, Effect>;
    type Item = &'a Effect;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A page that [`Cx::navigate`](super::Cx::navigate) has asked for.
#[derive(Debug)]
pub struct Navigation<'e>(pub(super) &'e mut Effects);

impl Navigation<'_> {
    /// It takes the place of this page in the browser's history, so that going back does not lead here.
    pub fn replace(self) {
        self.0.replace();
    }
}

/// How [`Cx::interrupt`](super::Cx::interrupt) breaks a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Interruption {
    /// As a network does: at once, without a word, and with the answer to the event lost. The components wait for their client.
    Drop,
    /// As a deploy does: the client is given the newest tokens and told to come back, and nothing of its components stays in this process.
    Restart,
}

/// A [`Callback`](super::Callback) that was called: a handler of the parent, and what its `Detail<T>` is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParentCall {
    /// The handler's text: its name and its bound arguments.
    pub handler: Arc<str>,
    /// The value as JSON, for [`Payload::detail`](super::Payload).
    pub detail: String,
}

impl ParentCall {
    /// The bytes that it takes while it waits.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.handler.len() + self.detail.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_in_the_order_in_which_they_are_said() {
        let flash = |text: &str| Effect::Flash(Level::Info, text.to_owned());
        let [title, redirect] = [Effect::Title("b".to_owned()), Effect::Redirect("/b".to_owned())];
        let mut effects = Effects::default();
        let asked = [
            Effect::Redirect("/a".to_owned()),
            flash("one"),
            Effect::Title("a".to_owned()),
            redirect.clone(),
            flash("two"),
            title.clone(),
            flash("one"),
        ];
        asked.into_iter().for_each(|effect| effects.add(effect));
        assert_eq!(effects.take_asked(), [title, flash("one"), flash("two"), flash("one"), redirect]);
    }

    #[test]
    fn a_returned_redirect_goes_before_one_that_was_asked_for() {
        let mut effects = Effects::default();
        effects.add(Effect::Redirect("/asked".to_owned()));
        effects.conclude(Outcome::Done);
        assert_eq!(effects.redirect(), Some("/asked"));
        effects.conclude(Outcome::Redirect("/returned".to_owned()));
        assert_eq!(effects.redirect(), Some("/returned"));
    }
}
