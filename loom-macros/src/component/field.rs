//! The model of one field: what its attributes say, checked.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::{Attribute, Expr, Ident, Token, Type, Visibility, ext::IdentExt as _, spanned::Spanned as _};

use super::structure::is_plain;
use crate::{
    diagnostics::Diagnostics,
    props::{Absent, Prop, PropOptions, Taken, docs_and_cfgs, each_option, is_named, takes_handler, unknown},
};

/// One field of a component's struct.
pub(super) struct Field {
    /// Its name.
    pub(super) ident: Ident,
    /// Its type.
    pub(super) ty: Type,
    /// Its visibility.
    pub(super) vis: Visibility,
    /// Its attributes, without ours.
    pub(super) attrs: Vec<Attribute>,
    /// Its `#[cfg]`s, for all that is made of it.
    pub(super) cfgs: Vec<Attribute>,
    /// Its `#[doc]`s.
    pub(super) docs: Vec<Attribute>,
    /// What the page gives, what it is at first.
    pub(super) origin: Origin,
    /// `#[state(skip)]`: not part of what is saved.
    pub(super) is_skipped: bool,
    /// `#[bind]`: set by a form control.
    pub(super) is_bound: bool,
    /// The user's `#[serde(...)]` says itself what an absent field is.
    pub(super) has_serde_default: bool,
    /// The user has `#[serde(...)]` on it, which may make any type savable.
    pub(super) has_serde: bool,
}

/// Where a field's first value comes from.
pub(super) enum Origin {
    /// The page.
    Prop(PropOptions),
    /// Its `Default`.
    Default,
    /// The expression in `#[state(default = ...)]`.
    Expr(Expr),
}

/// What our attributes on one field say.
#[derive(Default)]
struct Given {
    prop: Option<(Span, PropOptions)>,
    skip: Option<Span>,
    default: Option<(Span, Expr)>,
    bind: bool,
}

impl Field {
    /// The model of a named field.
    pub(super) fn parse(ident: Ident, field: syn::Field, diagnostics: &Diagnostics) -> Self {
        let (docs, cfgs) = docs_and_cfgs(&field.attrs);
        let mut given = Given::default();
        let attrs = field.attrs.into_iter().filter(|attr| !given.take(attr, diagnostics)).collect::<Vec<_>>();
        let has_serde = attrs.iter().any(|attr| attr.path().is_ident("serde"));
        let has_serde_default = attrs.iter().any(|attr| is_serde(attr, &["default"]));
        let mut field = Self {
            ident,
            ty: field.ty,
            vis: field.vis,
            attrs,
            cfgs,
            docs,
            origin: Origin::Default,
            is_skipped: given.skip.is_some(),
            is_bound: given.bind,
            has_serde_default,
            has_serde,
        };
        field.check(given, diagnostics);
        field
    }

    /// Sets `origin`, and reports what does not go together.
    fn check(&mut self, given: Given, diagnostics: &Diagnostics) {
        let name = self.ident.unraw();
        if let Some(attr) = self.attrs.iter().find(|attr| is_serde(attr, &["skip"])) {
            diagnostics.error_at(attr, "write `#[state(skip)]`: Loom has to know what is not saved");
            self.attrs.retain(|attr| !is_serde(attr, &["skip"]));
            self.is_skipped = true;
        }
        if name.to_string().starts_with("__") {
            diagnostics.error_at(&self.ident, "names that begin with `__` are taken by generated code");
        }
        if matches!(self.ty, Type::Reference(_)) {
            diagnostics.error_at(&self.ty, "a component owns its state: take `String` for `&str`, `Vec<T>` for `&[T]`");
            // Else serde would report it again.
            self.ty = syn::parse_quote!(::std::string::String);
        }
        self.origin = match (given.prop, given.default) {
            (Some((_, options)), default) => {
                if let Some((span, _)) = default {
                    diagnostics.error(span, "a prop's default stands in `#[prop(default = ...)]`");
                }
                if let Some(span) = given.skip {
                    let message = "a prop is saved with the state, as nobody gives it again: take `#[state(skip)]` or `#[prop]` away";
                    diagnostics.error(span, message);
                    self.is_skipped = false;
                }
                if let (None, Some(cfg)) = (&options.default, self.cfgs.first()) {
                    diagnostics.error_at(cfg, "a prop that may not be there needs a default: `#[prop(default)]`");
                }
                Origin::Prop(options)
            }
            (None, Some((_, expr))) => Origin::Expr(expr),
            (None, None) => Origin::Default,
        };
        if self.is_prop() && name == "build" {
            diagnostics.error_at(&self.ident, "a prop cannot be named `build`, which finishes the builder");
        }
    }

    pub(super) fn is_prop(&self) -> bool {
        matches!(self.origin, Origin::Prop(_))
    }

    /// Whether it has to be given.
    pub(super) fn is_required(&self) -> bool {
        matches!(&self.origin, Origin::Prop(options) if options.default.is_none() && self.cfgs.is_empty())
    }

    /// Whether its type may turn out not to be savable.
    pub(super) fn is_checked(&self) -> bool {
        !self.is_skipped && !self.has_serde && !is_plain(&self.ty)
    }

    /// The expression it starts as, where one is given.
    pub(super) fn expr(&self) -> Option<&Expr> {
        match &self.origin {
            Origin::Prop(PropOptions { default: Some((_, expr)), .. }) => expr.as_ref(),
            Origin::Expr(expr) => Some(expr),
            Origin::Prop(_) | Origin::Default => None,
        }
    }

    /// Whether what is given is turned into its type.
    pub(super) fn is_into(&self) -> bool {
        matches!(&self.origin, Origin::Prop(options) if options.into.is_some())
    }

    /// The field as a prop of the builder, if it is one.
    pub(super) fn prop(&self, initial: impl FnOnce(&Self) -> proc_macro2::TokenStream) -> Option<Prop> {
        if !self.is_prop() {
            return None;
        }
        let taken = match () {
            () if self.is_into() => Taken::Into,
            () if takes_handler(&self.ty) => Taken::Handler,
            () => Taken::Value,
        };
        let absent = if self.is_required() { Absent::Refused } else { Absent::Call(initial(self)) };
        let (docs, cfgs) = (self.docs.clone(), self.cfgs.clone());
        Some(Prop { ident: self.ident.clone(), docs, cfgs, ty: self.ty.clone(), absent, taken })
    }
}

impl Given {
    /// Takes `attr` if it is ours.
    fn take(&mut self, attr: &Attribute, diagnostics: &Diagnostics) -> bool {
        let span = attr.path().span();
        if attr.path().is_ident("prop") {
            if self.prop.is_some() {
                diagnostics.error(span, "`#[prop]` stands here twice");
            }
            self.prop = Some((span, PropOptions::parse(attr, diagnostics)));
        } else if attr.path().is_ident("bind") {
            self.bind = true;
            if !matches!(attr.meta, syn::Meta::Path(_)) {
                diagnostics.error_at(&attr.meta, "`#[bind]` takes no options");
            }
        } else if attr.path().is_ident("state") {
            self.take_state(attr, diagnostics);
        } else {
            return false;
        }
        true
    }

    fn take_state(&mut self, attr: &Attribute, diagnostics: &Diagnostics) {
        if matches!(attr.meta, syn::Meta::Path(_)) {
            let message = "every field is state; `#[state(...)]` says more of it: `skip` or `default = ...`";
            diagnostics.error_at(attr, message);
        }
        each_option(attr, diagnostics, |name, meta| {
            match name {
                "skip" => self.skip = Some(meta.path.span()),
                "default" if meta.input.peek(Token![=]) => {
                    self.default = Some((meta.path.span(), meta.value()?.parse()?));
                }
                "default" => {
                    let message = "without `#[state]` the field starts as its `Default`; here stands `default = ...`";
                    return Err(syn::Error::new_spanned(&meta.path, message));
                }
                _ => return Err(unknown(&meta, "#[state]", "`skip` and `default = ...`")),
            }
            Ok(())
        });
    }
}

/// Whether `attr` is a `#[serde(...)]` with one of these words in it.
fn is_serde(attr: &Attribute, words: &[&str]) -> bool {
    attr.path().is_ident("serde")
        && attr
            .meta
            .to_token_stream()
            .to_string()
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| words.contains(&word))
}

/// Whether a type's last segment is the component context.
pub(super) fn is_cx(ty: &Type) -> bool {
    is_named(ty, &["Cx"])
}
