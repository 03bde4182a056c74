//! Guards: what breaks.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "handler-time",
        file: "actor/typed/methods.rs",
        text: "tokio::time::timeout(«self.membership.surroundings.handler_time», method(own))",
        without: "std::time::Duration::from_secs(86_400)",
        tests: &["panics::a_handler_that_takes_too_long_is_ended"],
    },
    Guard {
        name: "panics-of-methods",
        file: "actor/typed/methods.rs",
        text: "let ran = «catch_unwind(AssertUnwindSafe(|| method(&mut own.component, &mut own.cx)))»;",
        without: "Ok(method(&mut own.component, &mut own.cx))",
        tests: &["panics::a_hook_that_panics_is_like_a_handler"],
    },
    Guard {
        name: "panics-of-renders",
        file: "connection/render.rs",
        text: "match «catch_unwind(AssertUnwindSafe(render))» {",
        without: "Ok(render())",
        tests: &["panics::a_render_that_panics_sends_nothing_half"],
    },
    Guard {
        name: "panics-of-destructors",
        file: "component/contained.rs",
        text: "if let Err(panic) = «catch_unwind(AssertUnwindSafe(run))» {",
        without: "Ok::<(), Box<dyn Any + Send>>(run())",
        tests: &["panics::a_destructor_that_panics_ends_only_its_component"],
    },
];
