//! [`Page`]: a whole HTML document around live components.

use std::sync::Arc;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{write, write_bound},
    navigation::{PAGE, VARY, page_key},
    policy::{Policy, new_nonce},
    prefix::Prefix,
    scope::{Notes, Scope},
    script::{Module, hooks, modules, script},
    shutdown::all_looms,
};
use crate::{
    Error, Html, Result,
    html::{escape_attribute, escape_text},
    protocol::{
        page::{Departing, PageTree, write_page, write_templates},
        patch::KnownTemplates,
        wrapper::SOCKET_PATH,
    },
};

/// A document, built up by a page's handler and returned from it.
///
/// It is never stored by caches, since it holds the visitor's own tokens, and comes with a strict
/// `Content-Security-Policy` that [`allow`](Self::allow) extends and [`policy`](Self::policy) replaces.
///
/// ```
/// use loom::Page;
///
/// let page = Page::new("Prices").lang("en").stylesheet("/style.css").meta("description", "The prices of all things");
/// ```
#[derive(Debug)]
#[must_use]
pub struct Page {
    /// The document's title, not escaped.
    title: String,
    /// The language of its text.
    lang: String,
    /// Further attributes of `<html>`, written out.
    attributes: String,
    /// The names of all attributes of `<html>`, with spaces between them.
    names: String,
    /// The content of `<head>` after the title.
    head: String,
    /// The addresses of its modules of JavaScript.
    modules: Vec<String>,
    /// The content of `<body>`.
    body: String,
    /// The nonce of the policy and of the scripts and stylesheets that it lets through.
    nonce: Option<String>,
    /// The sources that the strict policy allows besides its own.
    policy: Policy,
    /// The policy that replaces the strict one; empty for none.
    own_policy: Option<String>,
    /// Of the response.
    status: StatusCode,
    /// Of the response, besides Loom's own.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The scope that its components share, once there is one.
    scope: Option<Arc<Scope>>,
    /// Whether clients of other pages can go to it.
    navigates: bool,
    /// Whether it is not kept for going back.
    is_fresh: bool,
    /// Why the page cannot be made, if so.
    error: Option<Error>,
}

impl Page {
    /// An empty page of this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lang: "en".to_owned(),
            attributes: String::new(),
            names: "lang".to_owned(),
            head: String::new(),
            modules: Vec::new(),
            body: String::new(),
            nonce: None,
            policy: Policy::default(),
            own_policy: None,
            status: StatusCode::OK,
            headers: Vec::new(),
            scope: None,
            navigates: false,
            is_fresh: false,
            error: None,
        }
    }

    /// An empty page of this title that answers a request.
    pub(super) fn of_request(title: impl Into<String>, scope: &Arc<Scope>) -> Self {
        let navigates = scope.loom().navigates();
        Self { scope: Some(Arc::clone(scope)), navigates, ..Self::new(title) }
    }

    /// Adds to the body. A render that fails makes the whole page a failure.
    pub fn body(mut self, html: Html<'_>) -> Self {
        let written = match self.scope.as_ref().filter(|_| self.navigates) {
            Some(scope) => write_bound(html, &mut self.body, scope),
            None => write(html, &mut self.body, &mut self.scope),
        };
        if let Err(error) = written {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Adds to the head: whatever the other methods have no word for.
    pub fn head(mut self, html: Html<'_>) -> Self {
        if let Err(error) = write(html, &mut self.head, &mut self.scope) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// The language of the text, `en` unless this is called.
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = lang.into();
        self
    }

    /// Adds `<meta name=... content=...>`.
    pub fn meta(mut self, name: &str, content: &str) -> Self {
        self.element("meta", &[("name", name), ("content", content)]);
        self
    }

    /// Adds a stylesheet. If it is of another site, the page's policy allows stylesheets of that origin; fonts and images that it loads
    /// need an [`allow`](Self::allow).
    pub fn stylesheet(mut self, address: &str) -> Self {
        self.allow_origin_of("style-src", address);
        self.element("link", &[("rel", "stylesheet"), ("href", address)]);
        self
    }

    /// Adds an icon. If it is of another site, the page's policy allows images of that origin.
    pub fn icon(mut self, address: &str) -> Self {
        self.allow_origin_of("img-src", address);
        self.element("link", &[("rel", "icon"), ("href", address)]);
        self
    }

    /// Adds a script, which runs once the document is there. If it is of another site, the page's policy allows scripts of that origin.
    pub fn script(mut self, address: &str) -> Self {
        self.allow_origin_of("script-src", address);
        self.element("script", &[("src", address), ("defer", "")]);
        self.head.push_str("</script>");
        self
    }

    /// Adds a module of JavaScript, which runs once the document is there, and after Loom's own of hooks: with `loom.hook(name, {..})` it says what
    /// `use:name={..}` does. If it is of another site, the page's policy allows scripts of that origin. Pages that are gone to from one
    /// another run a module once.
    pub fn module(mut self, address: &str) -> Self {
        self.allow_origin_of("script-src", address);
        self.modules.push(address.to_owned());
        self
    }

    /// Adds an attribute to `<html>`, as `class` or `data-theme`.
    pub fn html_attribute(mut self, name: &str, value: &str) -> Self {
        attribute(&mut self.attributes, name, value);
        self.names.push(' ');
        self.names.push_str(name);
        self
    }

    /// Has going back to the page ask the server for it again. Other pages are kept as they were left, in the memory of the tab, and shown at once.
    pub fn fresh(mut self) -> Self {
        self.is_fresh = true;
        self
    }

    /// Lets inline scripts and styles that bear this nonce through the policy, and puts it on Loom's own script. Where this is not
    /// called, it is [`Live::nonce`](crate::Live::nonce), or one that only Loom's script bears.
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// Lets the page load something from `source` too: `allow("img-src", "https://images.example.com")`. Both are as in a
    /// `Content-Security-Policy`.
    pub fn allow(mut self, directive: &str, source: &str) -> Self {
        if let Err(error) = self.policy.allow(directive, source) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Lets the page load things for `directive` from the origin of an address, where it names one.
    fn allow_origin_of(&mut self, directive: &str, address: &str) {
        if let Err(error) = self.policy.allow_origin_of(directive, address) {
            self.error.get_or_insert(error);
        }
    }

    /// Replaces the whole `Content-Security-Policy`; an empty one sends no such header.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.own_policy = Some(policy.into());
        self
    }

    /// The status of the response, 200 unless this is called.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Adds a header to the response. It replaces Loom's own of the same name, except `Set-Cookie`, of which a response may have many.
    /// A header that is added twice is sent twice.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Adds the start of an element to the head.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.head.push('<');
        self.head.push_str(name);
        for (name, value) in attributes {
            attribute(&mut self.head, name, value);
        }
        self.head.push('>');
    }

    /// The nonce that was given, else that of the components' [`Live`](crate::Live), else a new one.
    fn nonce_or_new(&mut self) -> Result<String> {
        let asked = || self.scope.as_ref().and_then(|scope| scope.asked_nonce().map(str::to_owned));
        self.nonce.take().or_else(asked).map_or_else(new_nonce, Ok)
    }

    /// The `Content-Security-Policy`, if any.
    fn content_policy(&self, nonce: &str) -> Option<String> {
        match &self.own_policy {
            Some(policy) => (!policy.is_empty()).then(|| policy.clone()),
            None => Some(self.policy.header(nonce, self.scope.as_ref().and_then(|scope| scope.host()))),
        }
    }

    /// The path under which browsers find the application. A page without components does not know it, and is one of the process's only one.
    fn prefix(&self) -> Prefix {
        match &self.scope {
            Some(scope) => scope.loom().prefix().clone(),
            None => all_looms().first().map(|loom| loom.prefix().clone()).unwrap_or_default(),
        }
    }

    /// Appends the start tag of the root element and of the head, and all of the head but Loom's own script.
    fn write_head(&self, out: &mut String, notes: Option<&Notes>) {
        let title = notes.and_then(|notes| notes.title.as_deref()).unwrap_or(&self.title);
        out.push_str("<html");
        attribute(out, "lang", &self.lang);
        if let Some(millis) = self.scope.as_ref().and_then(|scope| scope.loom().heartbeat()) {
            attribute(out, "data-l-beat", &millis.to_string());
        }
        out.push_str(&self.attributes);
        out.push_str("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        escape_text(out, title);
        out.push_str("</title>");
        out.push_str(&self.head);
    }

    /// Appends the modules of JavaScript: the one of hooks, if they are needed, and those of the application.
    fn write_modules(&self, out: &mut String, nonce: &str, has_data: bool) {
        if self.modules.is_empty() && !has_data {
            return;
        }
        let hooks = hooks().map(|hooks| self.prefix().of(hooks.path()));
        let addresses = || hooks.iter().chain(&self.modules);
        for address in addresses() {
            out.push_str("<link rel=\"modulepreload\"");
            attribute(out, "href", address);
            attribute(out, "nonce", nonce);
            out.push('>');
        }
        for address in addresses() {
            out.push_str("<script type=\"module\"");
            attribute(out, "src", address);
            attribute(out, "nonce", nonce);
            out.push_str("></script>");
        }
    }

    /// The document as text. `key` is there if its client can go to other pages.
    fn document(&self, nonce: &str, key: Option<&str>) -> String {
        let notes = self.scope.as_ref().map(|scope| scope.notes());
        let mut out = String::with_capacity(512 + self.head.len() + self.body.len());
        out.push_str("<!DOCTYPE html>");
        self.write_head(&mut out, notes.as_deref());
        if let Some(scope) = &self.scope {
            scope.loom().expect_routes();
        }
        out.push_str("<script");
        let prefix = self.prefix();
        attribute(&mut out, "src", &prefix.of(script().path()));
        attribute(&mut out, "nonce", nonce);
        out.push_str(" defer></script>");
        for (module, file) in modules() {
            let is_needed = notes.as_ref().is_some_and(|notes| match module {
                // They have something to say when the network is gone, and cannot be loaded any more.
                Module::Notices | Module::Flash => true,
                Module::Raw => notes.templates.has_raw(),
                Module::Controls | Module::Values => notes.templates.has_controls(),
                Module::Lists => notes.templates.has_lists(),
                Module::Expressions => notes.templates.has_codes(),
                Module::Places => notes.templates.needs("places"),
                Module::Observers => notes.templates.needs("observers"),
                Module::Sort => notes.templates.needs("sort"),
                Module::Loading => notes.templates.needs("loading"),
                Module::Transitions => notes.templates.needs("transitions"),
                Module::Navigation => key.is_some(),
                Module::Address => !notes.address.is_empty(),
                Module::Details
                | Module::Effects
                | Module::Fallback
                | Module::Focus
                | Module::Guard
                | Module::Operators
                | Module::Hooks
                | Module::Sticky
                | Module::Translated => false,
            });
            if is_needed {
                out.push_str("<link rel=\"modulepreload\"");
                attribute(&mut out, "href", &prefix.of(file.path()));
                attribute(&mut out, "nonce", nonce);
                out.push('>');
            }
        }
        self.write_modules(&mut out, nonce, notes.as_ref().is_some_and(|notes| notes.templates.has_data()));
        out.push_str("</head><body>");
        out.push_str(&self.body);
        if let Some(notes) = &notes {
            let socket = prefix.of(SOCKET_PATH);
            let (names, is_fresh) = (self.names.as_str(), self.is_fresh);
            let departing = key.map(|key| Departing { key, socket: &socket, names, is_fresh });
            write_templates(&mut out, &notes.templates, notes.message_bytes, departing);
        }
        out.push_str("</body></html>\n");
        out
    }
}

impl Page {
    /// The digest of what this page and one that is gone to from it must have in common; absent if no client goes to or from it.
    fn key(&self, policy: Option<&str>, nonce: &str) -> Option<String> {
        let scope = self.scope.as_ref().filter(|_| self.navigates)?;
        Some(page_key(scope.loom().version(), &scope.mark(), policy, nonce, &self.headers))
    }

    /// The page as a tree, for the client of the page before it.
    fn tree(&self, nonce: &str, key: &str) -> String {
        let notes = self.scope.as_ref().map(|scope| scope.notes());
        let mut head = String::with_capacity(256 + self.head.len());
        self.write_head(&mut head, notes.as_deref());
        let nothing = KnownTemplates::default();
        let known = notes.as_ref().and_then(|notes| notes.known.as_ref()).unwrap_or(&nothing);
        self.write_modules(&mut head, nonce, known.has_data());
        write_page(PageTree { head: &head, key, nonce, tree: &self.body }, known)
    }
}

impl IntoResponse for Page {
    fn into_response(mut self) -> Response {
        if let Some(error) = self.error.take() {
            return error.into_response();
        }
        let nonce = match self.nonce_or_new() {
            Ok(nonce) => nonce,
            Err(error) => return error.into_response(),
        };
        let fixed = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            VARY,
        ];
        let policy = self.content_policy(&nonce);
        let key = self.key(policy.as_deref(), &nonce);
        let is_tree = self.scope.as_ref().is_some_and(|scope| scope.is_tree());
        let content = match &key {
            // The client of the page before it loads it again, in full.
            None if is_tree => String::new(),
            Some(key) if is_tree => self.tree(&nonce, key),
            key => self.document(&nonce, key.as_deref()),
        };
        let policy = policy.and_then(|policy| HeaderValue::try_from(policy).ok());
        let mut response = (self.status, fixed, content).into_response();
        let headers = response.headers_mut();
        if is_tree && key.is_some() {
            self.headers.retain(|(name, _)| name != header::CONTENT_TYPE);
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            headers.insert(PAGE, HeaderValue::from_static(if self.is_fresh { "fresh" } else { "kept" }));
        }
        for cookie in self.scope.iter().flat_map(|scope| scope.cookies(key.is_some())) {
            headers.append(header::SET_COOKIE, cookie);
        }
        if let Some(policy) = policy {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        for (name, _) in &self.headers {
            if name != header::SET_COOKIE {
                headers.remove(name);
            }
        }
        headers.extend(self.headers);
        response
    }
}

/// Writes ` name="value"`.
fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_attribute(out, value);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{super::script::File, *};

    fn values(page: Page, name: &HeaderName) -> Vec<String> {
        let response = page.into_response();
        response
            .headers()
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect()
    }

    #[test]
    fn a_header_replaces_the_own_one_and_not_another_of_the_application() {
        let value = HeaderValue::from_static;
        let page = || {
            Page::new("")
                .header(header::CACHE_CONTROL, value("no-cache"))
                .header(header::LINK, value("</a>; rel=next"))
                .header(header::LINK, value("</b>; rel=prev"))
                .header(header::SET_COOKIE, value("a=1"))
                .header(header::SET_COOKIE, value("b=2"))
        };
        assert_eq!(values(page(), &header::CACHE_CONTROL), ["no-cache"]);
        assert_eq!(values(page(), &header::LINK), ["</a>; rel=next", "</b>; rel=prev"]);
        assert_eq!(values(page(), &header::SET_COOKIE), ["a=1", "b=2"]);
        assert_eq!(values(page(), &header::X_CONTENT_TYPE_OPTIONS), ["nosniff"]);
    }

    #[test]
    fn modules_bear_the_nonce_and_come_after_that_of_hooks() {
        let page = Page::new("").module("/chart.js").module("https://cdn.example/map.js").nonce("n0nce");
        let policy = values(page, &header::CONTENT_SECURITY_POLICY).concat();
        assert!(policy.contains("script-src 'self' 'nonce-n0nce' https://cdn.example"), "{policy}");
        let html = Page::new("").module("/chart.js").document("n0nce", None);
        let hooks = hooks().map(File::path).unwrap_or_default();
        let scripts = format!(
            r#"<script type="module" src="{hooks}" nonce="n0nce"></script><script type="module" src="/chart.js" nonce="n0nce"></script></head>"#
        );
        assert!(html.contains(&scripts), "{html}");
        assert!(html.contains(r#"<link rel="modulepreload" href="/chart.js" nonce="n0nce">"#), "{html}");
        assert!(!Page::new("").document("n0nce", None).contains(hooks));
    }

    #[test]
    fn what_a_page_names_it_may_load() {
        let page = Page::new("")
            .script("https://cdn.example/chart.js")
            .script("https://cdn.example/more.js")
            .script("/own.js")
            .stylesheet("//styles.example/a.css")
            .icon("https://icons.example:8080/a.png");
        let policy = values(page.nonce("N"), &header::CONTENT_SECURITY_POLICY).concat();
        for directive in [
            "script-src 'self' 'nonce-N' https://cdn.example;",
            "style-src 'self' 'nonce-N' styles.example;",
            "img-src 'self' data: https://icons.example:8080;",
        ] {
            assert!(policy.contains(directive), "{directive} in {policy}");
        }
        let wrong = Page::new("").script("https://cdn.example; script-src */x.js").into_response();
        assert_eq!(wrong.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
