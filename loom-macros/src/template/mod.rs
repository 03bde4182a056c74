//! `html!`: tokens, AST, checks, plan, expansion.

mod ast;
mod bound;
mod browser;
mod check;
mod cursors;
mod data_path;
mod expand;
mod generated;
mod jumps;
mod lower;
mod namespace;
mod parse;
mod plan;
mod sorted;
mod tables;
#[cfg(test)]
mod tests;
mod walk;

use proc_macro2::TokenStream;

use crate::diagnostics::Diagnostics;

/// Expands `html!`, in which the library is called `library`. If something is wrong, what could be read is expanded all the same, behind the errors.
pub(crate) use self::check::unknown_id;

pub(crate) fn html(library: &TokenStream, tokens: TokenStream) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let (mut nodes, is_clear) = parse::template(tokens, &diagnostics);
    jumps::refuse(&mut nodes, &diagnostics);
    if is_clear {
        check::check(&nodes, &diagnostics);
    }
    cursors::expand(&mut nodes, &diagnostics);
    sorted::mark(&mut nodes);
    let plan = lower::plan(&nodes);
    expand::expand(&plan, library, diagnostics.finish())
}
