//! Going to a page without a reload: what its tree costs the server beside its HTML, and what it costs the browser beside Turbo.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use loom_bench::load::{Failure, Get, Socket, closed_loop};
use loom_wire::cookie;
use serde_json::Value;

use super::{
    Plan,
    client::{self, Script},
    median,
};
use crate::{
    report::{Budget, Report},
    server::Server,
};

/// The pages, by where their rows are.
const SIDES: [(&str, &str); 2] = [("rows in the page", "/page/"), ("rows in a component", "/live/")];

/// The server's part, and the browser's.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    for (name, path) in SIDES {
        server(plan, report, name, path)?;
    }
    let server = Server::start("pages")?;
    let script = Script {
        name: "bench/navigation.mjs",
        needs: &["@hotwired/turbo"],
        arguments: &[&format!("http://{}", server.addr)],
    };
    client::run(plan, report, &script, &|report, why| {
        for (name, _) in SIDES {
            report.not_measured(&format!("Loom, {name}: bytes, gzip"), 0.6, "of Turbo's", why);
            report.not_measured(&format!("Loom, {name}: answer to DOM"), 0.5, "of Turbo's", why);
        }
    })
}

/// A page in full and as a tree, for a client that knows its templates: asked for by one visitor, in turns.
fn server(plan: &Plan, report: &mut Report, name: &str, path: &str) -> Result<(), Failure> {
    let server = Server::start_keeping_memory("pages")?;
    let (page, first) = (format!("{path}2"), format!("{path}1"));
    let headers = headers(&server.addr, &first)?;
    let full = Get { path: &page, headers: &headers.visitor };
    let tree = Get { path: &page, headers: &headers.client };
    let mut sockets = [Socket::connect(&server.addr)?];
    let mut cost = |get: &Get<'_>| -> Result<f64, Failure> {
        let before = server.cpu_micros()?;
        let figures = closed_loop(&mut sockets, plan.run / 4, get)?;
        Ok((server.cpu_micros()? - before) / figures.answers as f64)
    };
    // The first turn warms the server up.
    cost(&full)?;
    cost(&tree)?;
    let (mut full_times, mut tree_times, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..2 * plan.rounds {
        let (of_full, of_tree) = (cost(&full)?, cost(&tree)?);
        full_times.push(of_full);
        tree_times.push(of_tree);
        ratios.push(of_tree / of_full);
    }
    let figures = [("HTML, CPU µs", median(&full_times)), ("tree, CPU µs", median(&tree_times))];
    report.row("page of 1,000 rows, server", name, &figures);
    let name = format!("navigation, {name}: server CPU");
    report.budget(Budget::at_most(&name, median(&ratios), 1.1, "of the page in full"));
    Ok(())
}

/// The headers of the requests of one visitor.
struct Headers {
    /// The cookie.
    visitor: String,
    /// The cookie, and what the client says of itself and of the templates that it knows.
    client: String,
}

/// Loads a page in full, as the one at which the visitor is.
fn headers(addr: &str, path: &str) -> Result<Headers, Failure> {
    let mut stream = TcpStream::connect(addr)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or("the answer has no body")?;
    let cookie = cookie(head).ok_or("the page sets no cookie")?;
    let between = |start: &str, end: &str| {
        body.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found)
    };
    let script = between("/loom/loom-", "\"").ok_or("the page has no script")?;
    let tag = between("data-l-templates", "</script>").and_then(|tag| tag.split_once('>'));
    let templates: Vec<Value> = serde_json::from_str(tag.ok_or("the page has no templates")?.1)?;
    let known: String = templates.iter().filter_map(|template| template[0].as_str()?.get(..4)).collect();
    let visitor = format!("Cookie: {cookie}\r\n");
    let client = format!("{visitor}Loom-Nav: /loom/loom-{script}\r\nLoom-Have: {known}\r\n");
    Ok(Headers { visitor, client })
}
