//! Guards: what a page is served with.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "policy",
        file: "http/page.rs",
        text: "None => Some(«self.policy.header(nonce, self.scope.as_ref().and_then(|scope| scope.host()))»),",
        without: "\"default-src *\".to_owned()",
        tests: &["headers::a_page_runs_no_script_but_its_own", "headers::a_page_cannot_be_framed_by_others"],
    },
    Guard {
        name: "policy-words",
        file: "http/policy.rs",
        text: "if «!is_directive || !is_word(directive) || !is_word(source)» {",
        without: "false",
        tests: &["headers::a_source_cannot_break_out_of_its_directive"],
    },
    Guard {
        name: "nonce",
        file: "http/policy.rs",
        text: "«getrandom::fill(&mut bytes)».map_err",
        without: "Ok::<(), getrandom::Error>(())",
        tests: &["headers::a_nonce_is_good_once"],
    },
    Guard {
        name: "pages-not-kept",
        file: "http/page.rs",
        text: "«(header::CACHE_CONTROL, HeaderValue::from_static(\"no-store\"))»,",
        without: "(header::CACHE_CONTROL, HeaderValue::from_static(\"max-age=60\"))",
        tests: &["headers::a_page_is_kept_by_nobody_and_taken_for_nothing_else"],
    },
    Guard {
        name: "navigation-of-this-site",
        file: "http/navigation.rs",
        text: "!is_own || «is_foreign(&parts.headers)» {",
        without: "false",
        tests: &["navigation::a_tree_is_for_pages_of_this_site"],
    },
    Guard {
        name: "navigation-of-this-build",
        file: "http/navigation.rs",
        text: "parts.method != Method::GET || «!is_own» ||",
        without: "{ let _ = is_own; false }",
        tests: &["navigation::wrong_headers_give_the_plain_page"],
    },
    Guard {
        name: "page-key-of-the-visitor",
        file: "http/page.rs",
        text: "Some(page_key(scope.loom().version(), &«scope.mark()», policy, nonce, &self.headers))",
        without: "String::new()",
        tests: &["navigation::the_page_of_another_visitor_has_another_key"],
    },
    Guard {
        name: "page-key-of-the-headers",
        file: "http/navigation.rs",
        text: "headers.iter().filter(|(name, _)| «is_of_document(name)»)",
        without: "{ let _ = name; false }",
        tests: &["navigation::a_page_with_other_powers_has_another_key"],
    },
    Guard {
        name: "mark-of-the-visitor",
        file: "http/session.rs",
        text: "if «told == Some(mark.as_bytes())» { None }",
        without: "{ let _ = told; true }",
        tests: &["navigation::the_browser_is_told_when_the_visitor_is_another"],
    },
    Guard {
        name: "props-are-signed-as-props",
        file: "connection/admission.rs",
        text: "if «opened.claims.fresh && opened.claims.parent.is_none() && !is_nested» =>",
        without: "{ let _ = is_nested; true }",
        tests: &["navigation::props_are_those_that_the_server_signed"],
    },
];
