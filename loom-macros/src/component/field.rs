//! The model of one field: what its attributes say, checked.

use proc_macro2::Span;
use syn::{Attribute, Expr, Ident, LitStr, Token, Type, Visibility, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    serde::SerdeOptions,
    url::{Url, UrlOptions},
};
use crate::{
    diagnostics::Diagnostics,
    props::{Absent, NO_KEY, Prop, PropOptions, Taken, docs_and_cfgs, each_option, is_named, takes_handler, unknown},
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
    /// Whether the page gives it, and its first value.
    pub(super) origin: Origin,
    /// `#[state(skip)]`: not part of what is saved.
    pub(super) is_skipped: bool,
    /// `#[state(secret)]`: encrypted in tokens.
    pub(super) secret: Option<Span>,
    /// `#[bind]`: set by a form control.
    pub(super) is_bound: bool,
    /// `#[bind(offered)]` or `#[bind(any)]`: whether it takes only what the page offers.
    pub(super) offered: Option<bool>,
    /// `#[bind(changed = handler)]`: the event that runs after the browser has changed it.
    pub(super) changed: Option<Ident>,
    /// `#[local]`, `#[mirror]` or `#[bind]`: the name of its owner, as browser expressions know it.
    pub(super) owner: Option<&'static str>,
    /// `#[url]`: part of the page's address.
    pub(super) url: Option<Url>,
    /// The options of the user's `#[serde(...)]`.
    pub(super) serde: SerdeOptions,
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

/// The options of our attributes on one field.
#[derive(Default)]
struct Given {
    prop: Option<(Span, PropOptions)>,
    skip: Option<Span>,
    secret: Option<Span>,
    default: Option<(Span, Expr)>,
    bind: bool,
    /// `#[local]` or `#[mirror]`, where it stands, and its owner.
    browser: Option<(Span, &'static str)>,
    offered: Option<bool>,
    changed: Option<Ident>,
    url: Option<UrlOptions>,
    serde: SerdeOptions,
}

impl Field {
    /// The model of a named field. `keeps_serde`: the user derives serde's traits too, and they are told what it says of the field.
    pub(super) fn parse(ident: Ident, field: syn::Field, keeps_serde: bool, diagnostics: &Diagnostics) -> Self {
        let (docs, cfgs) = docs_and_cfgs(&field.attrs);
        let mut given = Given::default();
        let is_left = |attr: &Attribute| {
            let is_serde = attr.path().is_ident("serde");
            !given.take(attr, diagnostics) || (is_serde && keeps_serde)
        };
        let attrs = field.attrs.into_iter().filter(is_left).collect();
        let serde = std::mem::take(&mut given.serde);
        let mut field = Self {
            ident,
            ty: field.ty,
            vis: field.vis,
            attrs,
            cfgs,
            docs,
            origin: Origin::Default,
            is_skipped: given.skip.is_some() || serde.is_skipped,
            secret: given.secret,
            is_bound: given.bind,
            offered: given.offered,
            changed: given.changed.take(),
            owner: given.browser.map(|(_, owner)| owner).or(given.bind.then_some("Bound")),
            url: None,
            serde,
        };
        let url = given.url.take().map(|url| {
            url.check(
                (&field.ident, &field.ty),
                field.is_skipped,
                &mut given.default,
                given.prop.is_some(),
                diagnostics,
            )
        });
        field.check(given, keeps_serde, diagnostics);
        field.url = url;
        field
    }

    /// Sets `origin`, and reports what does not go together.
    fn check(&mut self, given: Given, keeps_serde: bool, diagnostics: &Diagnostics) {
        let name = self.ident.unraw();
        if name.to_string().starts_with("__") {
            diagnostics.error_at(&self.ident, "names that begin with `__` are taken by generated code");
        }
        if let Some((span, owner)) = given.browser {
            let attribute = if owner == "Mirror" { "mirror" } else { "local" };
            if given.bind {
                diagnostics.error(
                    span,
                    format_args!("a form control owns this field: take `#[bind]` or `#[{attribute}]` away"),
                );
            } else if given.secret.is_some() {
                diagnostics.error(
                    span,
                    format_args!("a secret is not shown to the browser: take `secret` or `#[{attribute}]` away"),
                );
            }
        }
        if let (Some(span), Some(_)) = (given.secret, given.skip) {
            diagnostics.error(span, "a skipped field is in no token: remove `secret` or `skip`");
        }
        if matches!(self.ty, Type::Reference(_)) {
            diagnostics.error_at(&self.ty, "a component owns its state: take `String` for `&str`, `Vec<T>` for `&[T]`");
            // Else rustc would report it again.
            self.ty = syn::parse_quote!(::std::string::String);
        }
        self.set_origin(given, diagnostics);
        if !keeps_serde {
            self.check_serde(diagnostics);
        }
        if self.is_prop() && name == "build" {
            diagnostics.error_at(&self.ident, "a prop cannot be named `build`, which finishes the builder");
        } else if self.is_prop() && name == "key" {
            diagnostics.error_at(&self.ident, NO_KEY);
        }
    }

    /// Where its first value comes from. A prop takes no attribute that says so of other fields.
    fn set_origin(&mut self, given: Given, diagnostics: &Diagnostics) {
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
    }

    /// Reports options of serde that say something else of an absent field than ours do.
    fn check_serde(&self, diagnostics: &Diagnostics) {
        if let Some(function) = self.serde.default.as_ref().filter(|_| !self.has_no_default()) {
            let message = "two defaults: an absent field gets its first value, so take `#[serde(default = ...)]` away";
            diagnostics.error(function.span(), message);
        }
        let is_lost = self.is_required() && self.serde.default.is_none() && !self.serde.may_be_absent;
        if let Some(function) = self.serde.skip_if.as_ref().filter(|_| self.expr().is_some() || is_lost) {
            let message = if is_lost {
                "a state without this prop cannot be read: add `#[serde(default)]`"
            } else {
                "a field that is left out comes back as its own default: remove `skip_serializing_if`"
            };
            diagnostics.error_at(function, message);
        }
    }

    pub(super) fn is_prop(&self) -> bool {
        matches!(self.origin, Origin::Prop(_))
    }

    /// Whether it has to be given.
    pub(super) fn is_required(&self) -> bool {
        matches!(&self.origin, Origin::Prop(options) if options.default.is_none() && self.cfgs.is_empty())
    }

    /// Whether none of Loom's attributes says what it is where nothing else does.
    pub(super) fn has_no_default(&self) -> bool {
        match &self.origin {
            Origin::Prop(options) => options.default.is_none(),
            Origin::Expr(_) => false,
            Origin::Default => true,
        }
    }

    /// Its name in what is saved.
    pub(super) fn saved_name(&self) -> LitStr {
        let name = || LitStr::new(&self.ident.unraw().to_string(), Span::call_site());
        self.serde.rename.clone().unwrap_or_else(name)
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
            each_option(attr, diagnostics, |name, meta| {
                let offered = match name {
                    "offered" => true,
                    "any" => false,
                    "changed" if self.changed.is_none() => {
                        self.changed = Some(meta.value()?.parse()?);
                        return Ok(());
                    }
                    "changed" => return Err(meta.error("one handler hears of a change: `changed` stands here twice")),
                    _ => return Err(unknown(&meta, "#[bind]", "`offered` or `any`, and `changed = handler`")),
                };
                match self.offered.replace(offered) {
                    None => Ok(()),
                    Some(_) => Err(meta.error("`#[bind]` takes `offered` or `any`, once")),
                }
            });
        } else if attr.path().is_ident("mirror") {
            self.take_browser(span, "Mirror", diagnostics);
            if !matches!(attr.meta, syn::Meta::Path(_)) {
                diagnostics.error_at(attr, "`#[mirror]` takes no options");
            }
        } else if attr.path().is_ident("local") {
            let mut owner = "Local";
            if !matches!(attr.meta, syn::Meta::Path(_)) {
                each_option(attr, diagnostics, |name, meta| {
                    owner = match name {
                        "tab" => "OfTab",
                        "browser" => "OfBrowser",
                        _ => return Err(unknown(&meta, "#[local]", "`tab` or `browser`")),
                    };
                    Ok(())
                });
            }
            self.take_browser(span, owner, diagnostics);
        } else if attr.path().is_ident("url") {
            if self.url.is_some() {
                diagnostics.error(span, "`#[url]` stands here twice");
            }
            self.url = Some(UrlOptions::parse(attr, diagnostics));
        } else if attr.path().is_ident("state") {
            self.take_state(attr, diagnostics);
        } else if attr.path().is_ident("serde") {
            self.serde.take(attr, diagnostics);
        } else {
            return false;
        }
        true
    }

    fn take_browser(&mut self, span: Span, owner: &'static str, diagnostics: &Diagnostics) {
        if self.browser.replace((span, owner)).is_some() {
            diagnostics
                .error(span, "a field is the browser's or the server's: one of `#[local]` and `#[mirror]`, once");
        }
    }

    fn take_state(&mut self, attr: &Attribute, diagnostics: &Diagnostics) {
        if matches!(attr.meta, syn::Meta::Path(_)) {
            let message = "every field is state; `#[state(...)]` says more of it: `skip`, `secret` or `default = ...`";
            diagnostics.error_at(attr, message);
        }
        each_option(attr, diagnostics, |name, meta| {
            match name {
                "skip" => self.skip = Some(meta.path.span()),
                "secret" => self.secret = Some(meta.path.span()),
                "default" if meta.input.peek(Token![=]) => {
                    self.default = Some((meta.path.span(), meta.value()?.parse()?));
                }
                "default" => {
                    let message = "without `#[state]` the field starts as its `Default`; here stands `default = ...`";
                    return Err(syn::Error::new_spanned(&meta.path, message));
                }
                _ => return Err(unknown(&meta, "#[state]", "`skip`, `secret` and `default = ...`")),
            }
            Ok(())
        });
    }
}

/// Whether a type's last segment is the component context.
pub(super) fn is_cx(ty: &Type) -> bool {
    is_named(ty, &["Cx"])
}
