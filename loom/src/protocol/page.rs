//! The page's templates, for the client.

use super::patch::template;
use crate::tree::PageTemplates;

/// Appends the `<script>` that holds the page's templates, and how many bytes a message may have; nothing if there are none.
pub(crate) fn write_templates(out: &mut String, templates: &PageTemplates, message_bytes: usize) {
    if templates.is_empty() {
        return;
    }
    let mut json = String::from("[");
    for (index, known) in templates.iter().enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        template(&mut json, known);
    }
    json.push(']');
    out.push_str("<script type=\"application/json\" data-l-templates data-l-limit=\"");
    out.push_str(itoa::Buffer::new().format(message_bytes));
    out.push_str("\">");
    // No `<` of a template can end the element, or begin a comment in it.
    out.push_str(&json.replace('<', "\\u003c"));
    out.push_str("</script>");
}
