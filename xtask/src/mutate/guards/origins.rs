//! Guards: from where a client may come.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "origin",
        file: "http/routes.rs",
        text: "if let Err(refusal) = «self.origins().check(request.headers(), request.uri())» {",
        without: "Ok::<(), super::origin::RefusalReason>(())",
        tests: &[
            "origin::a_foreign_page_is_refused_before_anything_is_mounted",
            "origin::a_host_that_is_not_of_the_application_is_refused",
        ],
    },
    Guard {
        name: "origin-of-the-host",
        file: "http/origin.rs",
        text: "(Some((scheme, authority)), Some(host)) if «same_host(scheme, authority, host)» =>",
        without: "true",
        tests: &["origin::a_foreign_page_is_refused_before_anything_is_mounted"],
    },
    Guard {
        name: "origin-of-the-list",
        file: "http/origin.rs",
        text: "return match «self.allowed.contains(&origin)» {",
        without: "true",
        tests: &["origin::a_list_of_origins_is_all_there_is"],
    },
    Guard {
        name: "one-origin",
        file: "http/origin.rs",
        text: "= («origins.next()», origins.next()) else",
        without: "{ let first = origins.next(); while origins.next().is_some() {} first }",
        tests: &["origin::a_header_that_is_there_twice_is_refused"],
    },
    Guard {
        name: "one-host",
        file: "http/origin.rs",
        text: "= («hosts.next()», hosts.next()) else",
        without: "{ let first = hosts.next(); while hosts.next().is_some() {} first }",
        tests: &["origin::a_header_that_is_there_twice_is_refused"],
    },
    Guard {
        name: "hosts",
        file: "http/origin.rs",
        text: "if «!self.hosts.is_empty() && !self.hosts.iter().any(is_asked)» {",
        without: "false",
        tests: &["origin::a_host_that_is_not_of_the_application_is_refused"],
    },
    Guard {
        name: "refusals-not-kept",
        file: "http/handshake.rs",
        text: "«(header::CACHE_CONTROL, \"no-store\")»,",
        without: "(header::CACHE_CONTROL, \"max-age=60\")",
        tests: &["origin::a_refusal_is_kept_by_nobody"],
    },
];
