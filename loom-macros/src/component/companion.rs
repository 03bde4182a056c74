//! Expands the `impl`'s model: the companion type of handlers, the `LiveComponent` impl, the registry entry.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{ext::IdentExt as _, spanned::Spanned};

use super::{
    event::{Event, Param},
    methods::{Hook, Methods, Unmarked},
    options::Options,
    structure::is_plain,
};
use crate::{hash, paths};

/// The expansion of one `impl`.
pub(super) struct Companion<'m> {
    pub(super) options: &'m Options,
    pub(super) methods: &'m Methods,
}

impl Companion<'_> {
    pub(super) fn expand(&self) -> TokenStream {
        let (handlers, live, registration) = (self.handlers(), self.live(), self.registration());
        let used = self.url_changed_is_used();
        let open = &self.options.open;
        quote! {
            #[doc(hidden)]
            #[allow(
                nonstandard_style, missing_docs, unreachable_pub, private_interfaces, private_bounds, dead_code,
                non_local_definitions, unused_qualifications, deprecated, clippy::all, clippy::pedantic
            )]
            const _: () = {
                #open
                #handlers
                #live
                #registration
                #used
            };
        }
    }

    /// Its name stands in messages about events that are not there.
    fn handlers_ident(&self) -> Ident {
        format_ident!("__EventsOf{}", self.methods.ident.unraw(), span = Span::call_site())
    }

    /// The companion type: a constructor for each event.
    fn handlers(&self) -> TokenStream {
        let handlers = self.handlers_ident();
        let constructors = self.methods.events.iter().map(|event| self.constructor(event));
        let unmarked = self.methods.unmarked.iter().map(|method| self.unmarked(method));
        quote! {
            pub struct #handlers;
            impl #handlers { #(#constructors)* #(#unmarked)* }
        }
    }

    /// Stands for a method that is no event, so that a template that binds it is told how to make it one.
    fn unmarked(&self, Unmarked { ident, cfgs, arguments }: &Unmarked) -> TokenStream {
        let door = &self.options.door;
        let names = (0..*arguments).map(|number| format_ident!("_{number}"));
        quote! {
            #(#cfgs)*
            pub fn #ident(#(#names: impl ::core::marker::Sized),*) -> #door::Bound<()>
            where
                for<'a> #door::NotAnEvent: #door::IsEvent<'a>,
            {
                #door::Bound::new("")
            }
        }
    }

    fn constructor(&self, event: &Event) -> TokenStream {
        let (door, this) = (&self.options.door, &self.methods.this);
        let Event { ident, docs, cfgs, .. } = event;
        let name = event.name();
        let (names, types): (Vec<_>, Vec<_>) = event.bound().unzip();
        if event.is_broken {
            // It takes any arguments: the event itself is what is wrong.
            return quote! {
                #(#docs)* #(#cfgs)*
                pub fn #ident(#(#names: impl ::core::marker::Sized),*) -> #door::Bound<()> { #door::Bound::new(#name) }
            };
        }
        let payload = event.payload();
        let sorted = event.sorted_by().map(|key| quote!(, #door::Sorted<#key>));
        quote! {
            #(#docs)* #(#cfgs)*
            pub fn #ident(#(#names: #types),*) -> #door::Handler<#this, (#(#payload,)*), (#(#types,)*) #sorted> {
                #door::Handler::new(#name, (#(#names,)*))
            }
        }
    }

    /// The `LiveComponent` impl. Methods that are not there are left to the trait.
    fn live(&self) -> TokenStream {
        let (door, this, handlers) = (&self.options.door, &self.methods.this, self.handlers_ident());
        let hooks = (!self.methods.hooks.is_empty()).then(|| self.hooks());
        let mut events: Vec<_> = self.methods.events.iter().filter(|event| !event.is_broken).collect();
        events.sort_by_key(|event| event.name());
        let infos = events.iter().map(|event| self.info(event));
        let arms = events.iter().map(|event| self.arm(event));
        let render = self.render();
        let methods = self.methods.hooks.iter().map(|hook| self.hook_method(hook));
        quote! {
            #[automatically_derived]
            impl #door::LiveComponent for #this {
                type Handlers = #handlers;
                #hooks
                const EVENTS: &'static [#door::EventInfo] = &[#(#infos)*];
                fn render(&self) -> #door::Html<'_> { #render }
                #(#methods)*
                fn dispatch<'a>(
                    &'a mut self,
                    cx: &'a mut #door::Cx<Self>,
                    call: &'a #door::EventCall<'a>,
                ) -> #door::Step<'a> {
                    match call.handler {
                        #(#arms)*
                        _ => #door::unknown_event(call),
                    }
                }
            }
        }
    }

    /// The component's HTML, after the fields that its handlers receive from the browser.
    fn render(&self) -> TokenStream {
        let door = &self.options.door;
        if !self.methods.has_render {
            return quote!(#door::Html::empty());
        }
        let mut fields: Vec<(&Ident, Vec<(String, &syn::Type)>)> = Vec::new();
        for event in self.methods.events.iter().filter(|event| !event.is_broken) {
            for (field, ty) in event.locals() {
                match fields.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, takers)) => takers.push((event.name(), ty)),
                    None => fields.push((field, vec![(event.name(), ty)])),
                }
            }
        }
        if fields.is_empty() {
            return quote!(Self::render(self));
        }
        let sent = fields.iter().map(|(field, takers)| {
            let name = field.unraw().to_string();
            let hash = hash::of(&name);
            let handlers = takers.iter().map(|(handler, _)| format!(" @{handler}")).collect::<String>();
            let door = paths::short_at(field.span());
            // Of a field that is not there rustc says so once, at the parameter.
            let value = format_ident!("field", span = field.span());
            let types = takers.iter().map(|(_, ty)| {
                let received = quote_spanned!(ty.span()=> .by::<#ty>());
                quote!(#door::received(#value)#received;)
            });
            let send = quote_spanned!(field.span()=> #door::expression::send::<Self, #hash, _>);
            quote! {{
                let #value = &self.#field;
                #send(out, #name, #handlers, #value);
                #(#types)*
            }}
        });
        quote!(#door::expression::sending(Self::render(self), |out| { #(#sent)* }))
    }

    fn hooks(&self) -> TokenStream {
        let door = &self.options.door;
        let fields = self.methods.hooks.iter().map(|hook| {
            let (ident, is_async) = (&hook.ident, hook.is_async);
            let asynchronous = (hook.ident != "mount").then(|| {
                let name = format_ident!("{}_async", hook.ident);
                quote!(#name: #is_async,)
            });
            quote!(#ident: true, #asynchronous)
        });
        quote!(const HOOKS: #door::Hooks = #door::Hooks { #(#fields)* ..#door::Hooks::NONE };)
    }

    fn hook_method(&self, Hook { ident, is_async, takes_cx, output }: &Hook) -> TokenStream {
        let door = &self.options.door;
        let cx = takes_cx.then(|| quote!(cx));
        let body = self.step(ident, *is_async, output, &quote!(Self::#ident(self, #cx)));
        quote! {
            fn #ident<'a>(&'a mut self, cx: &'a mut #door::Cx<Self>) -> #door::Step<'a> { #body }
        }
    }

    /// The step that `call` is. Errors about what it returns stand at `output`, those about a future at `ident`.
    fn step(&self, ident: &Ident, is_async: bool, output: &syn::Type, call: &TokenStream) -> TokenStream {
        let door = &self.options.door;
        if is_nothing(output) && !is_async {
            return quote!({ #call; #door::Step::nothing() });
        }
        let span = output.span();
        let into_outcome = quote_spanned!(span=> <#output as #door::IntoOutcome>::into_outcome);
        if is_async {
            let span = ident.span();
            let future = quote!(#into_outcome(#call.await));
            let door = paths::short_at(span);
            quote_spanned!(span=> #door::pending(async move { #future }))
        } else {
            quote!(#door::Step::Done(#into_outcome(#call)))
        }
    }

    fn info(&self, event: &Event) -> TokenStream {
        let door = &self.options.door;
        let Event { cfgs, is_async, output, .. } = event;
        let name = event.name();
        let span = output.span();
        let fallible = if is_nothing(output) {
            quote!(false)
        } else {
            quote_spanned!(span=> <#output as #door::IntoOutcome>::FALLIBLE)
        };
        quote!(#(#cfgs)* #door::EventInfo { name: #name, is_async: #is_async, fallible: #fallible },)
    }

    fn arm(&self, event: &Event) -> TokenStream {
        let door = &self.options.door;
        let Event { ident, cfgs, is_async, params, output, .. } = event;
        let name = event.name();
        let types: Vec<_> = event.bound().map(|(_, ty)| ty).collect();
        let payload: Vec<_> = event
            .params
            .iter()
            .filter_map(|param| match param {
                Param::Payload(ty) => Some(ty),
                _ => None,
            })
            .collect();
        // Types that cannot be read are reported at the first that is not known to be one that can.
        let odd = types.iter().find(|ty| !is_plain(ty)).or(payload.first()).map_or_else(Span::call_site, Spanned::span);
        let at_odd = paths::short_at(odd);
        let decode = quote_spanned!(odd=> #at_odd::decode::<(#(#types,)*), (#(#payload,)*)>);
        let (mut bound, mut extracted, mut locals) = (Vec::new(), Vec::new(), Vec::new());
        let arguments: Vec<_> = params
            .iter()
            .map(|param| match param {
                Param::Cx(span) => quote_spanned!(*span=> cx),
                Param::Payload(_) => {
                    let name = format_ident!("payload_{}", extracted.len());
                    extracted.push(name.clone());
                    quote!(#name)
                }
                Param::Local(..) => {
                    let name = format_ident!("local_{}", locals.len());
                    locals.push(name.clone());
                    quote!(#name)
                }
                Param::Bound(..) => {
                    let name = format_ident!("bound_{}", bound.len());
                    bound.push(name.clone());
                    quote!(#name)
                }
            })
            .collect();
        let step = self.step(ident, *is_async, output, &quote!(Self::#ident(self, #(#arguments),*)));
        if !locals.is_empty() {
            let fields = event.locals().map(|(field, ty)| {
                let (name, door) = (field.unraw().to_string(), paths::short_at(ty.span()));
                quote_spanned!(ty.span()=> #door::local::<#ty>(call, #name)?)
            });
            return quote! {
                #(#cfgs)*
                #name => match #decode(call).and_then(|given| #door::Ok((given, (#(#fields,)*)))) {
                    #door::Ok((((#(#bound,)*), (#(#extracted,)*)), (#(#locals,)*))) => #step,
                    #door::Err(error) => #door::refused(error),
                },
            };
        }
        quote! {
            #(#cfgs)*
            #name => match #decode(call) {
                #door::Ok(((#(#bound,)*), (#(#extracted,)*))) => #step,
                #door::Err(error) => #door::refused(error),
            },
        }
    }

    /// The check that `url_changed` has fields of whose change it tells.
    fn url_changed_is_used(&self) -> Option<TokenStream> {
        let hook = self.methods.hooks.iter().find(|hook| hook.ident == "url_changed")?;
        let (span, this) = (hook.ident.span(), &self.methods.this);
        let door = paths::short_at(span);
        Some(quote_spanned! {span=>
            const _: () = ::core::assert!(
                !<#this as #door::State>::ADDRESS.is_empty(),
                "`url_changed` runs when the visitor changes fields under `#[url]` in the address, and there are none"
            );
        })
    }

    /// The entry that is collected when the program is linked.
    fn registration(&self) -> TokenStream {
        let (door, this) = (&self.options.door, &self.methods.this);
        quote! {
            #door::inventory::submit! { #door::registration::<#this>() }
        }
    }
}

/// Whether a method returns nothing, so that nothing has to be made of it.
fn is_nothing(output: &syn::Type) -> bool {
    matches!(output, syn::Type::Tuple(tuple) if tuple.elems.is_empty())
}
