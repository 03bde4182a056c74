//! Places to tokens: each step is checked at the user's own token, and the path is written beside it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Lifetime, ext::IdentExt as _};

use super::data_path::{DataPath, Root, Step};
use crate::{hash, paths};

/// The tokens of a place, step by step.
struct Walk {
    /// Declarations of the spots of rows, which live as long as what refers to them.
    hoisted: TokenStream,
    body: TokenStream,
    /// The last value, and what is known of it.
    value: Ident,
    link: Ident,
    /// The place around what `text` names.
    up: TokenStream,
    text: String,
    /// How many locals there are.
    count: usize,
    /// The value for the case that there is nothing at the place.
    nothing: TokenStream,
    /// A step may find nothing.
    may_fail: bool,
}

/// A place as a control needs it: declarations, and the value behind them.
pub(super) fn control(place: &DataPath, is_error: bool) -> (TokenStream, TokenStream) {
    let span = Span::mixed_site().located_at(place.span());
    let door = paths::door(span);
    if let (Some((this, name)), false) = (place.flat(), is_error) {
        let text = name.unraw().to_string();
        let hash = hash::of(&text);
        return (TokenStream::new(), quote_spanned!(span=> #door::Binds::<Self, #hash>::bound(&#this.#name, #text)));
    }
    let walk = Walk::of(place, quote_spanned!(span=> #door::At::nowhere()));
    let method = Ident::new(if is_error { "of_error" } else { "new" }, span);
    let (value, link, spot) = (&walk.value, &walk.link, walk.spot(span));
    let end = quote_spanned!(span=> #door::At::#method(#value, #spot, #link));
    let block = walk.block(&end);
    (walk.hoisted, block)
}

/// `bind(PLACE)`: a part of a form, in an `Option` where a step to it may find nothing.
pub(super) fn cursor(place: &DataPath) -> TokenTree {
    let span = Span::mixed_site().located_at(place.span());
    let door = paths::door(span);
    let walk = Walk::of(place, quote_spanned!(span=> ::core::option::Option::None));
    let (value, link, spot) = (&walk.value, &walk.link, walk.spot(span));
    let mut end = quote_spanned!(span=> #door::Of::new(#value, #spot, #link));
    if walk.may_fail {
        end = quote_spanned!(span=> ::core::option::Option::Some(#end));
    }
    let (block, hoisted) = (walk.block(&end), &walk.hoisted);
    let mut group = Group::new(proc_macro2::Delimiter::Parenthesis, quote_spanned!(span=> { #hoisted #block }));
    group.set_span(span);
    group.into()
}

/// The rows of `bind(PLACE)`, for a `for` to go through.
pub(super) fn rows(place: &DataPath) -> TokenStream {
    let span = Span::mixed_site().located_at(place.span());
    let (door, cursor) = (paths::door(span), cursor(place));
    let may_fail = place.steps.iter().any(|step| !matches!(step, Step::Field(_)));
    if may_fail {
        quote_spanned!(span=> #door::rows_of_some #cursor)
    } else {
        quote_spanned!(span=> #door::rows_of(&#cursor))
    }
}

/// A local of the walk; errors about its value are reported at `span`.
fn local(kind: &str, number: usize, span: Span) -> Ident {
    Ident::new(&format!("{kind}{number}"), Span::mixed_site().located_at(span))
}

fn label() -> Lifetime {
    Lifetime::new("'bound", Span::mixed_site())
}

impl Walk {
    fn of(place: &DataPath, nothing: TokenStream) -> Self {
        let (span, mut steps) = (place.span(), place.steps.as_slice());
        let mut walk = Self {
            hoisted: TokenStream::new(),
            body: TokenStream::new(),
            value: local("p", 0, span),
            link: local("l", 0, span),
            up: TokenStream::new(),
            text: String::new(),
            count: 0,
            nothing,
            may_fail: false,
        };
        match &place.root {
            Root::Field { this, name } => walk.begin(this, name),
            Root::Cursor(name) => {
                let inside = steps.split_first().and_then(|(step, rest)| match step {
                    Step::Inside(span) => Some((*span, rest)),
                    _ => None,
                });
                walk.begin_cursor(name, inside.map(|(span, _)| span));
                steps = inside.map_or(steps, |(_, rest)| rest);
            }
        }
        steps.iter().for_each(|step| walk.step(step));
        walk
    }

    fn begin(&mut self, this: &Ident, name: &Ident) {
        let at = Span::mixed_site().located_at(name.span());
        let (door, text) = (paths::door(at), name.unraw().to_string());
        let (value, link, hash) = (self.value(at), self.link(at), hash::of(&text));
        self.body.extend(quote_spanned! {at=>
            let #value = &#this.#name;
            let #link = #door::field::<Self, #hash, _>(#value);
        });
        self.up = quote_spanned!(at=> #door::Up::Component);
        self.text = text;
    }

    fn begin_cursor(&mut self, name: &Ident, inside: Option<Span>) {
        let at = Span::mixed_site().located_at(inside.unwrap_or_else(|| name.span()));
        let (door, value, link, up) = (paths::door(at), self.value(at), self.link(at), local("up", 0, at));
        if inside.is_some() {
            let leave = self.leave(at);
            self.body.extend(quote_spanned! {at=>
                let ::core::option::Option::Some((#value, #up, #link)) = #door::cursor_inside(&#name) else { #leave };
            });
        } else {
            self.body.extend(quote_spanned!(at=> let (#value, #up, #link) = #door::cursor(&#name);));
        }
        self.up = quote!(#up);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Field(name) => self.field(name),
            Step::Inside(span) => {
                let at = Span::mixed_site().located_at(*span);
                let (before, door, leave) = (self.at(at), paths::door(at), self.leave(at));
                let value = self.value(at);
                self.body.extend(quote_spanned! {at=>
                    let ::core::option::Option::Some(#value) = #door::inner(#before) else { #leave };
                });
            }
            Step::Nth(span, index) => self.row(*span, "nth", index),
            Step::By(span, key) => self.row(*span, "by", key),
        }
    }

    fn field(&mut self, name: &Ident) {
        let at = Span::mixed_site().located_at(name.span());
        let (door, text) = (paths::door(at), name.unraw().to_string());
        // An error about the struct stands where it is named.
        let at_before = self.value.span();
        let (before, door_before, link_before) = (self.at(at_before), paths::door(at_before), self.link.clone());
        let (value, link, hash) = (self.value(at), self.link(at), hash::of(&text));
        let fields = local("f", self.count, at);
        let of_before = quote_spanned!(at_before=> #door_before::fields(#before));
        self.body.extend(quote_spanned! {at=>
            let #fields = #of_before;
            let #value = &#fields.#name;
            let #link = #door::next::<#hash, _, _>(#link_before, #fields, #value);
        });
        self.text.push('.');
        self.text.push_str(&text);
    }

    fn row(&mut self, span: Span, method: &str, argument: &TokenStream) {
        let at = Span::mixed_site().located_at(span);
        let (door, method, leave) = (paths::door(at), Ident::new(method, at), self.leave(at));
        let (before, value) = (self.at(at), self.value(at));
        let (key, spot) = (local("k", self.count, at), local("s", self.count, at));
        let (up, text) = (&self.up, &self.text);
        self.hoisted.extend(quote_spanned!(at=> let #spot;));
        self.body.extend(quote_spanned! {at=>
            let ::core::option::Option::Some((#key, #value)) = #door::#method(#before, #argument) else { #leave };
            #spot = #door::Spot::new(#up, #text, #key);
        });
        self.up = quote_spanned!(at=> #door::Up::Spot(&#spot));
        self.text.clear();
    }

    /// The local of the last value, for a use about which errors are reported at `at`.
    fn at(&self, at: Span) -> Ident {
        let mut value = self.value.clone();
        value.set_span(at);
        value
    }

    /// A new local for the value of the next step.
    fn value(&mut self, at: Span) -> Ident {
        self.count += 1;
        self.value = local("p", self.count, at);
        self.value.clone()
    }

    /// The local of what is known of the value; its number is that of the value.
    fn link(&mut self, at: Span) -> Ident {
        self.link = local("l", self.count, at);
        self.link.clone()
    }

    /// Leaves the walk: there is nothing.
    fn leave(&mut self, at: Span) -> TokenStream {
        self.may_fail = true;
        let (label, nothing) = (label(), &self.nothing);
        quote_spanned!(at=> break #label #nothing)
    }

    /// The place of the last value.
    fn spot(&self, at: Span) -> TokenStream {
        let (door, up, text) = (paths::door(at), &self.up, &self.text);
        quote_spanned!(at=> #door::Spot::new(#up, #text, #door::RowKey::None))
    }

    fn block(&self, end: &TokenStream) -> TokenStream {
        let (body, span) = (&self.body, Span::mixed_site());
        if self.may_fail {
            let label = label();
            return quote_spanned!(span=> #label: { #body #end });
        }
        quote_spanned!(span=> { #body #end })
    }
}
