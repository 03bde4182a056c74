//! Guards: sessions and visitors.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "host-cookie",
        file: "http/cookie.rs",
        text: "«last_id(headers, &self.plain).filter(|_| !secure)»",
        without: "last_id(headers, &self.plain)",
        tests: &["rights::a_cookie_that_can_be_planted_is_not_taken_over_https"],
    },
    Guard {
        name: "last-well-formed-cookie",
        file: "http/cookie.rs",
        text: "«values(headers, name).filter_map(id).next_back()»",
        without: "values(headers, name).filter_map(|value| str::from_utf8(value).ok()).next()",
        tests: &[
            "rights::cookies_of_others_do_not_hide_the_own",
            "rights::a_planted_cookie_opens_only_what_was_made_under_it",
        ],
    },
    Guard {
        name: "cookie-flags",
        file: "http/cookie.rs",
        text: "«format!(\"{name}={id}; Path={}; HttpOnly; SameSite=Lax{flag}{age}\", self.path)»",
        without: "format!(\"{name}={id}; Path={}{flag}{age}\", self.path)",
        tests: &["rights::the_cookie_is_out_of_reach"],
    },
    Guard {
        name: "anonymous-names",
        file: "http/naming.rs",
        text: "if «name.starts_with(ANONYMOUS)» {",
        without: "false",
        tests: &["rights::a_name_of_the_application_is_never_that_of_an_anonymous_visitor"],
    },
    Guard {
        name: "anonymous-mark",
        file: "http/session.rs",
        text: "Visitor::new(«format!(\"{ANONYMOUS}{}\", digest(&self.id))»)",
        without: "digest(&self.id)",
        tests: &["rights::a_name_of_the_application_is_never_that_of_an_anonymous_visitor"],
    },
    Guard {
        name: "named-mark",
        file: "http/session.rs",
        text: "Some(name) => («format!(\"{NAMED}{name}\")», Kind::Named)",
        without: "name",
        tests: &["rights::a_name_does_not_pass_for_a_cookie_nor_a_cookie_for_a_name"],
    },
    Guard {
        name: "revoked-tokens",
        file: "connection/admission.rs",
        text: "match «self.shared.guard.revoked.refuses(&self.surroundings.visitor, opened.claims.issued)» {",
        without: "false",
        tests: &["rights::a_visitor_who_is_disconnected_is_out"],
    },
    Guard {
        name: "revoked-sockets",
        file: "connection/visits.rs",
        text: "«mailboxes.iter().for_each(|mailbox| mailbox.revoke())»;",
        without: "()",
        tests: &["rights::a_visitor_who_is_disconnected_is_out"],
    },
    Guard {
        name: "tokens-after-a-disconnect",
        file: "connection/connection.rs",
        text: "let unix = «shared.guard.revoked.issue(&arrival.visitor, arrival.unix)»;",
        without: "arrival.unix",
        tests: &["rights::tokens_that_are_renewed_after_a_disconnect_are_good"],
    },
];
