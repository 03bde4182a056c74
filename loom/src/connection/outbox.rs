//! [`Outbox`], the frames that wait to be sent to the client, and the way from messages to frames.

use crate::{
    log::Escaped,
    protocol::{
        Frame,
        message::{Code, Dialect, Id, MessageError, ServerMessage},
        patch::Encoder,
    },
    tree::{PatchWriter, Template},
};

/// How many frames the queue keeps room for when it is empty.
const KEPT: usize = 3;

/// How many bytes a client is told at most of what was wrong with its frame.
const QUOTED: usize = 200;

/// The frames for one client, in the order to send.
#[derive(Debug)]
pub(super) struct Outbox {
    /// Writes frames in the client's dialect, and knows which templates the client has.
    encoder: Encoder,
    queue: Queue,
}

/// Frames that wait to be sent.
#[derive(Debug, Default)]
struct Queue {
    /// The frames; those before `next` have been sent, and are empty.
    frames: Vec<Frame<'static>>,
    /// The first that has not been sent.
    next: usize,
    /// The bytes of those that have not been sent.
    bytes: usize,
}

impl Outbox {
    /// For a client that speaks this dialect.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { encoder: Encoder::new(dialect), queue: Queue::default() }
    }

    /// The client's dialect.
    pub(super) fn dialect(&self) -> Dialect {
        self.encoder.dialect()
    }

    /// The client has these templates from its page.
    pub(super) fn client_has(&mut self, templates: impl Iterator<Item = &'static Template>) {
        self.encoder.client_has(templates);
    }

    /// Adds a message, if the dialect can say it.
    pub(super) fn say(&mut self, message: ServerMessage<'_>) {
        let mut frame = String::new();
        if message.write(self.encoder.dialect(), &mut frame) {
            self.queue.extend([frame]);
        }
    }

    /// Refuses something. `number` is that of the event, or 0.
    pub(super) fn refuse(&mut self, id: Option<&Id>, number: u64, code: Code, message: &str) {
        self.say(ServerMessage::Error { id, number, code, message });
    }

    /// Refuses a frame that is no message.
    pub(super) fn refuse_frame(&mut self, error: &MessageError) {
        let mut message = error.to_string();
        // It may quote what the client sent.
        message.truncate(message.floor_char_boundary(QUOTED));
        tracing::debug!(error = %Escaped(&message), "a frame was refused");
        self.refuse(None, 0, Code::BadMessage, &message);
    }

    /// Answers a join with the tree that `render` writes. If `render` fails, nothing is added.
    pub(super) fn tree<T, E>(
        &mut self,
        id: &Id,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<T, E>,
    ) -> Result<T, E> {
        self.encoder.tree(id, &mut self.queue, render)
    }

    /// Adds the patch that `render` writes, as the answer to the event `number` or as a push. If `render` fails, nothing is added.
    pub(super) fn patch<E>(
        &mut self,
        id: &Id,
        number: Option<u64>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<bool, E>,
    ) -> Result<bool, E> {
        self.encoder.patch(id, number, &mut self.queue, render)
    }

    /// How many frames there are, for [`take_back`](Self::take_back).
    pub(super) fn mark(&self) -> usize {
        self.queue.frames.len()
    }

    /// Takes the frames back that were added since `mark`. None may have been sent since.
    pub(super) fn take_back(&mut self, mark: usize) {
        let bytes: usize = self.queue.frames.drain(mark..).map(|frame| frame.bytes()).sum();
        self.queue.bytes -= bytes;
    }

    /// Takes the next frame out.
    pub(super) fn next(&mut self) -> Option<Frame<'static>> {
        self.queue.next()
    }

    /// Whether there is nothing to send.
    pub(super) fn is_empty(&self) -> bool {
        self.queue.frames.is_empty()
    }

    /// The bytes that wait.
    pub(super) fn bytes(&self) -> usize {
        self.queue.bytes
    }
}

impl Queue {
    fn next(&mut self) -> Option<Frame<'static>> {
        let frame = std::mem::replace(self.frames.get_mut(self.next)?, Frame::from(String::new()));
        self.next += 1;
        self.bytes -= frame.bytes();
        if self.next == self.frames.len() {
            self.next = 0;
            self.frames.clear();
            self.frames.shrink_to(KEPT);
        }
        Some(frame)
    }
}

impl Extend<String> for Queue {
    fn extend<I: IntoIterator<Item = String>>(&mut self, texts: I) {
        for text in texts {
            self.bytes += text.len();
            self.frames.push(text.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::message::Effect;

    fn texts(outbox: &mut Outbox) -> Vec<String> {
        std::iter::from_fn(|| outbox.next()).filter_map(|frame| frame.as_text().map(str::to_owned)).collect()
    }

    #[test]
    fn frames_leave_in_order_and_their_bytes_with_them() {
        let mut outbox = Outbox::new(Dialect::Two);
        outbox.say(ServerMessage::Heartbeat);
        outbox.refuse(None, 0, Code::TooFast, "wait");
        assert_eq!(outbox.bytes(), r#"["h"]["x",null,0,"too_fast","wait"]"#.len());
        assert_eq!(outbox.next(), Some(Frame::from(r#"["h"]"#)));
        outbox.say(ServerMessage::Heartbeat);
        assert_eq!(texts(&mut outbox), [r#"["x",null,0,"too_fast","wait"]"#, r#"["h"]"#]);
        assert_eq!((outbox.is_empty(), outbox.bytes()), (true, 0));
    }

    #[test]
    fn frames_can_be_taken_back_until_they_are_sent() {
        let mut outbox = Outbox::new(Dialect::Two);
        outbox.say(ServerMessage::Heartbeat);
        let (mark, bytes) = (outbox.mark(), outbox.bytes());
        outbox.say(ServerMessage::Effect {
            id: &Id::Number(0),
            effect: &Effect::Title("new".to_owned()),
            waits: false,
        });
        outbox.take_back(mark);
        assert_eq!((texts(&mut outbox), bytes), (vec![r#"["h"]"#.to_owned()], 5));
    }

    #[test]
    fn a_message_that_the_dialect_does_not_have_is_not_sent() {
        let mut outbox = Outbox::new(Dialect::One);
        outbox.say(ServerMessage::Heartbeat);
        assert!(outbox.is_empty());
    }

    #[test]
    fn an_empty_queue_keeps_little_room() {
        let mut outbox = Outbox::new(Dialect::Two);
        (0..1_000).for_each(|_| outbox.say(ServerMessage::Heartbeat));
        assert_eq!(texts(&mut outbox).len(), 1_000);
        assert!(outbox.queue.frames.capacity() <= KEPT);
    }

    #[test]
    fn a_refusal_quotes_little_of_a_bad_frame() {
        let mut outbox = Outbox::new(Dialect::Two);
        outbox.refuse_frame(&MessageError::UnknownType("é".repeat(1_000)));
        assert!((QUOTED..QUOTED + 100).contains(&outbox.bytes()), "{}", outbox.bytes());
    }
}
