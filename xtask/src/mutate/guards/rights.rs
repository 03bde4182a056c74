//! Guards: what the application allows.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "authorize-mount",
        file: "http/mount.rs",
        text: "if «guard.authorize.allows(&Access { action: Action::Mount, component, visitor, state })» {",
        without: "true",
        tests: &["rights::a_component_that_may_not_be_mounted_is_not_shown"],
    },
    Guard {
        name: "authorize-join",
        file: "connection/join.rs",
        text: "if let Some(action) = «self.forbidden(join, &opened, now)» {",
        without: "None::<super::guard::Action<'static>>",
        tests: &[
            "rights::a_component_that_may_not_be_joined_any_more_is_refused",
            "rights::a_nested_component_that_may_not_be_mounted_is_refused",
        ],
    },
    Guard {
        name: "nested-in-what-is-here",
        file: "connection/nested.rs",
        text: "false => «ParentStatus::Absent»,",
        without: "ParentStatus::NotNested",
        tests: &[
            "handed::a_component_that_was_taken_away_is_not_joined_again",
            "handed::a_nested_component_is_not_joined_without_the_one_around_it",
        ],
    },
    Guard {
        name: "nested-props-of-the-last-render",
        file: "connection/nested.rs",
        text: "None if «parent.print.props_of(child) == digest» => return true,",
        without: "true",
        tests: &["handed::a_token_does_not_bring_back_what_was_handed_down"],
    },
    Guard {
        name: "nested-props-that-waited",
        file: "connection/nested.rs",
        text: "if «digest != Some(given.props_digest())» && joined.actor.module() == given.module() {",
        without: "false",
        tests: &["handed::a_token_does_not_bring_back_what_was_handed_down"],
    },
    Guard {
        name: "nested-once",
        file: "connection/nested.rs",
        text: "rivals.into_iter().for_each(|rival| «self.end(rival)»);",
        without: "drop(rival)",
        tests: &["handed::a_nested_component_is_there_once"],
    },
    Guard {
        name: "changed-before-its-events",
        file: "connection/event.rs",
        text: "if «self.components.outermost_changed(key).is_some()» && !self.renders_first(key, call.number, now) {",
        without: "false",
        tests: &["handed::an_event_is_held_against_the_props_that_came_before_it"],
    },
    Guard {
        name: "callbacks-of-what-is-shown",
        file: "connection/event.rs",
        text: "if «!joined.print.kin().has(from)» {",
        without: "false",
        tests: &["handed::a_component_that_was_taken_away_calls_nobody"],
    },
    Guard {
        name: "authorize-event",
        file: "connection/event.rs",
        text: "let may = «self.may(component, Action::Event(name), now)»",
        without: "true",
        tests: &[
            "rights::a_field_whose_event_may_not_be_sent_is_not_set",
            "rights::an_event_that_may_not_be_sent_changes_nothing",
            "rights::a_bound_field_that_may_not_be_set_is_not_set",
        ],
    },
    Guard {
        name: "authorize-panics",
        file: "connection/guard/access.rs",
        text: "«catch_unwind(AssertUnwindSafe(|| hook(access)))».unwrap_or_else",
        without: "catch_unwind(AssertUnwindSafe(|| hook(access))).or(Ok::<bool, Box<dyn std::any::Any + Send>>(true))",
        tests: &["rights::a_check_that_panics_allows_nothing"],
    },
];
