//! The builder of a component's props.
//!
//! A required prop is a type parameter of the builder: `Unset` until it is given, `Set<T>` then. For each of them there is a
//! trait that only `Set` has; its message names the prop, so that this is what one reads who forgot it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{GenericParam, Generics, ext::IdentExt as _};

use super::{Prop, Taken};

/// The parts that the builder of one component is made from.
pub(crate) struct Builder<'m> {
    /// The short name of `loom::__private`.
    pub(crate) door: &'m Ident,
    /// The component.
    pub(crate) owner: &'m Ident,
    /// Its visibility, and so the builder's.
    pub(crate) vis: &'m syn::Visibility,
    /// The generics of a function component, lifetimes included.
    pub(crate) generics: &'m Generics,
    /// Its props, in order.
    pub(crate) props: &'m [Prop],
}

impl Builder<'_> {
    /// The builder's type. It stands where the component does, so that who gives it a prop that it does not have is shown the component.
    pub(crate) fn ident(&self) -> Ident {
        let span = Span::call_site().located_at(self.owner.span());
        format_ident!("__{}Props", self.owner.unraw(), span = span)
    }

    /// The type, the traits for required props, and the setters.
    pub(crate) fn items(&self) -> TokenStream {
        let (ident, vis) = (self.ident(), self.vis);
        let owner = self.owner.unraw().to_string();
        let params = self.params();
        let where_clause = &self.generics.where_clause;
        let fields = self.props.iter().map(|prop| {
            let Prop { ident, cfgs, ty, .. } = prop;
            let ty = match self.state(prop) {
                Some(state) => quote!(#state),
                None => quote!(::core::option::Option<#ty>),
            };
            quote!(#(#cfgs)* #ident: #ty,)
        });
        let phantom = self.phantom_type().map(|ty| quote!(__loom: ::core::marker::PhantomData<#ty>,));
        let states: Vec<_> = self.states().collect();
        let arguments = self.arguments(|prop| self.state(prop).map(|state| quote!(#state)));
        let setters = self.props.iter().map(|prop| self.setter(prop));
        let needs = self.props.iter().filter(|prop| prop.is_required()).map(|prop| self.need(prop));
        let must_use = format!("the props of `{owner}` do nothing by themselves");
        let impl_params = quote!(#params #(#states,)*);
        let at = ident.span();
        let (keyword, content) = (quote_spanned!(at=> struct), quote_spanned!(at=> { #(#fields)* #phantom }));
        quote! {
            #[doc(hidden)]
            #[must_use = #must_use]
            #vis #keyword #ident<#params #(#states,)*> #where_clause #content
            #(#needs)*
            impl<#impl_params> #ident<#arguments> #where_clause { #(#setters)* }
        }
    }

    /// The body of `props()` and its return type.
    pub(crate) fn unset(&self) -> (TokenStream, TokenStream) {
        let (ident, door) = (self.ident(), self.door);
        let arguments = self.arguments(|_| Some(quote!(#door::Unset)));
        let fields = self.props.iter().map(|Prop { ident, cfgs, absent, .. }| {
            let value = match absent {
                super::Absent::Refused => quote!(#door::Unset),
                _ => quote!(::core::option::Option::None),
            };
            quote!(#(#cfgs)* #ident: #value,)
        });
        let phantom = self.phantom_type().map(|_| quote!(__loom: ::core::marker::PhantomData,));
        (quote!(#ident { #(#fields)* #phantom }), quote!(#ident<#arguments>))
    }

    /// The `Props` impl of a complete builder, which is built into `component` by `build`.
    pub(crate) fn complete(&self, component: &TokenStream, build: &TokenStream) -> TokenStream {
        let (ident, door) = (self.ident(), self.door);
        let params = self.params();
        let where_clause = &self.generics.where_clause;
        let states = self.props.iter().filter_map(|prop| {
            let (state, need, ty) = (self.state(prop)?, self.need_ident(prop), &prop.ty);
            Some(quote!(#state: #need<#ty>))
        });
        let arguments = self.arguments(|prop| self.state(prop).map(|state| quote!(#state)));
        quote! {
            impl<#params #(#states,)*> #door::Props for #ident<#arguments> #where_clause {
                type Component = #component;
                fn build(self) -> #component { #build }
            }
        }
    }

    /// The expression, in a method of a complete builder, that takes this prop's value.
    pub(crate) fn value(&self, prop: &Prop) -> TokenStream {
        let ident = &prop.ident;
        if prop.is_required() {
            let door = self.door;
            return quote!(#door::Given::take(self.#ident));
        }
        let absent = prop.absent_value(self.door);
        quote! {
            match self.#ident {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => #absent,
            }
        }
    }

    fn setter(&self, prop: &Prop) -> TokenStream {
        let Prop { ident, docs, cfgs, ty, .. } = prop;
        let door = self.door;
        let builder = self.ident();
        let (generics, taken, value, bound) = match prop.taken {
            Taken::Value => (None, quote!(#ty), quote!(#ident), None),
            Taken::Into => {
                (None, quote!(impl ::core::convert::Into<#ty>), quote!(::core::convert::Into::into(#ident)), None)
            }
            Taken::Some => {
                let inner = super::inside_option(ty);
                (None, quote!(#inner), quote!(::core::option::Option::Some(#ident)), None)
            }
            Taken::Handler => (
                Some(quote!(<__H>)),
                quote!(__H),
                quote!(<#ty as #door::FromHandler<__H>>::from_handler(#ident)),
                Some(quote!(where #ty: #door::FromHandler<__H>)),
            ),
        };
        if !prop.is_required() {
            return quote! {
                #(#docs)* #(#cfgs)*
                pub fn #ident #generics(mut self, #ident: #taken) -> Self #bound {
                    self.#ident = ::core::option::Option::Some(#value);
                    self
                }
            };
        }
        let arguments = self.arguments(|other| {
            if other.ident == *ident {
                return Some(quote!(#door::Set<#ty>));
            }
            self.state(other).map(|state| quote!(#state))
        });
        let fields = self.props.iter().map(|Prop { ident: field, cfgs, .. }| {
            if field == ident { quote!(#field: #door::Set(#value),) } else { quote!(#(#cfgs)* #field: self.#field,) }
        });
        let phantom = self.phantom_type().map(|_| quote!(__loom: self.__loom,));
        quote! {
            #(#docs)*
            pub fn #ident #generics(self, #ident: #taken) -> #builder<#arguments> #bound {
                #builder { #(#fields)* #phantom }
            }
        }
    }

    /// The trait whose message names a required prop.
    fn need(&self, prop: &Prop) -> TokenStream {
        let (door, need) = (self.door, self.need_ident(prop));
        let (owner, name) = (self.owner.unraw(), prop.ident.unraw());
        let message = format!("`{owner}` needs the prop `{name}`");
        let label = format!("the prop `{name}` is not given");
        let note = format!("give it, with `{name}={{{{...}}}}` in a template or `.{name}(...)` on `{owner}::props()`");
        quote! {
            #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
            pub trait #need<V>: #door::Given<Value = V> {}
            impl<V> #need<V> for #door::Set<V> {}
        }
    }

    fn need_ident(&self, prop: &Prop) -> Ident {
        format_ident!("__{}Needs_{}", self.owner.unraw(), prop.ident.unraw())
    }

    /// The type parameter that says whether a required prop is given.
    fn state(&self, prop: &Prop) -> Option<Ident> {
        prop.is_required().then(|| format_ident!("__S_{}", prop.ident.unraw()))
    }

    fn states(&self) -> impl Iterator<Item = Ident> {
        self.props.iter().filter_map(|prop| self.state(prop))
    }

    /// The parameters of the component itself, with their bounds, each followed by a comma.
    fn params(&self) -> TokenStream {
        let params = self.generics.params.iter().map(|param| {
            let mut param = param.clone();
            match &mut param {
                GenericParam::Type(param) => param.default = None,
                GenericParam::Const(param) => param.default = None,
                GenericParam::Lifetime(_) => {}
            }
            quote!(#param,)
        });
        quote!(#(#params)*)
    }

    /// The arguments of the builder's type, with `state` for each required prop.
    fn arguments(&self, state: impl Fn(&Prop) -> Option<TokenStream>) -> TokenStream {
        let own = self.generics.params.iter().map(|param| match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                quote!(#lifetime,)
            }
            GenericParam::Type(param) => {
                let ident = &param.ident;
                quote!(#ident,)
            }
            GenericParam::Const(param) => {
                let ident = &param.ident;
                quote!(#ident,)
            }
        });
        let states = self.props.iter().filter(|prop| prop.is_required()).filter_map(state);
        quote!(#(#own)* #(#states,)*)
    }

    /// The parameters of the builder beside its props.
    fn phantom_type(&self) -> Option<TokenStream> {
        let parts: Vec<_> = self
            .generics
            .params
            .iter()
            .filter_map(|param| match param {
                GenericParam::Lifetime(param) => {
                    let lifetime = &param.lifetime;
                    Some(quote!(&#lifetime (),))
                }
                GenericParam::Type(param) => {
                    let ident = &param.ident;
                    Some(quote!(*const #ident,))
                }
                GenericParam::Const(_) => None,
            })
            .collect();
        (!parts.is_empty()).then(|| quote!((#(#parts)*)))
    }
}
