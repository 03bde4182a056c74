//! [`Watched`], a connection that knows whether what was read from it ends with a whole message, and how much was written to it.

use std::{
    io::{IoSlice, Result},
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection whose bytes are a WebSocket's frames.
///
/// It follows the lengths of the frames that are read through it
/// ([RFC 6455, section 5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2)) and nothing else of them: what they mean, and
/// whether they may, is for the library that reads them.
#[derive(Debug)]
pub(super) struct Watched<T> {
    io: T,
    frames: FrameTracker,
    /// How many bytes were written, since that was last [taken](Self::take_written).
    written: usize,
}

/// How far a stream of frames has come.
#[derive(Debug, Default)]
struct FrameTracker {
    /// The part of a frame's head that has come.
    head: PartialHead,
    /// How many bytes of the frame are still to come, once its head has.
    left: u64,
    /// Whether a message has begun whose last frame has not come.
    open: bool,
    /// How many bytes of the message that has begun were read.
    partial: usize,
    /// How many frames came that end no message, since that was last [taken](Watched::take_fragments).
    fragments: u32,
}

/// Up to how many bytes are joined before they are written.
const JOINED: usize = 512;

/// The bytes of all `parts` in one piece, if they are few: to copy them costs less than to have the system gather them.
fn join<'a>(joined: &'a mut [u8; JOINED], parts: &[IoSlice<'_>]) -> Option<&'a [u8]> {
    let mut length = 0;
    for part in parts {
        let end = length + part.len();
        joined.get_mut(length..end)?.copy_from_slice(part);
        length = end;
    }
    joined.get(..length)
}

/// A frame's first bytes, up to where its length is known.
#[derive(Debug, Default)]
struct PartialHead {
    bytes: [u8; 10],
    len: u8,
}

impl<T> Watched<T> {
    pub(super) fn new(io: T) -> Self {
        Self { io, frames: FrameTracker::default(), written: 0 }
    }

    /// How many bytes were written since this was last asked.
    pub(super) fn take_written(&mut self) -> usize {
        mem::take(&mut self.written)
    }

    /// How many bytes were read of a message that has not come to its end, and are kept until it has.
    pub(super) fn partial(&self) -> usize {
        self.frames.partial
    }

    /// How many frames came that end no message, since this was last asked.
    pub(super) fn take_fragments(&mut self) -> u32 {
        mem::take(&mut self.frames.fragments)
    }

    /// Whether all that was read are whole messages.
    pub(super) fn is_between_messages(&self) -> bool {
        self.frames.is_between_messages()
    }
}

impl<T> Watched<T> {
    /// Counts what was written.
    fn count(&mut self, polled: Poll<Result<usize>>) -> Poll<Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = polled {
            self.written = self.written.saturating_add(bytes);
        }
        polled
    }
}

impl FrameTracker {
    fn is_between_messages(&self) -> bool {
        self.left == 0 && self.head.len == 0 && !self.open
    }

    /// Follows what was read next.
    fn pass(&mut self, mut bytes: &[u8]) {
        loop {
            let skipped = usize::try_from(self.left).map_or(bytes.len(), |left| left.min(bytes.len()));
            self.left -= skipped as u64;
            self.partial = if self.is_between_messages() { 0 } else { self.partial.saturating_add(skipped) };
            bytes = bytes.get(skipped..).unwrap_or_default();
            let Some((first, rest)) = bytes.split_first() else { return };
            bytes = rest;
            if let Some(frame) = self.head.push(*first) {
                self.left = frame.rest;
                if !frame.is_control {
                    self.open = !frame.is_last;
                    self.fragments = self.fragments.saturating_add(u32::from(self.open));
                }
            }
        }
    }
}

/// The fields of a frame's head.
struct FrameHead {
    /// The bytes after the length: mask and payload.
    rest: u64,
    is_control: bool,
    /// Whether the message ends with it.
    is_last: bool,
}

impl PartialHead {
    /// Takes the next byte. With the last one it gives the frame, and is empty again.
    fn push(&mut self, byte: u8) -> Option<FrameHead> {
        *self.bytes.get_mut(usize::from(self.len))? = byte;
        self.len += 1;
        let [first, second, long @ ..] = self.bytes;
        let (size, length) = match second & 0x7f {
            126 => (4, u64::from(u16::from_be_bytes([long[0], long[1]]))),
            127 => (10, u64::from_be_bytes(long)),
            short => (2, u64::from(short)),
        };
        if self.len < size.max(2) {
            return None;
        }
        self.len = 0;
        let mask = if second & 0x80 == 0 { 0 } else { 4 };
        Some(FrameHead { rest: length.saturating_add(mask), is_control: first & 0x08 != 0, is_last: first & 0x80 != 0 })
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Watched<T> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.io).poll_read(context, buffer);
        self.frames.pass(buffer.filled().get(before..).unwrap_or_default());
        polled
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Watched<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let polled = Pin::new(&mut self.io).poll_write(context, bytes);
        self.count(polled)
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let mut joined = [0; JOINED];
        let polled = match join(&mut joined, parts) {
            Some(bytes) => Pin::new(&mut self.io).poll_write(context, bytes),
            None => Pin::new(&mut self.io).poll_write_vectored(context, parts),
        };
        self.count(polled)
    }
    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A masked frame with a payload of this many bytes.
    fn frame(first: u8, payload: usize) -> Vec<u8> {
        let mut frame = vec![first];
        match payload {
            0..126 => frame.push(0x80 | payload as u8),
            126..0x1_0000 => {
                frame.push(0x80 | 126);
                frame.extend((payload as u16).to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 127);
                frame.extend((payload as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(std::iter::repeat_n(0xff, payload));
        frame
    }

    #[test]
    fn it_is_between_messages_after_the_last_byte_of_each_and_nowhere_else() {
        for length in [0, 1, 125, 126, 300, 0xffff, 0x1_0000] {
            let bytes = frame(0x81, length);
            for size in [1, 3, bytes.len()] {
                let mut watched = Watched::new(());
                let mut passed = 0;
                for part in bytes.chunks(size) {
                    watched.frames.pass(part);
                    passed += part.len();
                    assert_eq!(watched.is_between_messages(), passed == bytes.len(), "{length}, {passed}");
                }
            }
        }
    }

    #[test]
    fn a_message_of_several_frames_ends_with_its_last_whatever_comes_between() {
        let mut watched = Watched::new(());
        for (first, between) in [(0x01, false), (0x89, false), (0x00, false), (0x80, true), (0x8a, true)] {
            watched.frames.pass(&frame(first, 5));
            assert_eq!(watched.is_between_messages(), between, "{first:x}");
        }
        let mut two = frame(0x81, 200);
        two.extend(frame(0x81, 3));
        watched.frames.pass(&two);
        assert!(watched.is_between_messages());
    }

    #[test]
    fn a_length_that_no_frame_has_is_waited_for() {
        let mut watched = Watched::new(());
        watched.frames.pass(&[0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
        assert!(!watched.is_between_messages());
    }
}
