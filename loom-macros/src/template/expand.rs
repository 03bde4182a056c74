//! Plan to tokens. This cannot fail: whatever is wrong was reported before.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use super::{
    ast::{Pattern, Rust},
    bound, browser,
    generated::{out, sort_keys, templates},
    plan::{Action, Binding, Component, Control, Fill, Local, Part, Plan, Prop, Source, Step, Template},
    tables,
};
use crate::{editor, paths};

/// The expression that an `html!` stands for, behind its errors.
pub(crate) fn expand(plan: &Plan, library: &TokenStream, errors: TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    let door = paths::private(library);
    if plan.steps.is_empty() {
        return quote_spanned!(span=> { #errors #door::Html::empty() });
    }
    let (open_door, statics) = (paths::open_door(&door), statics(&plan.templates));
    let (out, browser, steps) = (out(), browser::prepare(plan), steps(&plan.steps));
    let html = quote_spanned! {span=>
        #door::Html::new(move |#out: &mut #door::Out<'_>| {
            #open_door
            #statics
            #browser
            #steps
            #out.end()
        })
    };
    if errors.is_empty() {
        return html;
    }
    if editor::is_compiling() {
        return quote_spanned! {span=> { #errors #door::Html::empty() } };
    }
    quote_spanned! {span=> { #errors let html = #html; html } }
}

fn local(local: Local) -> Ident {
    let name = match local {
        Local::Disabled => "disabled",
        Local::Spread => "spread",
    };
    Ident::new(name, Span::mixed_site())
}

/// One `static` for all templates, and one literal in it: rustc has the least to do for it.
fn statics(all: &[Template]) -> TokenStream {
    let span = Span::mixed_site();
    let (door, name) = (paths::door(span), templates());
    let mut text = String::new();
    all.iter().for_each(|template| template.describe(&mut text));
    quote_spanned!(span=> static #name: #door::Templates = #door::Templates::new(#text);)
}

fn steps(steps: &[Step]) -> TokenStream {
    steps.iter().map(step).collect()
}

fn step(step: &Step) -> TokenStream {
    let span = Span::mixed_site();
    let out = out();
    match step {
        Step::Open(index) => {
            let (name, index) = (templates(), Literal::usize_unsuffixed(*index));
            quote_spanned!(span=> #out.tree(&#name, #index);)
        }
        Step::Close => quote_spanned!(span=> #out.close();),
        Step::Empty => quote_spanned!(span=> #out.empty();),
        Step::Literal(text) => quote_spanned!(span=> #out.text(#text);),
        Step::Fill(kind, Rust { local: Some(local), .. }) => {
            let value = browser::value();
            let is_flag = matches!(kind, Fill::Flag | Fill::Disabled);
            browser::fill(local, is_flag, &fill(*kind, &quote!(#value), span.located_at(local.span)))
        }
        Step::Fill(kind, value) => fill(*kind, &value.tokens, span.located_at(value.span)),
        Step::Joined(parts) => joined(parts),
        Step::Local(name, value) => set_local(*name, value),
        Step::Bind { binding, slot } => bind(binding, *slot),
        Step::Place { bound: at, place, is_error, is_named } => bound::place(*at, place, *is_error, *is_named),
        Step::Path(at) => bound::path(*at),
        Step::Field { bound: at, show } => bound::field_view(*at, show),
        Step::Chooser { bound: at, several, slot, control: state } => {
            bound::chooser(*at, *several, *slot, &control(*state))
        }
        Step::Offers { bound: at, value, by, control: state } => bound::offers(*at, value, *by, &control(*state)),
        Step::If { span, branches, otherwise } => conditional(*span, branches, otherwise),
        Step::List { span, pattern, items, body } => list(*span, pattern, items, body),
        Step::Item(key) => item(key.as_ref()),
        Step::Match { span, value, arms } => matched(*span, value, arms),
        Step::Let(statement) => statement.clone(),
        Step::Scope(inner) => {
            let inner = steps(inner);
            quote_spanned!(span=> { #inner })
        }
        Step::Whole(number, inner) => whole(*number, inner),
        Step::Component(component) => call(component),
        Step::Fieldset(state) => fieldset(*state),
        Step::EndFieldset => quote_spanned!(span=> #out.end_fieldset();),
        Step::Legend => quote_spanned!(span=> #out.legend();),
        Step::EndLegend => quote_spanned!(span=> #out.end_legend();),
        Step::Recovered(rust) => quote_spanned!(span=> let _ = &(#rust);),
    }
}

fn conditional(span: Span, branches: &[(TokenStream, Vec<Step>)], otherwise: &[Step]) -> TokenStream {
    let at = Span::mixed_site().located_at(span);
    let mut tokens = TokenStream::new();
    for (condition, branch) in branches {
        let branch = steps(branch);
        tokens.extend(quote_spanned!(at=> if #condition { #branch } else));
    }
    let otherwise = steps(otherwise);
    quote_spanned!(at=> #tokens { #otherwise })
}

fn matched(span: Span, value: &TokenStream, arms: &[(Pattern, Vec<Step>)]) -> TokenStream {
    let at = Span::mixed_site().located_at(span);
    let arms = arms.iter().map(|(Pattern { tokens, end }, arm)| {
        let (arm, end) = (steps(arm), at.located_at(*end));
        quote_spanned!(end=> #tokens => { #arm })
    });
    quote_spanned!(at=> match #value { #(#arms)* })
}

fn list(span: Span, pattern: &TokenStream, items: &TokenStream, body: &[Step]) -> TokenStream {
    let (at, out, body) = (Span::mixed_site().located_at(span), out(), steps(body));
    quote_spanned!(at=> #out.list(); for #pattern in #items { #body } #out.end_list();)
}

/// The beginning of an item of a list.
fn item(key: Option<&Rust>) -> TokenStream {
    let (span, out) = (Span::mixed_site(), out());
    let Some(key) = key else {
        return quote_spanned!(span=> #out.item(););
    };
    let at = span.located_at(key.span);
    quote_spanned!(at=> #out.keyed(&(#key));)
}

/// The steps of an item, in a block with a label: no bare `continue` leaves it, wherever it comes from.
fn whole(number: usize, inner: &[Step]) -> TokenStream {
    let span = Span::mixed_site();
    let (inner, label) = (steps(inner), syn::Lifetime::new(&format!("'_item{number}"), span));
    quote_spanned!(span=> #label: { #inner })
}

fn fieldset(state: Control) -> TokenStream {
    let span = Span::mixed_site();
    let (door, out, state) = (paths::door(span), out(), control(state));
    quote_spanned!(span=> #out.fieldset(::core::matches!(#state, #door::Control::Disabled));)
}

/// A value that several steps read.
fn set_local(name: Local, value: &Rust) -> TokenStream {
    let at = Span::mixed_site().located_at(value.span);
    let (door, local) = (paths::door(Span::mixed_site()), local(name));
    match name {
        Local::Disabled => quote_spanned!(at=> let #local = #door::Flag::flag(&(#value));),
        Local::Spread => quote_spanned!(at=> let #local: &#door::Attributes = &(#value);),
    }
}

/// One value into the next slot. Errors about it are reported at the value.
fn fill(kind: Fill, value: &TokenStream, span: Span) -> TokenStream {
    let out = out();
    match kind {
        Fill::Content => quote_spanned!(span=> (#value).__loom_render(#out);),
        Fill::Attribute => quote_spanned!(span=> #out.attribute(&(#value));),
        Fill::Json => {
            let door = paths::door(span);
            quote_spanned!(span=> #out.attribute(&#door::data(&(#value)));)
        }
        Fill::SortKey => {
            let (door, keys) = (paths::door(span), sort_keys());
            quote_spanned!(span=> #out.attribute(&#door::data(#door::sort_key(&#keys, &(#value))));)
        }
        Fill::Presence => quote_spanned!(span=> #out.presence(&(#value));),
        Fill::Flag => quote_spanned!(span=> #out.flag(&(#value));),
        Fill::Disabled => {
            let disabled = local(Local::Disabled);
            quote_spanned!(span=> #out.flag(&#disabled);)
        }
        Fill::SpreadLocal => {
            let spread = local(Local::Spread);
            quote_spanned!(span=> #out.spread(#spread);)
        }
        Fill::Spread => quote_spanned!(span=> #out.spread(&(#value));),
    }
}

/// Several texts and values as one text.
fn joined(parts: &[Part]) -> TokenStream {
    let (span, out) = (Span::mixed_site(), out());
    let mut format = String::new();
    let mut values = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Part::Value(value) => {
                format.push_str("{}");
                values.push(&value.tokens);
            }
        }
    }
    quote_spanned!(span=> #out.attribute(&::core::format_args!(#format, #(#values),*));)
}

/// Actions are bound, with or without a slot for the server's handler.
fn bind(binding: &Binding, slot: bool) -> TokenStream {
    let (span, out) = (Span::mixed_site(), out());
    let (event, control) = (&binding.event, control(binding.control));
    let locals = binding.actions.iter().filter_map(|action| match action {
        Action::Local(local) => Some(browser::check(local)),
        Action::Server(_) => None,
    });
    let locals: TokenStream = locals.collect();
    let mut sorted = None;
    let actions: Vec<_> = binding
        .actions
        .iter()
        .map(|action| match action {
            Action::Server(handler) if event == "sort" => {
                let (keys, action) = sort(handler);
                sorted = Some(keys);
                action
            }
            Action::Server(handler) => server(event, handler),
            Action::Local(local) => browser::action(local),
        })
        .collect();
    let method = Ident::new(if slot { "event" } else { "offer" }, span);
    let bound = quote_spanned!(span=> #out.#method(#event, &[#(#actions),*], #control););
    let bound = if locals.is_empty() { bound } else { quote_spanned!(span=> { #locals #bound }) };
    quote_spanned!(span=> #sorted #bound)
}

/// The handler of a list that can be sorted, whose keys are known from then on, and its action.
fn sort(handler: &Source) -> (TokenStream, TokenStream) {
    let (span, keys) = (Span::mixed_site(), sort_keys());
    let Source::Named { name, .. } = handler else {
        let door = paths::door(span);
        return (quote_spanned!(span=> let #keys = #door::any_keys();), server("sort", handler));
    };
    let at = span.located_at(name.span());
    let (door, source) = (paths::door(at), source(handler));
    let known = quote_spanned!(at=> let sorts = #source; let #keys = #door::sort_keys(&sorts););
    (known, quote_spanned!(at=> #door::server::<#door::event::sort, _>(&sorts)))
}

/// The action of a handler on the server.
fn server(event: &str, handler: &Source) -> TokenStream {
    let span = Span::mixed_site();
    let at = span.located_at(match handler {
        Source::Bound(at) => {
            let (door, bound) = (paths::door(span), bound::local(*at));
            return quote_spanned!(span=> #door::Action::Server(&#bound));
        }
        Source::Named { name, .. } => name.span(),
        Source::Value(value) => value.span,
    });
    let known = tables::events::EVENTS.contains(&event);
    let marker = Ident::new(if known { event } else { "custom" }, span);
    let (door, handler) = (paths::door(at), source(handler));
    quote_spanned!(at=> #door::server::<#door::event::#marker, _>(&#handler))
}

/// The handler itself.
fn source(source: &Source) -> TokenStream {
    match source {
        Source::Named { owner, name, args } => {
            let at = Span::mixed_site().located_at(name.span());
            let door = paths::door(at);
            let owner = owner.as_ref().map_or_else(|| quote_spanned!(at=> Self), ToTokens::to_token_stream);
            let args = args.as_ref().map(|args| arguments(&args.tokens));
            quote_spanned!(at=> #door::HandlersOf::<#owner>::#name(#args))
        }
        Source::Value(value) => value.to_token_stream(),
        Source::Bound(at) => bound::local(*at).to_token_stream(),
    }
}

/// The arguments of a handler. A literal text becomes what the handler takes, as `String`.
fn arguments(tokens: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let mut out = TokenStream::new();
    for argument in tokens.split_inclusive(is_comma) {
        match argument {
            [TokenTree::Literal(text), comma @ ..]
                if comma.iter().all(is_comma) && text.to_string().starts_with(['"', 'r']) =>
            {
                let at = Span::mixed_site().located_at(text.span());
                let door = paths::door(at);
                out.extend(quote_spanned!(at=> #door::text(#text)));
                out.extend(comma.iter().cloned());
            }
            argument => out.extend(argument.iter().cloned()),
        }
    }
    out
}

fn control(control: Control) -> TokenStream {
    let span = Span::mixed_site();
    let (door, disabled, spread) = (paths::door(span), local(Local::Disabled), local(Local::Spread));
    match control {
        Control::Never => quote_spanned!(span=> #door::Control::Never),
        Control::Enabled => quote_spanned!(span=> #door::Control::Enabled),
        Control::Disabled => quote_spanned!(span=> #door::Control::Disabled),
        Control::Dynamic { disabled: true, spread: false } => {
            quote_spanned!(span=> #door::Control::disabled(#disabled))
        }
        Control::Dynamic { disabled: true, spread: true } => {
            quote_spanned!(span=> #door::Control::disabled(#disabled || #spread.disables()))
        }
        Control::Dynamic { disabled: false, .. } => quote_spanned!(span=> #door::Control::disabled(#spread.disables())),
    }
}

/// A component's builder with its props, rendered.
fn call(component: &Component) -> TokenStream {
    let at = Span::mixed_site().located_at(component.span);
    let (door, out, path, generics) = (paths::door(at), out(), &component.path, &component.generics);
    let props = component.props.iter().map(|(name, prop)| {
        let at = Span::mixed_site().located_at(name.span());
        let mut name = name.clone();
        let value = match prop {
            Prop::Value(value) => value.clone(),
            Prop::Handler(handler) => {
                // Of the same origin as the handler, or an error about the handler would stand at the whole template.
                name.set_span(at);
                source(handler)
            }
            Prop::Children(children) => {
                let children = steps(children);
                quote_spanned! {at=>
                    #door::Html::new(|#out: &mut #door::Out<'_>| { #children #out.end() })
                }
            }
        };
        quote_spanned!(at=> .#name(#value))
    });
    quote_spanned!(at=> #door::show(#path::props #generics()#(#props)*, #out);)
}
