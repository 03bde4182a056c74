//! Two-way bound values, plan to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use super::{
    ast::Rust,
    data_path::DataPath,
    generated::out,
    plan::{Bound, Chooses, FieldView},
    walk,
};
use crate::paths;

/// The local that holds a bound value.
pub(super) fn local(bound: Bound) -> Ident {
    Ident::new(&format!("bound{}", bound.number), at(bound))
}

fn at(bound: Bound) -> Span {
    Span::mixed_site().located_at(bound.span)
}

/// The code that goes to a bound value, once for all that its element has of it.
pub(super) fn place(bound: Bound, place: &DataPath, is_error: bool, is_named: bool) -> TokenStream {
    let (hoisted, value) = walk::control(place, is_error);
    let (span, local) = (at(bound), local(bound));
    if is_named { quote_spanned!(span=> #hoisted let #local = #value;) } else { quote_spanned!(span=> let _ = #value;) }
}

/// The path into the next slot.
pub(super) fn path(bound: Bound) -> TokenStream {
    let (span, local, out) = (at(bound), local(bound), out());
    quote_spanned!(span=> #local.path(#out);)
}

/// The code that shows a bound value in its control.
pub(super) fn field_view(bound: Bound, show: &FieldView) -> TokenStream {
    let (span, local, out) = (at(bound), local(bound), out());
    match show {
        FieldView::Text => quote_spanned!(span=> #out.attribute(&#local.text());),
        FieldView::Checked => quote_spanned!(span=> #out.flag(&#local.checked());),
    }
}

/// The code for a `<select>`, or a button of a group, with the choices of a bound value.
pub(super) fn chooser(bound: Bound, several: bool, slot: bool, control: &TokenStream) -> TokenStream {
    let (span, local, out) = (at(bound), local(bound), out());
    quote_spanned!(span=> #local.chooser(#out, #several, #slot, #control);)
}

/// The code for an element that offers one choice of a bound value.
pub(super) fn offers(bound: Bound, value: &Rust, by: Chooses, control: &TokenStream) -> TokenStream {
    let (span, local, out) = (at(bound), local(bound), out());
    let door = paths::door(span);
    let value = value.literal().map_or_else(
        || quote_spanned!(span=> &::std::string::ToString::to_string(&(#value))),
        |text| quote_spanned!(span=> #text),
    );
    match by {
        Chooses::Option { shows, text } => {
            let value = if text { quote_spanned!(span=> &#door::option_text(#value)) } else { value };
            quote_spanned!(span=> #local.option(#out, #value, #shows, #control);)
        }
        Chooses::Radio | Chooses::Checkbox => {
            let is_checkbox = by == Chooses::Checkbox;
            quote_spanned!(span=> #local.button(#out, #value, #is_checkbox, #control);)
        }
    }
}
