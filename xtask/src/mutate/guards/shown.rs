//! Guards: what is shown.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "arguments",
        file: "protocol/wrapper.rs",
        text: "            «escape_attribute(out, json)»;",
        without: "out.push_str(json)",
        tests: &["browser::arguments_and_fields_stay_in_their_attributes"],
    },
    Guard {
        name: "escaping",
        file: "html/escape.rs",
        text: "if «find::<ATTRIBUTE>(text.as_bytes()).is_none()» {",
        without: "true",
        tests: &[
            "text::text_stays_text_in_patches",
            "text::text_stays_text_in_pages",
            "address::text_of_the_address_stays_text",
        ],
    },
    Guard {
        name: "addresses",
        file: "html/url.rs",
        text: "«if safe { value } else { REFUSED }»",
        without: "value",
        tests: &["text::text_stays_text_in_patches", "text::every_address_of_a_srcset_is_looked_at"],
    },
    Guard {
        name: "every-address-of-a-list",
        file: "html/url.rs",
        text: "images_of(value).all(|url| «is_safe(url, image)»)",
        without: "true",
        tests: &["text::every_address_of_a_srcset_is_looked_at"],
    },
    Guard {
        name: "written-attributes",
        file: "tree/flat.rs",
        text: "if «written.split(' ').any(|known| known.eq_ignore_ascii_case(name))» {",
        without: "false",
        tests: &["text::a_spread_says_the_same_in_page_and_patch"],
    },
    Guard {
        name: "errors-of-handlers",
        file: "connection/failure_text.rs",
        text: "«if details { more } else { \"\" }»",
        without: "more",
        tests: &["panics::an_error_says_a_reference_and_no_more"],
    },
    Guard {
        name: "errors-of-renders",
        file: "connection/answer.rs",
        text: "let details = «if self.shared.guard.show_errors { &*details } else { \"\" }»;",
        without: "&*details",
        tests: &["panics::an_error_says_a_reference_and_no_more"],
    },
];
