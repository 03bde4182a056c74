//! [`Page`]: a whole HTML document around live components.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::script;
use crate::{Error, Html};

/// A document, built up by a page's handler and returned from it.
///
/// It is never stored by caches, since it holds the visitor's own tokens, and comes with a strict
/// `Content-Security-Policy` that [`policy`](Self::policy) replaces.
///
/// ```
/// use loom::Page;
///
/// let page = Page::new("Prices").lang("en").stylesheet("/style.css").meta("description", "What things cost");
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
    /// What stands in `<head>` after the title.
    head: String,
    /// What stands in `<body>`.
    body: String,
    /// The nonce of the policy and of the scripts and stylesheets that it lets through.
    nonce: Option<String>,
    /// The policy that replaces the strict one; empty for none.
    policy: Option<String>,
    /// Of the response.
    status: StatusCode,
    /// Of the response, besides Loom's own.
    headers: Vec<(HeaderName, HeaderValue)>,
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
            head: String::new(),
            body: String::new(),
            nonce: None,
            policy: None,
            status: StatusCode::OK,
            headers: Vec::new(),
            error: None,
        }
    }

    /// Adds to the body. A render that fails makes the whole page a failure.
    pub fn body(mut self, html: Html<'_>) -> Self {
        write(html, &mut self.body, &mut self.error);
        self
    }

    /// Adds to the head: whatever the other methods have no word for.
    pub fn head(mut self, html: Html<'_>) -> Self {
        write(html, &mut self.head, &mut self.error);
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

    /// Adds a stylesheet.
    pub fn stylesheet(mut self, address: &str) -> Self {
        self.element("link", &[("rel", "stylesheet"), ("href", address)]);
        self
    }

    /// Adds an icon.
    pub fn icon(mut self, address: &str) -> Self {
        self.element("link", &[("rel", "icon"), ("href", address)]);
        self
    }

    /// Adds a script of the application, which runs once the document is there.
    pub fn script(mut self, address: &str) -> Self {
        self.element("script", &[("src", address), ("defer", "")]);
        self.head.push_str("</script>");
        self
    }

    /// Adds an attribute to `<html>`, as `class` or `data-theme`.
    pub fn html_attribute(mut self, name: &str, value: &str) -> Self {
        attribute(&mut self.attributes, name, value);
        self
    }

    /// Lets inline scripts and styles that bear this nonce through the policy, and puts it on Loom's own script.
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// Replaces the `Content-Security-Policy`; an empty one sends no such header.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// The status of the response, 200 unless this is called.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Adds a header to the response; it replaces Loom's own of the same name.
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

    /// The `Content-Security-Policy`, if any.
    fn content_policy(&self) -> Option<String> {
        if let Some(policy) = &self.policy {
            return (!policy.is_empty()).then(|| policy.clone());
        }
        let nonce = self.nonce.as_ref().map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
        Some(format!(
            "default-src 'self'; script-src 'self'{nonce}; style-src 'self'{nonce}; style-src-attr 'unsafe-inline'; \
             img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        ))
    }

    /// The document as text.
    fn document(&self) -> String {
        let mut out = String::with_capacity(512 + self.head.len() + self.body.len());
        out.push_str("<!DOCTYPE html><html");
        attribute(&mut out, "lang", &self.lang);
        out.push_str(&self.attributes);
        out.push_str("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        escape(&mut out, &self.title);
        out.push_str("</title>");
        out.push_str(&self.head);
        out.push_str("<script");
        attribute(&mut out, "src", script::path());
        if let Some(nonce) = &self.nonce {
            attribute(&mut out, "nonce", nonce);
        }
        out.push_str(" defer></script></head><body>");
        out.push_str(&self.body);
        out.push_str("</body></html>\n");
        out
    }
}

impl IntoResponse for Page {
    fn into_response(mut self) -> Response {
        if let Some(error) = self.error.take() {
            return error.into_response();
        }
        let fixed = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        ];
        let policy = self.content_policy().and_then(|policy| HeaderValue::try_from(policy).ok());
        let mut response = (self.status, fixed, self.document()).into_response();
        let headers = response.headers_mut();
        if let Some(policy) = policy {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.extend(self.headers);
        response
    }
}

fn write(html: Html<'_>, out: &mut String, error: &mut Option<Error>) {
    let _ = (html, out, error);
}

/// Writes ` name="value"`.
fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// Writes `text` so that it is text, in content and in quoted attributes.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
