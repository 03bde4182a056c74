//! The model of a component's function, checked, and what is made of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{
    FnArg, GenericParam, Generics, ItemFn, Lifetime, LifetimeParam, Pat, PatIdent, PatType, ReturnType, Safety,
    Signature, Type, TypeParam, ext::IdentExt as _, spanned::Spanned as _,
};

use super::{handlers, lifetimes::name_elided};
use crate::{
    component::Options,
    diagnostics::Diagnostics,
    props::{Absent, Builder, NO_KEY, Prop, PropOptions, Taken, docs_and_cfgs, inside_option, is_named, takes_handler},
};

/// A component's function.
pub(super) struct Function {
    /// With lifetimes and generics written out and our attributes taken off.
    item: ItemFn,
    /// One for each parameter.
    props: Vec<Prop>,
}

impl Function {
    /// The model of `item`, or the item without our attributes if it cannot be that of a component.
    pub(super) fn parse(mut item: ItemFn, options: &Options, diagnostics: &Diagnostics) -> Result<Self, Box<ItemFn>> {
        let before = diagnostics.len();
        check(&item.sig, diagnostics);
        let lifetime = Lifetime::new("'__loom", Span::mixed_site());
        let mut props = Vec::new();
        let mut generics = Generics::default();
        for input in &mut item.sig.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    diagnostics.error_at(
                        &*receiver,
                        "a component is a function, not a method: give it what it shows as a prop",
                    );
                }
                FnArg::Typed(param) => props.extend(prop(param, &lifetime, &mut generics, diagnostics)),
            }
        }
        if diagnostics.len() > before && props.len() < item.sig.inputs.len() {
            return Err(Box::new(item));
        }
        name_generics(&mut item.sig, generics, &lifetime);
        let output = match &item.sig.output {
            ReturnType::Type(arrow, ty) => {
                let named = name_elided(ty.to_token_stream(), &lifetime);
                syn::parse2(quote!(#arrow #named)).ok()
            }
            ReturnType::Default => None,
        };
        item.sig.output = output.unwrap_or_else(|| item.sig.output.clone());
        let is_html = matches!(&item.sig.output, ReturnType::Type(_, ty) if is_named(ty, &["Html"]));
        if !is_html || item.sig.asyncness.is_some() {
            // Its return value cannot be shown: its body is replaced, so that this is the only error.
            let (door, lifetime) = (&options.private, &lifetime);
            item.sig.asyncness = None;
            item.sig.output = syn::parse_quote!(-> #door::Html<#lifetime>);
            *item.block = syn::parse_quote!({ ::core::unreachable!() });
        }
        let body = handlers::refuse(item.block.to_token_stream(), &options.private, diagnostics);
        if diagnostics.len() > before
            && let Ok(block) = syn::parse2(body)
        {
            *item.block = block;
        }
        Ok(Self { item, props })
    }

    /// The function, a type of the same name with `props()`, and the builder.
    pub(super) fn expand(&self, options: &Options) -> TokenStream {
        let Options { door, open, .. } = options;
        let Self { item, props } = self;
        let ItemFn { vis, sig, .. } = item;
        let ident = &sig.ident;
        let generics = &sig.generics;
        let builder = Builder { door, owner: ident, vis, generics, props };
        let items = builder.items();
        let (new, new_type) = builder.unset();
        let as_props = self.as_props(&builder);
        let (docs, cfgs) = docs_and_cfgs(&item.attrs);
        let where_clause = &generics.where_clause;
        let doc = format!("The props of [`{}`], for a template to fill in.", ident.unraw());
        quote! {
            #[allow(
                non_snake_case, non_camel_case_types, mismatched_lifetime_syntaxes, clippy::extra_unused_lifetimes,
                clippy::needless_pass_by_value, clippy::too_many_arguments,
                clippy::needless_lifetimes
            )]
            #item

            #(#docs)* #(#cfgs)*
            #[allow(dead_code, non_camel_case_types)]
            #vis enum #ident {}

            #(#cfgs)*
            #[doc(hidden)]
            #[allow(
                nonstandard_style, missing_docs, unreachable_pub, private_interfaces, private_bounds, dead_code,
                non_local_definitions, unused_qualifications, clippy::all, clippy::pedantic
            )]
            const _: () = {
                #open
                #items
                impl #ident {
                    #[doc = #doc]
                    #vis fn props #generics() -> #new_type #where_clause { #new }
                }
                #as_props
            };
        }
    }

    /// The call of the function, once all props are there.
    fn as_props(&self, builder: &Builder) -> TokenStream {
        let Signature { ident, output, .. } = &self.item.sig;
        let values = self.props.iter().map(|prop| {
            let cfgs = &prop.cfgs;
            let value = builder.value(prop);
            quote!(#(#cfgs)* #value,)
        });
        let output = match output {
            ReturnType::Type(_, ty) => ty.to_token_stream(),
            ReturnType::Default => TokenStream::new(),
        };
        builder.complete(&output, &quote!(#ident(#(#values)*)))
    }
}

/// Checks the function itself.
fn check(signature: &Signature, diagnostics: &Diagnostics) {
    let name = signature.ident.unraw().to_string();
    if !name.starts_with(|c: char| c.is_uppercase()) {
        let mended: String = name
            .split('_')
            .flat_map(|word| {
                let mut letters = word.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<Vec<_>>()
            })
            .collect();
        let message = "a component's name begins with a capital letter, as a template takes";
        diagnostics
            .error_at(&signature.ident, format_args!("{message} `<{name}>` for an HTML element: call it `{mended}`"));
    }
    if let Some(token) = &signature.asyncness {
        let message = "a component only shows what it is given: load it where the page or the live component is made";
        diagnostics.error_at(token, message);
    }
    if let Safety::Unsafe(token) = &signature.safety {
        diagnostics.error_at(token, "a component cannot be `unsafe`: templates call it");
    }
    if let Some(token) = &signature.constness {
        diagnostics.error_at(token, "a component cannot be `const`");
    }
    if let Some(abi) = &signature.abi {
        diagnostics.error_at(abi, "a component is a Rust function, not an `extern` one");
    }
    match &signature.output {
        ReturnType::Type(_, ty) if is_named(ty, &["Html"]) => {}
        ReturnType::Type(_, ty) if is_named(ty, &["Result"]) => {
            diagnostics.error_at(ty, "a component returns `Html`: a `?` inside `html!` ends the render with its error");
        }
        ReturnType::Type(_, ty) => diagnostics.error_at(ty, "a component returns `Html`"),
        ReturnType::Default => diagnostics.error_at(&signature.ident, "a component returns `Html`: add `-> Html`"),
    }
}

/// The prop that a parameter is. Takes our attributes off it and writes its lifetimes and `impl Trait`s out.
fn prop(param: &mut PatType, lifetime: &Lifetime, generics: &mut Generics, diagnostics: &Diagnostics) -> Option<Prop> {
    let (docs, cfgs) = docs_and_cfgs(&param.attrs);
    let mut options = PropOptions::default();
    for attr in param.attrs.iter().filter(|attr| attr.path().is_ident("prop")) {
        options = PropOptions::parse(attr, diagnostics);
    }
    param.attrs.retain(|attr| !attr.path().is_ident("prop") && !attr.path().is_ident("doc"));
    let ident = match &*param.pat {
        Pat::Ident(PatIdent { ident, by_ref: None, subpat: None, .. }) => ident.clone(),
        pat => {
            diagnostics.error_at(pat, "a prop has a name: take it apart in the function");
            format_ident!("prop")
        }
    };
    check_name(&ident, diagnostics);
    if let Type::ImplTrait(ty) = &*param.ty {
        let name = format_ident!("__{}", ident.unraw(), span = ty.span());
        let bounds = &ty.bounds;
        let param_of: TypeParam = syn::parse_quote!(#name: #bounds);
        generics.params.push(GenericParam::Type(param_of));
        *param.ty = syn::parse_quote!(#name);
    }
    if let Ok(named) = syn::parse2(name_elided(param.ty.to_token_stream(), lifetime)) {
        *param.ty = named;
    }
    let ty = (*param.ty).clone();
    let is_optional_html = inside_option(&ty).is_some_and(|ty| is_named(ty, &["Html"]));
    let is_empty = is_named(&ty, &["Html", "Attributes"]) || is_optional_html;
    let absent = match options.default {
        Some((_, Some(expr))) => Absent::Expr(Box::new(expr)),
        Some((_, None)) => Absent::Default,
        None if is_empty => Absent::Default,
        None => Absent::Refused,
    };
    if let (Absent::Refused, Some(cfg)) = (&absent, cfgs.first()) {
        diagnostics.error_at(cfg, "a prop that may not be there needs a default: `#[prop(default)]`");
        return None;
    }
    let taken = match () {
        () if options.into.is_some() => Taken::Into,
        () if takes_handler(&ty) => Taken::Handler,
        () if is_optional_html => Taken::Some,
        () => Taken::Value,
    };
    Some(Prop { ident, docs, cfgs, ty, absent, taken })
}

fn check_name(ident: &Ident, diagnostics: &Diagnostics) {
    if ident.unraw().to_string().starts_with("__") {
        diagnostics.error_at(ident, "names that begin with `__` are taken by generated code");
    } else if ident == "key" {
        diagnostics.error_at(ident, NO_KEY);
    }
}

/// Adds `lifetime` and the parameters that `impl Trait`s became, and lets every parameter live as long as what is returned.
fn name_generics(signature: &mut Signature, added: Generics, lifetime: &Lifetime) {
    let generics = &mut signature.generics;
    for own in generics.lifetimes_mut() {
        own.colon_token.get_or_insert_default();
        own.bounds.push(lifetime.clone());
    }
    generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(lifetime.clone())));
    generics.params.extend(added.params);
    let lifetimes: Vec<Lifetime> = generics.lifetimes().map(|param| param.lifetime.clone()).collect();
    for param in generics.type_params_mut() {
        let bounds = name_elided(param.bounds.to_token_stream(), lifetime);
        let plus = (!bounds.is_empty()).then(|| quote!(+));
        if let Ok(TypeParam { bounds, .. }) = syn::parse2(quote!(T: #bounds #plus #(#lifetimes)+*)) {
            param.bounds = bounds;
        }
    }
}
