//! [`Outgoing`], the frames that wait to be sent.

/// How many frames the list keeps room for when it is empty.
const KEPT: usize = 4;

/// Frames for the client, in the order to send.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    /// The frames; those before `next` have been sent, and are empty.
    frames: Vec<String>,
    /// The first that has not been sent.
    next: usize,
    /// The bytes of those that have not been sent.
    bytes: usize,
}

impl Outgoing {
    /// Lets `add` append frames.
    pub(super) fn add<T>(&mut self, add: impl FnOnce(&mut Vec<String>) -> T) -> T {
        let before = self.frames.len();
        let added = add(&mut self.frames);
        self.bytes += self.frames.iter().skip(before).map(String::len).sum::<usize>();
        added
    }

    /// How many frames there are, for [`take_back`](Self::take_back).
    pub(super) fn mark(&self) -> usize {
        self.frames.len()
    }

    /// Takes the frames back that were added since `mark`. None may have been sent since.
    pub(super) fn take_back(&mut self, mark: usize) {
        self.bytes -= self.frames.drain(mark..).map(|frame| frame.len()).sum::<usize>();
    }

    /// Takes the next frame out.
    pub(super) fn next(&mut self) -> Option<String> {
        let frame = std::mem::take(self.frames.get_mut(self.next)?);
        self.next += 1;
        self.bytes -= frame.len();
        if self.next == self.frames.len() {
            self.next = 0;
            self.frames.clear();
            self.frames.shrink_to(KEPT);
        }
        Some(frame)
    }

    /// Whether there is nothing to send.
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// The bytes that wait.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}
