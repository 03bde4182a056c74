//! Guards: which handlers are called.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "fields-of-the-browser",
        file: "expression/receive.rs",
        text: "Received::Integer { n } => «n.parse().ok()»,",
        without: "n.parse().ok().or(Some(0))",
        tests: &["browser::fields_of_the_browser_are_taken_by_their_types"],
    },
    Guard {
        name: "bytes-of-the-browser",
        file: "connection/event.rs",
        text: "if «locals.is_some_and(|locals| locals.len() > self.shared.guard.limits.local_bytes)» {",
        without: "false",
        tests: &["browser::fields_of_the_browser_have_a_size"],
    },
    Guard {
        name: "third-try",
        file: "connection/event.rs",
        text: "if «event.attempt > ATTEMPTS» {",
        without: "false",
        tests: &["handlers::an_event_that_may_have_ended_two_processes_is_not_handled_by_a_third"],
    },
    Guard {
        name: "offered",
        file: "connection/event.rs",
        text: "if «!(follows || joined.print.offers(event, &call.handler) || chosen())» {",
        without: "false",
        tests: &[
            "handlers::a_handler_that_is_not_offered_cannot_be_called",
            "handlers::an_argument_that_is_not_offered_cannot_be_sent",
            "handlers::a_handler_is_offered_for_its_own_event_only",
            "handlers::clicks_past_a_button_that_goes_away_do_nothing",
            "handlers::calls_of_a_nested_component_cannot_be_forged",
            "handlers::a_field_is_set_only_where_it_is_bound",
            "paths::a_part_that_no_control_shows_cannot_be_set",
            "paths::a_row_is_named_by_its_key_exactly_as_it_is_offered",
            "paths::what_has_gone_or_is_disabled_cannot_be_set",
            "paths::a_huge_path_is_refused_like_any_other",
            "browser::a_field_that_the_browser_shows_is_not_set_by_a_client",
        ],
    },
    Guard {
        name: "offered-for-its-event",
        file: "tree/print.rs",
        text: "for part in «[bare(event), \"\\0\", handler]» {",
        without: "[\"click\", \"\\0\", handler]",
        tests: &["handlers::a_handler_is_offered_for_its_own_event_only"],
    },
    Guard {
        name: "disabled-controls",
        file: "tree/controls.rs",
        text: "Control::Disabled => «false»,",
        without: "true",
        tests: &["handlers::a_disabled_control_offers_nothing"],
    },
    Guard {
        name: "offered-choices",
        file: "tree/print.rs",
        text: "«self.offers.contains(&hash_choice(&OFFER_KEY, field, value, choosing))»",
        without: "true",
        tests: &[
            "handlers::a_value_that_no_option_shows_cannot_be_chosen",
            "paths::a_choice_of_a_row_is_one_that_the_row_shows",
        ],
    },
    Guard {
        name: "events-once",
        file: "connection/joined_component.rs",
        text: "«number != 0 && number <= self.last_event»",
        without: "false",
        tests: &["handlers::an_event_counts_once"],
    },
    Guard {
        name: "events-from-one",
        file: "protocol/message/dialect2.rs",
        text: "number: «next::<NonZero<u64>, _>(&mut seq, \"n\")?.get()»,",
        without: "next::<u64, _>(&mut seq, \"n\")?",
        tests: &["handlers::an_event_without_a_number_is_no_message"],
    },
    Guard {
        name: "newest-state",
        file: "connection/join.rs",
        text: "«parked.version.is_as_new_as(opened.claims.version)»",
        without: "true",
        tests: &["handlers::a_state_that_was_left_behind_is_not_gone_back_to"],
    },
];
