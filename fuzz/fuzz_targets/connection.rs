//! Clients with joined components send what they like: whatever it is, each event is answered, nothing grows, a neighbor goes on, and
//! nothing is left when they have gone.
#![no_main]

use std::{sync::LazyLock, time::Duration};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use loom::{
    __fuzz::{Process, Socket, message::Dialect},
    Limits,
    prelude::*,
};
use tokio::runtime::{Builder, Runtime};

/// Offers some of what it has, and holds another.
#[live_component(name = "desk")]
pub struct Desk {
    rows: Vec<u32>,
    #[bind]
    note: String,
    wide: bool,
    told: u32,
}

#[live_component]
impl Desk {
    #[event]
    fn add(&mut self, value: Value<u32>) {
        self.rows.push(*value);
    }

    #[event]
    fn remove(&mut self, at: usize) {
        self.rows.remove(at);
    }

    #[event]
    fn turn(&mut self) {
        self.rows.reverse();
        self.wide = !self.wide;
    }

    #[event]
    fn fail(&mut self) -> loom::Result<()> {
        self.rows.clear();
        Err(loom::Error::msg("on purpose"))
    }

    #[event]
    async fn later(&mut self) {
        self.note.push('+');
        tokio::task::yield_now().await;
        self.rows.truncate(4);
    }

    #[event]
    fn go(&mut self) -> Redirect {
        Redirect::to("/elsewhere")
    }

    #[event]
    fn hear(&mut self, by: u32, value: Detail<u32>) {
        self.told = by.wrapping_add(*value);
    }

    /// Is never offered.
    #[event]
    fn hidden(&mut self) {
        self.told = HIDDEN;
    }

    fn render(&self) -> Html {
        assert_ne!(self.told, HIDDEN, "a handler was called that is not offered");
        html! {
            <input aria-label="Row" on:change=add/>
            <input aria-label="Note" bind:value={self.note}/>
            <button on:click=turn disabled={self.rows.len() > 8}>"turn"</button>
            <button on:click=fail>"fail"</button>
            <button on:click=later>"later"</button>
            <button on:click=go>"go"</button>
            <output>{self.told}</output>
            <ul>
                for (at, row) in self.rows.iter().enumerate() {
                    <li key={at}><button on:click=remove(at)>{row}</button></li>
                }
            </ul>
            if self.wide { <Drawer on:tell=hear(7)/> }
        }
    }
}

/// The state that the hidden handler leaves.
const HIDDEN: u32 = 0xbad;

/// Tells whatever holds it.
#[live_component(name = "drawer")]
pub struct Drawer {
    #[prop(default)]
    on_tell: Callback<u32>,
    count: u32,
}

#[live_component]
impl Drawer {
    #[event]
    fn tell(&mut self, cx: &mut Cx<Self>) {
        self.count += 1;
        self.on_tell.call(cx, self.count);
    }

    fn render(&self) -> Html {
        html! { <button on:click=tell>{self.count}</button> }
    }
}

/// The next step.
#[derive(Arbitrary, Debug)]
enum Step<'a> {
    /// A frame of any kind.
    Frame(&'a str),
    Binary,
    Event {
        id: Id,
        number: u8,
        handler: Handler,
        on: On,
        value: Option<&'a str>,
    },
    Join {
        id: Id,
        token: Token<'a>,
        drawer: bool,
        have: bool,
    },
    Leave(Id),
    /// The client reads what there is; it reads nothing between.
    Read,
    /// The connection breaks, and another is opened, by the same page or a new one.
    Reconnect {
        page: bool,
        left: bool,
    },
    /// Time passes.
    Wait(u8),
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Id {
    First,
    Second,
    Third,
    Any(u8),
}

#[derive(Arbitrary, Debug)]
enum Handler {
    Add,
    Remove(u8),
    Turn,
    Fail,
    Later,
    Go,
    Hear(u32),
    Hidden,
    Tell,
    Note,
    Render,
}

#[derive(Arbitrary, Debug)]
enum On {
    Click,
    Change,
    Input,
    Submit,
    Callback,
}

#[derive(Arbitrary, Debug)]
enum Token<'a> {
    First,
    /// The last that the client was given, for whatever component.
    Newest,
    Other(&'a str),
}

impl Id {
    fn number(self) -> u8 {
        match self {
            Self::First => 0,
            Self::Second => 1,
            Self::Third => 2,
            Self::Any(number) => number,
        }
    }
}

impl Handler {
    fn text(&self) -> String {
        let name = match self {
            Self::Add => "add",
            Self::Remove(at) => return format!("remove({at})"),
            Self::Turn => "turn",
            Self::Fail => "fail",
            Self::Later => "later",
            Self::Go => "go",
            Self::Hear(by) => return format!("hear({by})"),
            Self::Hidden => "hidden",
            Self::Tell => "tell",
            Self::Note => "note=",
            Self::Render => "render",
        };
        name.to_owned()
    }
}

impl On {
    fn name(&self) -> &'static str {
        match self {
            Self::Click => "click",
            Self::Change => "change",
            Self::Input => "input",
            Self::Submit => "submit",
            Self::Callback => "callback",
        }
    }
}

/// Components of a socket.
const COMPONENTS: usize = 4;
/// Bytes that may wait for a client. One answer more may be under way, to a frame that was taken while there was room.
const WAITING: usize = 4 * 1024;
/// Bytes that are kept for a socket. Growth of a component is noticed afterwards.
const KEPT: usize = 16 * 1024;
/// An answer with the whole of a component, whose text and rows come from one input of the fuzzer (at most 4 KiB, 6 bytes a letter as JSON).
const ANSWER: usize = 64 * 1024;

const EMPTY: &str = r#"{"rows":[],"note":"","wide":false,"told":0}"#;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));

/// One client and what it has been given.
struct Client {
    socket: Socket,
    dialect: Dialect,
    page: u64,
    first: String,
    newest: String,
}

impl Client {
    /// Reads all that there is.
    fn read(&mut self, process: &Process) -> Vec<String> {
        let heard = self.socket.hear(process.now);
        for frame in &heard {
            let message: serde_json::Value = serde_json::from_str(frame).expect("a frame of the server is JSON");
            if message[0] == "k" {
                self.newest = message[2].as_str().expect("a token").to_owned();
            }
        }
        let bytes: usize = heard.iter().map(String::len).sum();
        assert!(bytes <= WAITING + ANSWER, "{bytes} bytes were waiting");
        heard
    }

    fn do_it(&mut self, step: &Step<'_>, process: &mut Process) {
        match step {
            Step::Frame(frame) => drop(self.socket.receive(frame, process.now)),
            Step::Binary => self.socket.receive_binary(process.now),
            Step::Event { id, number, handler, on, value } => {
                self.read(process);
                let frame = self.event(id.number(), *number, &handler.text(), on.name(), *value);
                if self.socket.receive(&frame, process.now) {
                    let heard = self.read(process);
                    assert!(heard.iter().any(|frame| is_answer(frame)), "{frame} was answered {heard:?}");
                }
            }
            Step::Join { id, token, drawer, have } => {
                let token = match token {
                    Token::First => &self.first,
                    Token::Newest => &self.newest,
                    Token::Other(text) => *text,
                };
                let frame = self.join(id.number(), if *drawer { "drawer" } else { "desk" }, token, *have);
                self.socket.receive(&frame, process.now);
            }
            Step::Leave(id) => drop(self.socket.receive(&self.leave(id.number()), process.now)),
            Step::Read => drop(self.read(process)),
            Step::Reconnect { page, left } => {
                if *left {
                    self.socket.left();
                }
                self.page += u64::from(!page);
                // The new one is there before the server knows that the old one has gone.
                self.socket = process.open(self.dialect, self.page);
            }
            Step::Wait(tenths) => process.now += Duration::from_millis(u64::from(*tenths) * 100),
        }
        self.socket.work(process.now);
        if self.socket.is_closing() {
            self.socket = process.open(self.dialect, self.page);
        }
    }

    fn event(&self, id: u8, number: u8, handler: &str, on: &str, value: Option<&str>) -> String {
        let payload = value.map_or(serde_json::json!({}), |value| serde_json::json!({"value": value}));
        let frame = match self.dialect {
            Dialect::One => serde_json::json!({"type": "event", "id": format!("c{id}"), "handler": handler,
                "event": on, "special_vars": payload}),
            Dialect::Two => serde_json::json!(["e", id, number, handler, on, payload]),
        };
        frame.to_string()
    }

    fn join(&self, id: u8, module: &str, token: &str, have: bool) -> String {
        let frame = match self.dialect {
            Dialect::One => {
                serde_json::json!({"type": "join", "id": format!("c{id}"), "module": module, "token": token})
            }
            Dialect::Two => serde_json::json!(["j", id, module, token, u8::from(have)]),
        };
        frame.to_string()
    }

    fn leave(&self, id: u8) -> String {
        let frame = match self.dialect {
            Dialect::One => serde_json::json!({"type": "leave", "id": format!("c{id}")}),
            Dialect::Two => serde_json::json!(["l", id]),
        };
        frame.to_string()
    }
}

/// Whether the frame answers an event.
fn is_answer(frame: &str) -> bool {
    ["[\"p\"", "[\"x\"", "[\"b\"", "{\"type\":\"patch\"", "{\"type\":\"error\""]
        .iter()
        .any(|start| frame.starts_with(start))
}

async fn run(dialect: Dialect, steps: &[Step<'_>]) {
    let mut limits = Limits::default();
    limits.components = COMPONENTS;
    limits.waiting_bytes = WAITING;
    limits.kept_bytes_per_socket = KEPT;
    let mut process = Process::start(limits);
    let mut neighbor = process.open(Dialect::Two, 99);
    let token = process.token("desk", 99, EMPTY);
    neighbor.receive(&format!(r#"["j",0,"desk","{token}",0]"#), process.now);

    let first = process.token("desk", 1, EMPTY);
    let socket = process.open(dialect, 1);
    let mut client = Client { socket, dialect, page: 1, newest: first.clone(), first };
    client.do_it(&Step::Join { id: Id::First, token: Token::First, drawer: false, have: false }, &mut process);
    for step in steps {
        client.do_it(step, &mut process);
        tokio::task::yield_now().await;
        let counts = process.counts();
        assert!(counts.components <= COMPONENTS + 1 && counts.connections == 2, "{counts:?}");
        let kept = client.socket.kept_bytes().expect("the counted bytes are those that are kept");
        assert!(kept <= KEPT + ANSWER, "{kept} bytes are kept");
    }

    neighbor.hear(process.now);
    neighbor.receive(r#"["e",0,1,"turn","click"]"#, process.now);
    let heard = neighbor.hear(process.now);
    assert!(heard.iter().any(|frame| frame.starts_with(r#"["p",0,1,"#)), "the neighbor was answered {heard:?}");

    drop((client, neighbor));
    for _ in 0..4 {
        // Handlers under way come to their end.
        tokio::task::yield_now().await;
    }
    let counts = process.counts();
    assert_eq!((counts.components, counts.connections), (0, 0));
    process.now += process.patience() + Duration::from_secs(1);
    let counts = process.counts();
    assert_eq!((counts.parked, counts.parked_bytes), (0, 0));
}

fuzz_target!(|input: (bool, Vec<Step<'_>>)| {
    let (original, steps) = input;
    RUNTIME.block_on(run(if original { Dialect::One } else { Dialect::Two }, &steps));
});
