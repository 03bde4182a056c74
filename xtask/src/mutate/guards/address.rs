//! Guards: what the address of a page sets.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "address-event",
        file: "connection/address.rs",
        text: "match told.filter(|_| «event == MOVED && call.follows()») {",
        without: "event == MOVED || call.follows()",
        tests: &["address::a_changed_address_is_heard_only_where_there_is_one"],
    },
    Guard {
        name: "address-length",
        file: "component/query.rs",
        text: ".filter(|text| «text.len() <= longest»)",
        without: "true",
        tests: &["address::a_long_query_is_refused_or_left_out"],
    },
    Guard {
        name: "address-saved",
        file: "component/address.rs",
        text: "if !query.is_empty() && «state::check(component).is_err()» {",
        without: "false",
        tests: &["address::a_query_sets_fields_of_the_address_to_values_of_their_types_and_nothing_else"],
    },
];
