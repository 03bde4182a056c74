//! The conversation of a client over one socket, from its joins to the end of the socket.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use loom_wire::{HEARTBEAT, Leave, Said};
use serde_json::Value;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::{Message, protocol::CloseFrame};

use crate::{
    app::entry_of,
    client::{End, Life, Mood, Stage},
    component::{Component, Kind},
    page::Socket,
    tally::{Fault, Harm},
};

/// How often a client asks whether its socket lives, and how long it waits for a word.
const BEAT: Duration = Duration::from_millis(1_500);
const PATIENCE: Duration = Duration::from_secs(4);
/// How long an answer may take on a socket that lives.
const ANSWER: Duration = Duration::from_secs(20);
/// How long the last words of a socket may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// The socket's side of a page, while it is open.
struct Talk {
    /// The number of the server at the other end.
    server: u64,
    /// The frames to send next.
    frames: Vec<String>,
    /// When the client sends its next heartbeat.
    beat: Instant,
    /// When something was heard last.
    heard: Instant,
    /// When something was answered last, or nothing waited for an answer.
    progress: Instant,
}

impl Talk {
    fn begin(server: u64, joins: Vec<String>) -> Self {
        let now = Instant::now();
        Self { server, frames: joins, beat: now + BEAT, heard: now, progress: now }
    }

    /// Sends the frames that wait. Whether the socket takes them.
    async fn send(&mut self, socket: &mut impl Socket) -> bool {
        for frame in self.frames.drain(..) {
            // If the socket is broken, reading from it says so, after what has come before.
            if timeout(PATIENCE, socket.send(Message::text(frame))).await.is_err() {
                return false;
            }
        }
        true
    }
}

impl Life<'_> {
    /// Joins and talks, until the socket ends.
    pub(crate) async fn converse(&mut self, mut socket: impl Socket, server: u64) -> Result<End, Fault> {
        let mut talk = Talk::begin(server, self.components.iter_mut().map(Component::join).collect());
        loop {
            if !talk.send(&mut socket).await {
                return Ok(End::GivenUp);
            }
            if let Some(end) = self.end(&mut talk)? {
                if matches!(end, End::Left) {
                    self.leave(socket).await;
                }
                return Ok(end);
            }
            let acts = self.acts();
            tokio::select! {
                message = socket.next() => match message {
                    Some(Ok(Message::Close(frame))) => return Ok(closed(frame)),
                    Some(Ok(message)) => self.take(&message, &mut talk)?,
                    _ => return Ok(End::Broken),
                },
                () = sleep_until(talk.beat) => {
                    talk.beat = Instant::now() + BEAT;
                    talk.frames.push(HEARTBEAT.to_owned());
                }
                () = sleep_until(self.next), if acts => talk.frames.extend(self.act()),
            }
        }
    }

    /// How the client ends the socket, if it does so now.
    fn end(&mut self, talk: &mut Talk) -> Result<Option<End>, Fault> {
        let now = Instant::now();
        let waits = self.components.iter().find(|component| !component.joined || component.pending() > 0);
        match waits {
            None => {
                talk.progress = now;
                let stays = *self.world.mood.borrow() == Mood::Staying;
                if self.stage == Stage::Acting && !stays && !self.acts() {
                    self.stage = Stage::Looking;
                    return Ok(Some(End::Parted));
                }
                if self.stage == Stage::Done {
                    return Ok(Some(End::Left));
                }
            }
            Some(component) if now - talk.progress > ANSWER => {
                return Err(component.fault(Harm::Stuck, component.pending().max(1), "waits"));
            }
            Some(_) => {}
        }
        Ok((now - talk.heard > PATIENCE).then_some(End::GivenUp))
    }

    /// Takes a message of the socket that does not close it.
    fn take(&mut self, message: &Message, talk: &mut Talk) -> Result<(), Fault> {
        talk.heard = Instant::now();
        if let Message::Text(text) = message
            && self.hear(text, talk)?
        {
            talk.progress = talk.heard;
        }
        let all = self.components.iter().all(|component| component.joined);
        self.note_joined(all);
        Ok(())
    }

    /// Takes a frame. Whether it answered something.
    fn hear(&mut self, text: &str, talk: &mut Talk) -> Result<bool, Fault> {
        let wrong = |seen| wrong(seen, text);
        let message: Value = serde_json::from_str(text).map_err(|_| wrong("not JSON"))?;
        let said = Said::read(&message).ok_or_else(|| wrong("not a message"))?;
        let id = match said {
            Said::Version(version) if version == self.version => return Err(wrong("which is the page's own")),
            Said::Version(_) | Said::Template | Said::Heartbeat => return Ok(false),
            Said::Redirect(url) => {
                let entry = entry_of(url).ok_or_else(|| wrong("no page"))?;
                let guide = self.components.iter_mut().find(|component| component.kind == Kind::Guide);
                guide.ok_or_else(|| wrong("nobody leads there"))?.lead(entry)?;
                self.world.tally().led += 1;
                return Ok(false);
            }
            Said::Joined { id, .. } | Said::Patch { id, .. } | Said::Token { id, .. } => id,
            Said::Error { id, .. } => id.ok_or_else(|| wrong("for no component"))?,
        };
        let answers = match said {
            Said::Joined { whole, .. } => self.welcome(id, whole, talk)?,
            Said::Patch { number, change, .. } => self.patched(id, number, change)?,
            Said::Token { token, .. } => self.renew(id, token)?,
            Said::Error { number: number @ 1.., code, .. } => self.failed(id, number, code)?,
            // A join that a stopping server refused: the next server takes it.
            Said::Error { code: "stopping", .. } if !named(&mut self.components, id)?.joined => false,
            _ => return Err(named(&mut self.components, id)?.wrong(&format!("was told {text}"))),
        };
        // On a page that was shown whole after all was answered, nothing is on its way from the one to the other.
        let joined = self.components.iter().all(|component| component.joined);
        self.kin.compare(&self.components, joined && self.stage != Stage::Acting)?;
        Ok(answers)
    }

    /// Takes the answer to a join.
    fn welcome(&mut self, id: u64, whole: Option<&Value>, talk: &mut Talk) -> Result<bool, Fault> {
        let component = named(&mut self.components, id)?;
        let killed = self.world.was_killed(component.server, talk.server);
        let forgiven = component.is_forgiven(talk.server, killed);
        let (again, gone) = component.welcome(whole, talk.server, forgiven)?;
        let is_kin = forgiven && matches!(component.kind, Kind::Around | Kind::Within);
        let mut tally = self.world.tally();
        tally.resumes += 1;
        tally.unrenewed += gone as u64;
        drop(tally);
        talk.frames.extend(again);
        if let Some(within) = self.components.iter().find(|within| is_kin && within.kind == Kind::Within) {
            self.kin.forgive(within);
        }
        Ok(true)
    }

    /// Takes a patch. Whether it answered an event.
    fn patched(&mut self, id: u64, number: u64, change: Option<&Value>) -> Result<bool, Fault> {
        let component = named(&mut self.components, id)?;
        let answered = component.patched(number, change)?;
        self.world.tally().answered += u64::from(answered);
        if self.stage == Stage::Looking && component.kind == Kind::Ticking && !answered {
            self.stage = Stage::Done;
        }
        Ok(answered)
    }

    /// Takes a newer token, which answers nothing.
    fn renew(&mut self, id: u64, token: &str) -> Result<bool, Fault> {
        let component = named(&mut self.components, id)?;
        component.renew(token)?;
        if component.kind == Kind::Around {
            self.kin.renew(component)?;
        }
        Ok(false)
    }

    /// Takes the error that answers an event.
    fn failed(&mut self, id: u64, number: u64, code: &str) -> Result<bool, Fault> {
        let component = named(&mut self.components, id)?;
        let undone = component.failed(number, code)?;
        if component.kind == Kind::Poison {
            self.world.given_up.send_modify(|count| *count += 1);
        }
        let mut tally = self.world.tally();
        tally.answered += 1;
        tally.undone += undone as u64;
        Ok(true)
    }

    /// Says that the page does not come back.
    async fn leave(&self, mut socket: impl Socket) {
        let farewell = async {
            for component in &self.components {
                socket.feed(Message::text(Leave { id: component.id }.to_string())).await?;
            }
            let frame = CloseFrame { code: 1000.into(), reason: "left".into() };
            socket.send(Message::Close(Some(frame))).await
        };
        // If it does not arrive, the state waits in vain for a while.
        drop(timeout(FAREWELL, farewell).await);
    }
}

/// The component of the page that has this number.
fn named(components: &mut [Component], id: u64) -> Result<&mut Component, Fault> {
    let component = components.iter_mut().find(|component| component.id == id);
    component.ok_or_else(|| wrong("for no component", &id.to_string()))
}

/// A frame that no server should send.
fn wrong(seen: &str, text: &str) -> Fault {
    Fault { harm: Harm::Wrong, count: 1, seen: format!("{seen}: {text}") }
}

/// How a socket ended that was closed with this frame. Of the pause that a stopping server asks for, a tenth is enough here.
fn closed(frame: Option<CloseFrame>) -> End {
    let pause = frame.filter(|frame| u16::from(frame.code) == 1012).and_then(|frame| frame.reason.parse().ok());
    pause.map_or(End::Broken, |millis: u64| End::Stopped(Duration::from_millis(millis / 10)))
}
