//! The attacks. Each is of a kind that once gained something, here or elsewhere.

use loom::Limits;
use loom_tests::{BINARY, Dialect, Fetched, PING, PONG, TEXT, masked};

use crate::{
    attacks::{Attack, SOCKETS, flood, messages, plain, share},
    flood::{join, text},
    requests, sockets,
};

/// How many are in the room of the chat.
const ROOM: usize = 64;
/// How many components of one instance a socket may have, each of them busy.
const BUSY: u64 = 16;
/// How much of what waits for pages that have not joined is kept at most: half of the 64 MiB of `Builder::park_at_most`.
const NOT_JOINED: usize = 32 << 20;
/// How many components wait for clients that may come back, at most.
const WAITING: usize = 20_000;
/// How much a parked component counts for at least.
const PARKED: usize = 1024;
/// How large the head of a request may be.
const HEAD: usize = 64 * 1024;
/// How many events the gallery takes at once and a second, and how many lines a panic has: Rust's own and Loom's.
const BURST: usize = 300;
const EVENTS: usize = 100;
const PANIC_LINES: usize = 4;

/// Every attack.
pub(crate) const ATTACKS: &[Attack] = &[
    flood("pings", "pings, and nobody reads the answers", "/counter", nothing, |_, _| masked(PING, &[b'x'; 125]))
        .unread(),
    flood("questions", "heartbeats, and nobody reads the answers", "/counter", nothing, |_, _| text(r#"["h"]"#))
        .unread(),
    flood("pongs", "pongs that nobody asked for", "/counter", nothing, |_, _| masked(PONG, &[b'x'; 125])),
    flood("long-ids", "joins of dialect 1 with ids of 250,000 bytes", "/counter", nothing, |page, number| {
        let (component, id) = (page.mounted(0), format!("{number}{}", "x".repeat(250_000)));
        let (module, token) = (component.module, component.token);
        text(format!(r#"{{"type":"join","id":"{id}","module":"{module}","token":"{token}"}}"#))
    })
    .in_dialect(Dialect::One),
    flood("joins", "one token, joined again and again under ever new ids", "/counter", nothing, |page, number| {
        join(page, 0, number)
    }),
    flood("joins-leaves", "joins of a large component, each left at once", "/table", nothing, |page, number| {
        [join(page, 0, number), text(format!(r#"["l",{number}]"#))].concat()
    }),
    plain(
        "older-sockets",
        "joins under ever new ids, by a socket of the page that is not its newest",
        messages,
        |ground| Box::pin(sockets::older(ground)),
    ),
    flood(
        "nested",
        "tokens of nested components, joined and used without the component around them",
        "/reviews",
        nothing,
        |page, number| {
            let use_it = text(format!(r#"["e",{number},1,"rate(5)","click"]"#));
            [join(page, 1, number), use_it, text(format!(r#"["l",{number}]"#))].concat()
        },
    ),
    flood("number-zero", "events whose number is 0", "/counter", first, |_, _| {
        text(r#"["e",0,0,"increment","click"]"#)
    }),
    flood("repeated", "an event that was handled, sent again and again", "/counter", first, |_, _| {
        text(r#"["e",0,1,"increment","click"]"#)
    }),
    flood("modules", "names of components that may be there", "/counter", nothing, |page, number| {
        text(format!(r#"["j",{number},"secret-{number}","{}",0]"#, page.mounted(0).token))
    }),
    flood("tokens", "tokens that are changed in one place", "/counter", nothing, |page, number| {
        let mut token = page.mounted(0).token;
        let at = number as usize % token.len();
        token.replace_range(at..=at, if token.get(at..=at) == Some("A") { "B" } else { "A" });
        text(format!(r#"["j",{number},"{}","{token}",0]"#, page.mounted(0).module))
    }),
    flood("values", "9,990 values for one select", "/form", first, |_, number| {
        let values = vec![r#""silk""#; 9_990].join(",");
        text(format!(r#"["e",0,{number},"fibers=","change",{{"values":[{values}]}}]"#))
    })
    .keeping(share),
    flood(
        "lines",
        "text that would begin a line of the log, wherever text is taken",
        "/counter",
        first,
        |_, number| {
            let line = r"\nforged\r\nforged\u0085forged\u2028forged\u001b[2Kforged";
            match number % 3 {
                0 => text(format!(r#"["e",0,{number},"{line}","{line}",{{"value":"{line}"}}]"#)),
                1 => text(format!(r#"["j",{number},"{line}","{line}",0]"#)),
                _ => text(format!(r#"["{line}","{line}"]"#)),
            }
        },
    ),
    plain("requests-lines", "paths and headers that would begin a line of the log", connections, |ground| {
        Box::pin(requests::with_lines(ground))
    }),
    flood("malformed", "frames that are no messages", "/counter", nothing, |_, number| {
        const TEXTS: [&str; 6] =
            ["", "[", r#"["e"]"#, r#"["e",0,-1,"increment","click"]"#, r#"{"type":"join"}"#, "\u{0}"];
        text(TEXTS[number as usize % TEXTS.len()])
    }),
    flood("rules", "frames that break the rules of WebSockets", "/counter", nothing, |_, number| match number % 4 {
        0 => masked(0x83, b"a kind that is not there"),
        1 => masked(PING & 0x7f, b"a control frame in parts"),
        2 => masked(TEXT, b"\xff\xfe not UTF-8"),
        _ => vec![TEXT, 5, b'p', b'l', b'a', b'i', b'n'],
    }),
    flood("binary", "binary frames", "/counter", nothing, |_, _| masked(BINARY, &[0; 1_000])),
    flood("parts", "messages that are begun and go on without an end", "/counter", nothing, |_, number| {
        masked(if number == 1 { TEXT & 0x7f } else { 0 }, &[b'['; 100])
    }),
    flood("deep", "arrays in each other, ten thousand deep", "/counter", nothing, |_, _| {
        text("[".repeat(10_000) + &"]".repeat(10_000))
    }),
    flood("paste", "250,000 characters, pasted into a field that the page shows", "/form", first, |_, number| {
        text(format!(r#"["e",0,{number},"notes=","input",{{"value":"{}"}}]"#, "x".repeat(250_000)))
    })
    .keeping(share),
    flood("too-large", "messages that are larger than any may be", "/form", first, |_, number| {
        text(format!(r#"["e",0,{number},"notes=","input",{{"value":"{}"}}]"#, "x".repeat(300_000)))
    })
    // Each ends its socket, and leaves a component that waits for a client to come back.
    .keeping(|limits| messages(limits) + WAITING * PARKED),
    flood("events", "events, as many as go through", "/counter", first, |_, number| {
        text(format!(r#"["e",0,{number},"increment","click"]"#))
    }),
    flood("failures", "events that panic, each of which has its lines in the log", "/crowd", failing, |_, number| {
        text(format!(r#"["e",0,{number},"press","click"]"#))
    })
    .logging(|time| SOCKETS * PANIC_LINES * (BURST + EVENTS * (time.as_secs() as usize + 1))),
    flood("busy", "large events for components that are busy", "/refusals", busy, |_, number| {
        let (id, number, payload) = (number % BUSY, number / BUSY + 2, "x".repeat(200_000));
        text(format!(r#"["e",{id},{number},"knock","click",{{"value":"{payload}"}}]"#))
    })
    .keeping(share),
    flood("unread-table", "changes of a large table, and nobody reads the patches", "/table", first, |_, number| {
        text(format!(r#"["e",0,{number},"update_tenth","click"]"#))
    })
    .unread(),
    flood("unread-chat", "messages to a room of sixty-four who do not read", "/chat", first, |_, number| {
        text(match number % 2 {
            1 => format!(r#"["e",0,{number},"draft=","input",{{"value":"{}"}}]"#, "x".repeat(300)),
            _ => format!(r#"["e",0,{number},"say","submit"]"#),
        })
    })
    .unread()
    .by(ROOM)
    .keeping(|limits| messages(limits) / SOCKETS * ROOM),
    plain(
        "cookieless",
        "pages whose state the server keeps, by visitors without a cookie",
        |limits| NOT_JOINED + connections(limits),
        |ground| Box::pin(requests::without_a_cookie(ground)),
    ),
    plain("cookies", "pages with cookies that are hard to read", connections, |ground| {
        Box::pin(requests::with_odd_cookies(ground))
    }),
    plain("half-requests", "connections that send half of a request, two thousand at a time", connections, |ground| {
        Box::pin(requests::half(ground))
    }),
    plain(
        "sockets",
        "sockets with a joined component, sixteen hundred at a time",
        |limits| sockets::OPEN * (limits.waiting_bytes + PARKED),
        |ground| Box::pin(sockets::many(ground)),
    ),
];

/// The bytes that the limits let the server keep for connections whose requests it reads.
const fn connections(_: &Limits) -> usize {
    requests::HELD * HEAD
}

/// A socket begins with nothing.
fn nothing(_: &Fetched) -> Vec<u8> {
    Vec::new()
}

/// A socket joins the first component of its page.
fn first(page: &Fetched) -> Vec<u8> {
    join(page, 0, 0)
}

/// A socket joins the component that panics.
fn failing(page: &Fetched) -> Vec<u8> {
    join(page, 6, 0)
}

/// A socket joins a component many times, and has each of them do something that does not end.
fn busy(page: &Fetched) -> Vec<u8> {
    let joined = (0..BUSY).flat_map(|id| join(page, 0, id));
    joined.chain((0..BUSY).flat_map(|id| text(format!(r#"["e",{id},1,"hang","click"]"#)))).collect()
}
