//! The element around a live component, by which the client finds it.

use crate::html::escape_attribute;

/// The address of the WebSocket, as pages give it.
pub(crate) const SOCKET_PATH: &str = "/loom/ws";

/// The parts of the WebSocket's address that differ from the default, as a page gives them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Address<'a> {
    /// The prefix of the path. It is made of letters that need no escaping.
    pub(crate) prefix: &'a str,
    /// The version of the application, where the page's client is to name it.
    pub(crate) version: Option<&'a str>,
}

/// The element around a live component.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wrapper<'a> {
    /// The component's registered name.
    pub(crate) module: &'a str,
    /// Its state, signed.
    pub(crate) token: &'a str,
    /// Where its client connects.
    pub(crate) address: Address<'a>,
    /// The number of its root template, when its HTML follows.
    pub(crate) root: Option<u32>,
    /// For a component that stays from page to page.
    pub(crate) sticky: Option<Sticky<'a>>,
    /// The fields that its browser expressions name, as members of a JSON object.
    pub(crate) fields: &'a str,
    /// The arguments of its browser expressions, as items of a JSON array.
    pub(crate) arguments: &'a str,
}

/// How a component stays from page to page. Neither needs escaping.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sticky<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// The props that this page gives it, signed: it gets them again when the visitor comes back.
    pub(crate) props: &'a str,
}

/// Appends the start tag of a component's wrapper; the end tag is `</div>`.
pub(crate) fn write_wrapper(out: &mut String, wrapper: Wrapper<'_>) {
    let Wrapper { module, token, address, root, sticky, fields, arguments } = wrapper;
    out.push_str("<div data-l-live=\"");
    escape_attribute(out, module);
    out.push_str("\" data-l-ws=\"");
    out.push_str(address.prefix);
    out.push_str(SOCKET_PATH);
    if let Some(version) = address.version {
        out.push_str("?version=");
        escape_attribute(out, version);
    }
    out.push_str("\" data-l-token=\"");
    // Base64 and dots, of which nothing has to be escaped, and which may be long.
    out.push_str(token);
    if let Some(root) = root {
        out.push_str("\" data-l-root=\"");
        out.push_str(itoa::Buffer::new().format(root));
    }
    if let Some(Sticky { name, props }) = sticky {
        out.push_str("\" data-l-sticky=\"");
        out.push_str(name);
        out.push_str("\" data-l-props=\"");
        out.push_str(props);
    }
    for (name, [open, close], json) in [("fields", ['{', '}'], fields), ("args", ['[', ']'], arguments)] {
        if !json.is_empty() {
            out.push_str("\" data-l-");
            out.push_str(name);
            out.push_str("=\"");
            out.push(open);
            escape_attribute(out, json);
            out.push(close);
        }
    }
    out.push_str("\">");
}
