//! Data for scripts of the application: JSON in an attribute.

use serde::Serialize;

use crate::render::{AttributeSlot, AttributeValue, Rendered};

/// A value that fills an attribute as JSON.
#[derive(Debug)]
pub struct Data<'v, T: ?Sized>(&'v T);

/// The value of `prop:` or `use:`.
pub const fn data<T: Serialize + ?Sized>(value: &T) -> Data<'_, T> {
    Data(value)
}

impl<T: Serialize + ?Sized> AttributeValue for Data<'_, T> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        slot.text(&serde_json::to_string(self.0)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{
        RenderError,
        prelude::*,
        tree::{PageTemplates, Secret, render_page, render_static},
    };

    fn shown(html: Html<'_>) -> String {
        let mut out = String::new();
        render_static(html, &mut out).unwrap();
        out
    }

    #[test]
    fn data_is_json_in_an_attribute() {
        let points = vec![(1, 2.5), (2, f64::NAN)];
        let html = html! { <line-chart prop:points={&points} prop:zoomLevel=2></line-chart> };
        assert_eq!(
            shown(html),
            r#"<line-chart l-js l-prop:points="[[1,2.5],[2,null]]" l-prop:zoom-level="2"></line-chart>"#
        );
        let html = html! { <div use:chart={Some("<\"'&")} use:rich-text></div> };
        assert_eq!(
            shown(html),
            r#"<div l-js l-use:chart="&quot;&lt;\&quot;&#39;&amp;&quot;" l-use:rich-text="null"></div>"#
        );
    }

    #[test]
    fn a_value_that_is_no_json_ends_the_render() {
        let keyed = BTreeMap::from([(vec![1], 2)]);
        let html = html! { <div use:chart={&keyed}></div> };
        let rendered: Result<_, RenderError> =
            render_page(html, Secret::default(), &mut PageTemplates::new(), &mut String::new());
        assert!(rendered.is_err());
    }
}
