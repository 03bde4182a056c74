//! `#[serde(...)]` on a field: how it is saved. Fields are saved one by one, so what serde says of one field is understood here.

use syn::{Attribute, LitStr, Path, Token, parse_quote, punctuated::Punctuated};

use crate::{
    diagnostics::Diagnostics,
    props::{each_option, unknown},
};

/// The options of `#[serde(...)]` on one field.
#[derive(Default)]
pub(super) struct SerdeOptions {
    /// `rename = "..."`: its name in the JSON.
    pub(super) rename: Option<LitStr>,
    /// `alias = "..."`: older names.
    pub(super) aliases: Vec<LitStr>,
    /// `with` or `serialize_with`: the function that writes it.
    pub(super) serialize_with: Option<Path>,
    /// `with` or `deserialize_with`: the function that reads it.
    pub(super) deserialize_with: Option<Path>,
    /// `skip_serializing_if`: the function that says whether it is left out.
    pub(super) skip_if: Option<Path>,
    /// `default = "..."`: the function that makes it where it is absent.
    pub(super) default: Option<LitStr>,
    /// `default`: it may be absent.
    pub(super) may_be_absent: bool,
    /// `skip`, which is Loom's to say.
    pub(super) is_skipped: bool,
}

const OPTIONS: &str = "`rename`, `alias`, `with`, `serialize_with`, `deserialize_with`, `skip_serializing_if` and `default` on a component's field";

impl SerdeOptions {
    /// Reads one `#[serde(...)]`.
    pub(super) fn take(&mut self, attr: &Attribute, diagnostics: &Diagnostics) {
        each_option(attr, diagnostics, |name, meta| {
            let text = || meta.value()?.parse::<LitStr>();
            let path = || text()?.parse::<Path>();
            match name {
                "rename" => self.rename = Some(text()?),
                "alias" => self.aliases.push(text()?),
                "serialize_with" => self.serialize_with = Some(path()?),
                "deserialize_with" => self.deserialize_with = Some(path()?),
                "skip_serializing_if" => self.skip_if = Some(path()?),
                "with" => {
                    let module = path()?;
                    self.serialize_with = Some(parse_quote!(#module::serialize));
                    self.deserialize_with = Some(parse_quote!(#module::deserialize));
                }
                "default" if meta.input.peek(Token![=]) => {
                    let function = text()?;
                    function.parse::<Path>()?;
                    self.default = Some(function);
                }
                "default" => self.may_be_absent = true,
                "skip" => {
                    self.is_skipped = true;
                    return Err(meta.error("write `#[state(skip)]`: Loom has to know what is not saved"));
                }
                _ => return Err(unknown(&meta, "#[serde]", OPTIONS)),
            }
            Ok(())
        });
    }
}

/// Whether the user derives serde's traits for a purpose of their own. The options of `#[serde(...)]` on the whole struct are then for
/// those derives alone: a component is saved field by field.
pub(super) fn stays_on_struct(attrs: &mut Vec<Attribute>, diagnostics: &Diagnostics) -> bool {
    let derives = |attr: &Attribute| {
        let paths = attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
        attr.path().is_ident("derive")
            && paths.is_ok_and(|paths| paths.iter().any(|path| is_one_of(path, &["Serialize", "Deserialize"])))
    };
    if attrs.iter().any(derives) {
        return true;
    }
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        diagnostics.error_at(attr, "a component is saved field by field: `#[serde(...)]` stands on its fields");
    }
    attrs.retain(|attr| !attr.path().is_ident("serde"));
    false
}

fn is_one_of(path: &Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}
