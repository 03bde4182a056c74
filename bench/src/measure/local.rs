//! The browser's own part: `local(...)` beside code written by hand, and beside Alpine.js.

use loom_bench::load::Failure;

use super::{
    Plan,
    client::{self, Script},
};
use crate::{report::Report, server::Server};

pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let server = Server::start("local")?;
    let script =
        Script { name: "bench/local.mjs", needs: &["alpinejs"], arguments: &[&format!("http://{}", server.addr)] };
    client::run(plan, report, &script, &|report, why| {
        report.not_measured("local, toggle", 1.5, "of by hand", why);
        report.not_measured("local, toggle beside Alpine.js", 0.7, "of Alpine's", why);
        report.not_measured("local, 1,000 places", 2.0, "of by hand", why);
    })
}
