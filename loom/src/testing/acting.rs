//! The actions of a visitor on a page, from the event to the answers.

use std::collections::BTreeSet;

use loom_vocabulary::{ModifierName, Place};

use super::{
    View, controls,
    document::component_of,
    element::{ControlEntry, Element},
    events::{Firing, Happening, has_modifier},
    selector::Selector,
};
use crate::{Error, Result, component::Payload, protocol::mirror::expression::Event};

/// An event as the client sends it, and what the browser does beside it.
struct SentEvent {
    component: u64,
    /// The text of the server's handler; empty where the browser does all.
    handler: String,
    /// The number of the browser's action.
    action: Option<usize>,
    payload: Payload,
    /// The note of a binding that fires once.
    once: Option<String>,
}

impl View {
    /// Puts something into controls, and fires `input` and `change` at the one that `selector` finds.
    pub(super) async fn change(&mut self, selector: &str, entries: Vec<(Element, ControlEntry)>) -> Result<()> {
        let path = self.reach(selector)?;
        let hears = ["input", "change"].map(|event| !self.heard(&path, event).is_empty());
        let is_sent = controls::form_of(&path).is_some()
            && path.last().is_some_and(|control| control.attribute("name").is_some());
        if hears == [false, false] && !is_sent {
            return Err(self.unheard(selector, "input"));
        }
        let mut names = Vec::new();
        for (control, entry) in entries {
            self.entries.put(&control, entry);
            names.push(control.name);
        }
        self.show();
        for (event, is_heard) in ["input", "change"].into_iter().zip(hears) {
            // The answer to `input` may have removed the control.
            let is_there = is_heard && self.reach(selector).is_ok_and(|path| !self.heard(&path, event).is_empty());
            if is_there {
                self.happen(selector, &Happening::new(event)).await?;
            }
        }
        for name in names {
            self.entries.answer(name);
        }
        self.show();
        Ok(())
    }

    /// The paths at which an event of a control is heard: its own, and that of its form where that stands elsewhere.
    fn heard<'e>(&self, path: &[&'e Element], event: &str) -> Vec<Vec<&'e Element>> {
        let happening = Happening::new(event);
        let form = controls::form_of(path)
            .filter(|form| path.iter().all(|around| form.last().is_none_or(|form| !std::ptr::eq(*around, *form))));
        let paths = [Some(path.to_vec()), form.filter(|_| matches!(event, "input" | "change"))];
        paths.into_iter().flatten().filter(|path| !happening.firings(path).is_empty()).collect()
    }

    /// Submits the form that an element belongs to. `button` is what was clicked, if something was.
    pub(super) async fn submit_by(
        &mut self,
        selector: &str,
        button: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Result<()> {
        let path = self.reach(selector)?;
        let form = controls::form_of(&path).ok_or_else(|| Error::msg(format_args!("`{selector}` is in no form")))?;
        let given: BTreeSet<&str> = fields.iter().map(|(name, _)| *name).collect();
        if let Some(problem) = controls::invalid(&form, &given) {
            return Err(Error::msg(format_args!("a browser does not submit `{selector}`: {problem}")));
        }
        let happening = Happening { fields, ..Happening::new("submit") };
        let submitter = button.and(path.last().copied());
        let sent = self.firings(&form, &happening, submitter)?;
        self.run(selector, &happening, sent).await
    }

    /// Has an event happen at the first element that `selector` finds.
    pub(super) async fn happen(&mut self, selector: &str, happening: &Happening<'_>) -> Result<()> {
        let path = self.path(selector)?;
        if happening.is_by_hand()
            && let Some(why) = controls::out_of_reach(&path)
        {
            return Err(Error::msg(format_args!("`{selector}` is {why} in {}", self.html)));
        }
        let mut paths = self.heard(&path, happening.bare());
        if paths.is_empty() {
            paths.push(path.clone());
        }
        let mut sent = Vec::new();
        for path in &paths {
            sent.extend(self.firings(path, happening, None)?);
        }
        sent.extend(self.elsewhere(&path, happening)?);
        self.run(selector, happening, sent).await
    }

    /// Has an event happen at the window, or where no element has the focus.
    pub(super) async fn happen_at_window(&mut self, happening: &Happening<'_>) -> Result<()> {
        let sent = self.elsewhere(&[], happening)?;
        self.run("the window", happening, sent).await
    }

    /// The events that the client sends for one at the end of `target`, from elements that hear it at another place.
    fn elsewhere(&self, target: &[&Element], happening: &Happening<'_>) -> Result<Vec<SentEvent>> {
        let rises = happening.reaches_window(target);
        let mut heard = Vec::new();
        self.document.walk(&mut Vec::new(), &mut |path| {
            for &place in Place::ALL {
                let is_around = |element: &&Element| path.last().is_some_and(|last| std::ptr::eq(*element, *last));
                let reach = controls::out_of_reach(path);
                let hears = match place {
                    Place::Outside => reach.is_none() && !target.is_empty() && !target.iter().any(is_around),
                    Place::Window | Place::Document => matches!(reach, None | Some("hidden")) && rises,
                };
                if let Some(firing) = happening.firing_at(place, path).filter(|_| hears) {
                    heard.push((path.to_vec(), firing));
                }
            }
        });
        heard
            .into_iter()
            .map(|(mut path, firing)| {
                path.extend(target.last());
                self.said(&path, happening, firing, None)
            })
            .collect()
    }

    /// The events that the client sends for one at the end of `path`.
    fn firings(
        &self,
        path: &[&Element],
        happening: &Happening<'_>,
        submitter: Option<&Element>,
    ) -> Result<Vec<SentEvent>> {
        let firings = happening.firings(path).into_iter();
        firings.map(|firing| self.said(path, happening, firing, submitter)).collect()
    }

    /// The event that the client sends for a firing: of an element of `path`, at whose end it happened.
    fn said(
        &self,
        path: &[&Element],
        happening: &Happening<'_>,
        firing: Firing,
        submitter: Option<&Element>,
    ) -> Result<SentEvent> {
        let Firing { binding, depth, handler, action } = firing;
        let around = path.get(..depth).unwrap_or_default();
        let component = component_of(around).or_else(|| self.outermost());
        let once = around
            .last()
            .filter(|element| has_modifier(element, ModifierName::Once, &binding))
            .map(|_| format!("{component:?} {binding} {handler} {action:?}"));
        let payload = happening.carried(path, depth, submitter)?;
        Ok(SentEvent { component: component.unwrap_or_default(), handler, action, payload, once })
    }

    /// Says what an event has fired, has the browser do its part, and waits for the answers.
    async fn run(&mut self, selector: &str, happening: &Happening<'_>, said: Vec<SentEvent>) -> Result<()> {
        if said.is_empty() {
            return Err(self.unheard(selector, happening.name));
        }
        for SentEvent { component, handler, action, payload, once } in said {
            if once.is_some_and(|once| !self.fired.insert(once)) {
                continue;
            }
            let Payload { value, key, checked, .. } = payload.clone();
            let asks = !handler.is_empty();
            let event = asks.then(|| self.client.send(component, handler, happening.bare(), payload)).transpose()?;
            if let Some(action) = action {
                self.client.act(component, action, Event { value, key, checked }, event);
                self.show();
            }
        }
        self.settle().await
    }

    /// The path of the first element that `selector` finds.
    fn path(&self, selector: &str) -> Result<Vec<&Element>> {
        Selector::parse(selector)?.find(&self.document).into_iter().next().ok_or_else(|| self.nothing(selector))
    }

    /// The same, if a visitor can reach it.
    pub(super) fn reach(&self, selector: &str) -> Result<Vec<&Element>> {
        let path = self.path(selector)?;
        match controls::out_of_reach(&path) {
            Some(why) => Err(Error::msg(format_args!("`{selector}` is {why} in {}", self.html))),
            None => Ok(path),
        }
    }

    /// The error for a selector that finds nothing.
    pub(super) fn nothing(&self, selector: &str) -> Error {
        Error::msg(format_args!("nothing is `{selector}` in {}", self.html))
    }

    /// The error for an event that nothing hears.
    fn unheard(&self, selector: &str, event: &str) -> Error {
        Error::msg(format_args!("`{selector}` has no handler for `{event}` in {}", self.html))
    }
}
