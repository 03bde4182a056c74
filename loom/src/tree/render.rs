//! Rendering a component whose tree is kept track of: for its join, after its events, or without a word.

use super::{
    Child, ChildHost, ChildId, Html, LocalField, PatchWriter, Print, Scalar, Scratch, Secret, Sink, Template,
    diff::PrintSink,
    page::{PageSink, drive},
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

/// Renders and writes the whole tree of a component that its client has, with the live components in it.
///
/// # Errors
/// The error that ended the render. The output is to be thrown away.
pub(crate) fn render_standing(
    html: Html<'_>,
    scratch: &mut Scratch,
    writer: &mut dyn PatchWriter,
    host: &mut dyn ChildHost,
) -> Result<Print, RenderError> {
    render_full(html, scratch, writer, &mut Standing(host))
}

/// A host that is told of components which its client has, as those of a silent render.
struct Standing<'h>(&'h mut dyn ChildHost);

impl ChildHost for Standing<'_> {
    fn secret(&self) -> Secret {
        self.0.secret()
    }
    fn evaluates(&self) -> bool {
        self.0.evaluates()
    }
    fn birth(&mut self, place: u64) -> u32 {
        self.0.birth(place)
    }
    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String {
        self.0.standing(id, child);
        String::new()
    }
    fn updated(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.0.updated(id, child);
    }
    fn sent_again(&mut self, id: ChildId, child: &dyn Child) -> String {
        self.0.sent_again(id, child)
    }
    fn standing(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.0.standing(id, child);
    }
    fn ended(&mut self, id: ChildId) {
        self.0.ended(id);
    }
}

/// Renders and writes the whole tree of HTML that no connection shows yet. Gives the live components in it, in document order, with their
/// places. Keys are hashed with `secret`.
///
/// # Errors
/// The error that ended the render. The output is to be thrown away.
pub(crate) fn render_unjoined(
    html: Html<'_>,
    secret: Secret,
    scratch: &mut Scratch,
    writer: &mut dyn PatchWriter,
) -> Result<UnjoinedChildren, RenderError> {
    let mut unjoined = Unjoined { secret, children: Vec::new() };
    let mut sink = PrintSink::new(scratch, None, Some(writer), &mut unjoined);
    let driven = drive(html, &mut sink);
    let finished = sink.finish();
    driven.and(finished)?;
    Ok(unjoined.children)
}

/// Live components with their places, in document order.
pub(crate) type UnjoinedChildren = Vec<(u64, Box<dyn Child>)>;

/// Notes the live components of HTML that no connection shows yet.
struct Unjoined {
    secret: Secret,
    children: UnjoinedChildren,
}

impl ChildHost for Unjoined {
    fn secret(&self) -> Secret {
        self.secret
    }
    fn birth(&mut self, _place: u64) -> u32 {
        0
    }
    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String {
        self.children.push((id.place, child));
        String::new()
    }
    fn updated(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn sent_again(&mut self, _id: ChildId, _child: &dyn Child) -> String {
        String::new()
    }
    fn standing(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn ended(&mut self, _id: ChildId) {}
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
    let mut sink = Both {
        page: PageSink::new(&mut page, Some(&mut templates), host.secret()),
        print: PrintSink::new(scratch, None, None, host),
        only_page: false,
    };
    let driven = drive(html, &mut sink);
    let Both { page: page_sink, print: print_sink, .. } = sink;
    let finished = print_sink.finish();
    let part = page_sink.finish();
    scratch.page = page;
    scratch.templates = templates;
    let mut print = Print::default();
    settle(driven.and(finished), scratch, &mut print, host)?;
    Ok((print, part?.digest))
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
struct Both<'r> {
    page: PageSink<'r>,
    print: PrintSink<'r>,
    /// The next scalar is what the server makes of a browser expression, of which the print has the arguments.
    only_page: bool,
}

impl Sink for Both<'_> {
    fn open(&mut self, template: &'static Template) {
        self.page.open(template);
        self.print.open(template);
    }
    fn close(&mut self) {
        self.page.close();
        self.print.close();
    }
    fn scalar(&mut self, value: Scalar<'_>) {
        self.page.scalar(value);
        if !std::mem::take(&mut self.only_page) {
            self.print.scalar(value);
        }
    }
    fn event(&mut self, binding: &Binding<'_>) {
        self.page.event(binding);
        self.print.event(binding);
    }
    fn local(&mut self, arguments: Arguments<'_>) -> bool {
        self.page.local(arguments);
        self.only_page = !self.print.local(arguments);
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
