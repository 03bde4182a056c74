//! Rendering a component whose tree is kept track of: for its join, after its events, or without a word.

use super::{
    Child, ChildHost, Html, LocalField, PatchWriter, Print, Scalar, Scratch, Secret, Sink, Template,
    diff::PrintSink,
    page::{PagePart, PageSink, PageWriter, drive},
    reuse::replace,
};
use crate::html::{Arguments, Binding, Choosing, Control, RenderError};

/// Renders and writes the whole tree.
///
/// # Errors
/// The error that ended the render. The output is to be thrown away; components that were started are ended.
pub fn render_full(
    html: Html<'_>,
    scratch: &mut Scratch,
    writer: &mut dyn PatchWriter,
    host: &mut dyn ChildHost,
) -> Result<Print, RenderError> {
    let mut sink = PrintSink::new(scratch, None, Some(writer), host);
    let driven = drive(html, &mut sink);
    let finished = sink.finish();
    let mut print = Print::default();
    settle(driven.and(finished), scratch, &mut print, host)?;
    Ok(print)
}

/// Renders, writes what changed since `print`, and brings `print` up to date. False if nothing changed: then nothing
/// was written.
///
/// # Errors
/// The error that ended the render. The output is to be thrown away; `print` is as before, and components that were
/// started are ended.
pub fn render_diff(
    html: Html<'_>,
    print: &mut Print,
    scratch: &mut Scratch,
    writer: &mut dyn PatchWriter,
    host: &mut dyn ChildHost,
) -> Result<bool, RenderError> {
    let mut sink = PrintSink::new(scratch, Some(print), Some(writer), host);
    let driven = drive(html, &mut sink);
    let finished = sink.finish();
    settle(driven.and(finished), scratch, print, host)
}

/// Renders without writing, and gives the print with the digest of the HTML that [`render_page`](super::render_page)
/// would write.
///
/// # Errors
/// The error that ended the render.
pub fn render_silent(
    html: Html<'_>,
    scratch: &mut Scratch,
    host: &mut dyn ChildHost,
) -> Result<(Print, u64), RenderError> {
    let mut page = std::mem::take(&mut scratch.page);
    let mut templates = std::mem::take(&mut scratch.templates);
    page.clear();
    templates.clear();
    let sink = PageSink::new(&mut page, Some(&mut templates), host.secret());
    let rendered = render_beside(html, sink, scratch, host);
    scratch.page = page;
    scratch.templates = templates;
    let (print, part) = rendered?;
    Ok((print, part.digest))
}

/// Renders a component that its client has from a page: writes the page once more, and gives the print beside it.
///
/// # Errors
/// The error that ended the render. The output is to be thrown away.
pub(crate) fn render_beside(
    html: Html<'_>,
    page: impl PageWriter,
    scratch: &mut Scratch,
    host: &mut dyn ChildHost,
) -> Result<(Print, PagePart), RenderError> {
    let mut sink = Both { page, print: PrintSink::new(scratch, None, None, host), next: Takers::Both };
    let driven = drive(html, &mut sink);
    let Both { page, print, .. } = sink;
    let finished = print.finish();
    let part = page.finish();
    let mut print = Print::default();
    settle(driven.and(finished), scratch, &mut print, host)?;
    Ok((print, part?))
}

/// Takes the new print over from the scratch, or, after an error, takes back what the render began. Whether anything
/// was written.
fn settle(
    rendered: Result<bool, RenderError>,
    scratch: &mut Scratch,
    print: &mut Print,
    host: &mut dyn ChildHost,
) -> Result<bool, RenderError> {
    let wrote = match rendered {
        Ok(wrote) => wrote,
        Err(error) => {
            scratch.started.iter().for_each(|id| host.ended(*id));
            return Err(error);
        }
    };
    scratch.children.sort_unstable();
    for id in print.kin.ids() {
        if scratch.children.binary_search(id).is_err() {
            host.ended(*id);
        }
    }
    replace(&mut print.offers, &scratch.offers);
    print.kin.replace(&scratch.children);
    replace(&mut print.words, &scratch.words);
    Ok(wrote)
}

/// Two sinks that are given the same.
struct Both<'r, P> {
    page: P,
    print: PrintSink<'r>,
    /// Who takes the next scalar.
    next: Takers,
}

/// The sinks that take a scalar: what the server makes of a browser expression is nothing to one that has the arguments.
#[derive(Clone, Copy, PartialEq)]
enum Takers {
    Both,
    Page,
    Print,
}

impl<P: PageWriter> Sink for Both<'_, P> {
    fn open(&mut self, template: &'static Template) {
        self.page.open(template);
        self.print.open(template);
    }
    fn close(&mut self) {
        self.page.close();
        self.print.close();
    }
    fn scalar(&mut self, value: Scalar<'_>) {
        let takers = std::mem::replace(&mut self.next, Takers::Both);
        if takers != Takers::Print {
            self.page.scalar(value);
        }
        if takers != Takers::Page {
            self.print.scalar(value);
        }
    }
    fn event(&mut self, binding: &Binding<'_>) {
        self.page.event(binding);
        self.print.event(binding);
    }
    fn local(&mut self, arguments: Arguments<'_>) -> bool {
        match (self.page.local(arguments), self.print.local(arguments)) {
            (false, false) => return false,
            (true, false) => self.next = Takers::Page,
            (false, true) => self.next = Takers::Print,
            (true, true) => {}
        }
        true
    }
    fn field(&mut self, field: LocalField<'_>) {
        self.page.field(field);
        self.print.field(field);
    }
    fn child(&mut self, child: Box<dyn Child>) {
        self.page.pass_child(&*child);
        self.print.child(child);
    }
    fn list(&mut self) {
        self.page.list();
        self.print.list();
    }
    fn item(&mut self, key: u64) {
        self.page.item(key);
        self.print.item(key);
    }
    fn end_list(&mut self) {
        self.page.end_list();
        self.print.end_list();
    }
    fn offer(&mut self, binding: &Binding<'_>) {
        self.print.offer(binding);
    }
    fn choice(&mut self, field: &str, value: &str, choosing: Choosing, control: Control) {
        self.print.choice(field, value, choosing, control);
    }
    fn fieldset(&mut self, disabled: bool) {
        self.print.fieldset(disabled);
    }
    fn end_fieldset(&mut self) {
        self.print.end_fieldset();
    }
    fn legend(&mut self) {
        self.print.legend();
    }
    fn end_legend(&mut self) {
        self.print.end_legend();
    }
    fn secret(&self) -> Secret {
        self.print.secret()
    }
}
