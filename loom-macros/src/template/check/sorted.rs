//! `on:sort` stands on the element around a keyed list.

use super::Check;
use crate::template::{
    ast::{Action, Element, For},
    sorted::{loops, sorts},
};

impl Check<'_> {
    pub(super) fn sorted(&self, element: &Element) {
        let Some(on) = sorts(element) else { return };
        if !on.actions.is_empty() && !on.actions.iter().any(|action| matches!(action, Action::Server(_))) {
            let message = "the order of a list is the server's: name a handler, `on:sort=moved`";
            return self.diagnostics.error(on.event.span, message);
        }
        let loops: Vec<&For> = loops(&element.children).collect();
        match loops.as_slice() {
            [] => {
                let message = "`on:sort` stands on the element directly around a `for`, whose items it moves: \
                               `<ul on:sort=moved>for item in ... { <li key={item.id}>...</li> }</ul>`";
                self.diagnostics.error(on.event.span, message);
            }
            [_, second, ..] => {
                let message = "`on:sort` sorts the items of one `for`: give each list an element of its own, with its own `on:sort`";
                self.diagnostics.error(second.span, message);
            }
            [_] => {}
        }
    }
}
