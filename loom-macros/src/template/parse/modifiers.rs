//! The modifiers of `on:`: the place where an event is heard, its key, and the rest.

use loom_vocabulary::{ModifierName, Place};
use proc_macro2::TokenStream;
use syn::{
    LitInt, Token,
    parse::{ParseStream, Result},
    token,
};

use super::{directive::parentheses, name, parser::Parser};
use crate::template::{
    ast::{Filter, Modifier, Name},
    tables::{events, nearest},
};

impl Parser<'_> {
    /// `.window.ctrl.s.prevent.debounce(300)`: the place and the keys, and the rest.
    pub(super) fn modifiers(
        &mut self,
        input: ParseStream,
        event: &str,
        filters: bool,
    ) -> Result<(Filter, Vec<Modifier>)> {
        let (mut filter, mut modifiers) = (Filter::default(), Vec::<Modifier>::new());
        while input.peek(Token![.]) {
            input.parse::<Token![.]>()?;
            let Some(name) = self.diagnostics.take(name::property(input)) else { break };
            let arguments = if input.peek(token::Paren) { Some(parentheses(input)?) } else { None };
            if let Some(known) = ModifierName::named(&name.text) {
                let modifier = modifier(known, &name, arguments.as_ref(), &modifiers);
                modifiers.extend(self.diagnostics.take(modifier));
            } else if filters && is_filter(event, &name.text) {
                let rank = events::filter_rank(&name.text);
                if arguments.is_some() {
                    self.diagnostics.error(name.span, format_args!("`{}` takes no arguments", name.text));
                }
                match filter.0.iter().find(|part| events::filter_rank(&part.text) == rank) {
                    Some(_) if rank == 0 => self.diagnostics.error(
                        name.span,
                        "an event is heard at one place: bind it at the other with another `on:`",
                    ),
                    Some(_) => self.diagnostics.error(
                        name.span,
                        "a filter names one key, with `ctrl`, `alt`, `shift` and `meta`: bind the other with another `on:`",
                    ),
                    None => filter.0.push(name),
                }
            } else {
                self.diagnostics.error(name.span, unknown_modifier(event, &name.text, filters));
            }
        }
        filter.0.sort_by_key(|part| events::filter_rank(&part.text));
        Ok((filter, modifiers))
    }
}

/// Whether `name` is a place, or a key and the event one of the keyboard.
fn is_filter(event: &str, name: &str) -> bool {
    Place::named(name).is_some() || (events::is_key_event(event) && events::is_key(name))
}

/// One modifier, after those `before` it.
fn modifier(
    name: ModifierName,
    written: &Name,
    arguments: Option<&TokenStream>,
    before: &[Modifier],
) -> Result<Modifier> {
    let error = |message: String| Err(syn::Error::new(written.span, message));
    let measure = match (name.measure(), arguments) {
        (Some((measure, example, _)), number) => match number.and_then(whole_number) {
            Some(number) => number,
            None => return error(format!("`{0}` needs {measure}: `.{0}({example})`", written.text)),
        },
        (None, None) => 0,
        (None, Some(_)) => return error(format!("`{}` takes no arguments", written.text)),
    };
    if before.iter().any(|other| other.name == name) {
        return error(format!("the modifier `{}` is there twice", written.text));
    }
    Ok(Modifier { name, measure, span: written.span })
}

fn unknown_modifier(event: &str, name: &str, filters: bool) -> String {
    let measured = |modifier: &&ModifierName| name.starts_with(&format!("{}-", modifier.as_str()));
    if let Some((modifier, (_, example, unit))) =
        ModifierName::ALL.iter().find(measured).and_then(|modifier| Some((modifier.as_str(), modifier.measure()?)))
    {
        let (what, unit) = if unit == "ms" { ("time", "milliseconds") } else { ("distance", "pixels") };
        return format!("`{modifier}` takes its {what} in parentheses, in {unit}: `.{modifier}({example})`");
    }
    let other = match name {
        "preventDefault" | "preventdefault" | "prevent_default" => Some("prevent"),
        "stopPropagation" | "stoppropagation" | "stop_propagation" => Some("stop"),
        "away" | "clickaway" | "click-away" if filters => Some("outside"),
        "global" | "body" if filters => Some("window"),
        _ => None,
    };
    if let Some(other) = other {
        return format!("unknown modifier `{name}`; it is called `{other}`");
    }
    if filters && events::is_key(name) && !events::is_key_event(event) && name.len() > 1 {
        return format!("`.{name}` is for `on:keydown` and `on:keyup`, not for `on:{event}`");
    }
    let mut known: Vec<&str> = ModifierName::ALL.iter().map(|modifier| modifier.as_str()).collect();
    if filters {
        known.extend(Place::ALL.iter().map(|place| place.as_str()));
    }
    if events::is_key_event(event) {
        known.extend(events::key_names());
    }
    match nearest(name, &known) {
        Some(near) => format!("unknown modifier `{name}`; did you mean `{near}`?"),
        None if events::is_key_event(event) => format!("unknown modifier or key `{name}`"),
        None => format!("unknown modifier `{name}`; there are {}", events::written_modifiers(|_| true)),
    }
}

fn whole_number(tokens: &TokenStream) -> Option<u32> {
    let number: LitInt = syn::parse2(tokens.clone()).ok()?;
    // `2s` would be two milliseconds.
    number.suffix().is_empty().then(|| number.base10_parse().ok())?
}
