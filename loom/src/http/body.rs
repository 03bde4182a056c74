//! The body of a page: HTML with mounted components at their places, or a tree.

use std::sync::Arc;

use super::{
    mounted::Mounted,
    scope::{Notes, Scope},
};
use crate::{
    Error, Html, RenderError, Result,
    protocol::{page::pair_trees, patch::write_tree},
    tree::{PAIR, PlacedChild, render_page, render_static},
};

/// Appends `html` to `out`, and the mounted components in it at their places.
pub(super) fn write(html: Html<'_>, out: &mut String, scope: &mut Option<Arc<Scope>>) -> Result<()> {
    let mut plain = String::new();
    let children = render_static(html, &mut plain).map_err(unrendered)?;
    fill(&plain, children, out, scope)
}

/// Makes `html` the next part of the body of a page whose client can go to other pages: with the markers by which it binds to the page, or as a
/// tree.
pub(super) fn write_bound(html: Html<'_>, body: &mut String, scope: &Arc<Scope>) -> Result<()> {
    let secret = scope.loom().shared().keys.item_secret();
    let mut plain = String::new();
    let part = {
        let mut notes = scope.notes();
        let Notes { templates, known, .. } = &mut *notes;
        let part = match known {
            Some(known) => write_tree(html, secret, known, &mut plain),
            None => render_page(html, secret, templates, &mut plain),
        };
        part.map_err(unrendered)?
    };
    let mut text = String::new();
    fill(&plain, part.children, &mut text, &mut Some(Arc::clone(scope)))?;
    let mut notes = scope.notes();
    let Notes { templates, known, .. } = &mut *notes;
    match known {
        Some(known) if !body.is_empty() => pair_trees(body, &text, known),
        Some(_) => *body = text,
        None => {
            if !body.is_empty() {
                body.insert_str(0, &format!("<!--t{}-->", templates.number(&PAIR)));
            }
            body.push_str(&format!("<!--t{}-->", part.root));
            body.push_str(&text);
        }
    }
    Ok(())
}

fn unrendered(error: RenderError) -> Error {
    Error::msg(format_args!("the page could not be rendered: {error}"))
}

/// Appends `plain` to `out`, and the mounted components among `children` at their places.
fn fill(plain: &str, children: Vec<PlacedChild>, out: &mut String, scope: &mut Option<Arc<Scope>>) -> Result<()> {
    let mut written = 0;
    for PlacedChild { offset, child, .. } in children {
        out.push_str(plain.get(written..offset).unwrap_or_default());
        written = offset;
        let module = child.module();
        let mounted = child.into_any().downcast::<Mounted>().map_err(|_| {
            Error::msg(format_args!("`{module}` stands in a page without being mounted; use `live.mount(...)`"))
        })?;
        out.push_str(mounted.html());
        let known = scope.get_or_insert_with(|| Arc::clone(mounted.scope()));
        if !Arc::ptr_eq(known, mounted.scope()) {
            return Err(Error::msg("components that were mounted for two requests stand in one page"));
        }
    }
    out.push_str(plain.get(written..).unwrap_or_default());
    Ok(())
}
