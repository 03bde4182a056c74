//! [`Pump`], which moves frames between a [`Transport`] and its [`Connection`].

use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use loom_vocabulary::Close;
use tokio::time::Sleep;

use super::{
    stop::{Farewell, Stopping},
    transport::{Gone, Incoming as _, Received, Transport},
};
use crate::{component::Interruption, connection::Connection};

/// A message that is longer makes the transport's buffers larger than they are worth being kept.
const LARGE: usize = 8 * 1024;

/// How long a client has to answer that it was told why the connection ends.
const PARTING: Duration = Duration::from_secs(1);

/// How many messages of one client are read before the others have their turn, and for how long if each takes its time.
const AT_ONCE: usize = 64;
const LONG: Duration = Duration::from_micros(500);

/// How long handlers have that run when a component has its own connection end as if the server stopped.
const FINISH: Duration = Duration::from_secs(10);

/// The one task of a connection: sends what the connection has to say, hands it what the client says, and polls its
/// components, all in turn.
///
/// It reads only while there is room for answers, so a client that does not read is not listened to either. All that waits for it counts, the
/// answers to pings that the socket gives by itself too.
pub(super) struct Pump<T> {
    /// Carries the client's frames.
    transport: T,
    /// Handles the frames. Boxed, so that an idle connection is small.
    connection: Box<Connection>,
    /// Whether the transport's buffers are larger than they need be.
    swollen: bool,
    /// When the client last said something.
    heard: Instant,
    /// How long it may say nothing. In the middle of it, it is asked whether it is still there.
    silence: Duration,
    /// Whether it was asked if it is still there.
    asked: bool,
    /// Wakes the task at `armed`.
    timer: Pin<Box<Sleep>>,
    /// The time that the timer is set to.
    armed: Instant,
    /// The waker that the timer and the application's stop have. They are polled again only when they may be ready: to poll them at each frame
    /// would be a good part of the cost of a frame.
    waker: Option<Waker>,
    /// How far it is on its way out.
    stage: Stage,
}

/// How far a connection is on its way out.
enum Stage {
    /// It is served until the application is told to stop.
    Served(Stopping),
    /// Running handlers are finished.
    Finishing(Farewell),
    /// The client has been told why the connection ends, and may answer until then.
    Closing(Instant),
}

impl<T: Transport> Pump<T> {
    pub(super) fn new(transport: T, connection: Box<Connection>, stopping: Stopping) -> Self {
        let (now, silence) = (Instant::now(), connection.silence());
        let armed = now + silence / 2;
        let timer = Box::pin(tokio::time::sleep_until(armed.into()));
        Self {
            transport,
            connection,
            swollen: false,
            heard: now,
            silence,
            asked: false,
            timer,
            armed,
            waker: None,
            stage: Stage::Served(stopping),
        }
    }

    /// Sends as many frames as the socket takes. Whether all have left, the transport's own included.
    fn send(&mut self, context: &mut Context<'_>) -> Result<bool, Gone> {
        let drained = self.send_some(context)?;
        // A client that takes what waits for it is there, though it may not be listened to meanwhile.
        if !drained && self.transport.take_moved() {
            self.heard = Instant::now();
        }
        Ok(drained)
    }

    fn send_some(&mut self, context: &mut Context<'_>) -> Result<bool, Gone> {
        while self.connection.has_frame() {
            match self.transport.poll_ready(context)? {
                Poll::Ready(()) => {}
                Poll::Pending => return Ok(false),
            }
            let Some(frame) = self.connection.next_frame() else { break };
            self.transport.send(frame)?;
        }
        Ok(!self.transport.is_waiting() || self.transport.poll_flush(context)?.is_ready())
    }

    /// Whether the client may be listened to: little enough waits for it, here and in the transport.
    fn has_room(&self) -> bool {
        !self.transport.has_reply() && self.connection.has_room(self.transport.waiting())
    }

    /// Tells the connection what is kept for the client on its way in either direction.
    fn count_in_transit(&mut self, drained: bool) {
        let waiting =
            if drained { 0 } else { self.connection.outgoing_bytes().saturating_add(self.transport.waiting()) };
        self.connection.count_in_transit(waiting, self.transport.partial());
    }

    /// Takes one message from the client. Whether there was one, or a part of one.
    fn receive(&mut self, context: &mut Context<'_>, now: Instant) -> Result<bool, Gone> {
        let polled = self.transport.poll_receive(context)?;
        let fragments = self.transport.take_fragments();
        if fragments > 0 {
            self.connection.count_frames(fragments, now);
        }
        let Poll::Ready(incoming) = polled else { return Ok(fragments > 0) };
        self.heard = now;
        self.asked = false;
        match incoming.received() {
            Received::Frame(frame) => {
                self.swollen |= frame.bytes() > LARGE;
                self.connection.receive(&frame, now);
            }
            Received::Left => self.connection.client_left(),
            Received::Control => self.connection.count_frames(1, now),
        }
        Ok(true)
    }

    /// Sees to what is due, and rests when nothing happens.
    fn keep_time(&mut self, context: &mut Context<'_>, drained: bool, known: bool, now: Instant) -> Result<(), Gone> {
        // While frames wait for the client nothing else is sent, so nothing is due: the transport wakes the task.
        let due = self.connection.due().filter(|_| drained);
        let is_sooner = due.is_some_and(|due| due < self.armed) || matches!(self.stage, Stage::Finishing(_));
        if is_sooner || self.armed <= now || !known {
            self.set_timer(context, due, now)?;
        }
        if self.swollen || self.connection.is_resting() {
            self.swollen = false;
            self.transport.rest(context);
        }
        Ok(())
    }

    /// Sets the timer to the next due time. A client that has been silent for too long is pinged, and later given up.
    fn set_timer(&mut self, context: &mut Context<'_>, due: Option<Instant>, now: Instant) -> Result<(), Gone> {
        let silence = now.saturating_duration_since(self.heard);
        if silence >= self.silence {
            return Err(Gone);
        }
        if silence >= self.silence / 2 && !self.asked {
            self.asked = true;
            if self.transport.poll_ready(context)?.is_ready() {
                self.transport.ping()?;
                context.waker().wake_by_ref();
            }
        }
        let quiet = self.heard + if self.asked { self.silence } else { self.silence / 2 };
        let due = due.map_or(quiet, |due| due.min(quiet));
        let due = if let Stage::Finishing(farewell) = self.stage { due.min(farewell.until) } else { due };
        // A timer that is set too early costs one more look at the clock; setting it at each frame would cost more.
        if due < self.armed || self.armed <= now {
            self.armed = due;
            self.timer.as_mut().reset(due.into());
        }
        if self.timer.as_mut().poll(context).is_ready() {
            self.armed = now;
            context.waker().wake_by_ref();
        }
        Ok(())
    }

    /// Has this connection end as if the server stopped, with nothing to wait for its client here.
    fn restart(&mut self, now: Instant) {
        self.stage = Stage::Finishing(Farewell::of_one(now + FINISH));
        self.connection.stop(now);
        self.connection.client_left();
    }

    /// Whether the timer and the stop wake `waker` already. From now on they do, if they are polled.
    fn knows(&mut self, waker: &Waker) -> bool {
        let known = self.waker.as_ref().is_some_and(|known| known.will_wake(waker));
        if !known {
            self.waker = Some(waker.clone());
        }
        known
    }

    /// Goes on with the way out. Whether the client has been told to come back elsewhere.
    fn leave(&mut self, context: &mut Context<'_>, drained: bool, known: bool, now: Instant) -> Result<bool, Gone> {
        if let Stage::Served(stopping) = &mut self.stage {
            if known && !stopping.has_begun() {
                return Ok(false);
            }
            let Poll::Ready(farewell) = stopping.poll(context) else { return Ok(false) };
            self.stage = Stage::Finishing(farewell);
            self.connection.stop(now);
            context.waker().wake_by_ref();
        }
        if let Stage::Finishing(farewell) = self.stage {
            let finished = self.connection.has_stopped() && drained;
            if !finished && now < farewell.until {
                return Ok(false);
            }
            self.part(context, drained, farewell.close(), now)?;
        }
        Ok(true)
    }

    /// Says goodbye, if the client takes it at once.
    fn part(&mut self, context: &mut Context<'_>, drained: bool, close: Close, now: Instant) -> Result<(), Gone> {
        if !drained || !self.transport.poll_ready(context)?.is_ready() {
            return Err(Gone);
        }
        self.transport.close(close)?;
        let until = now + PARTING;
        self.stage = Stage::Closing(until);
        self.timer.as_mut().reset(until.into());
        Ok(())
    }

    /// Waits until the client has closed its side, so that what was sent last is not cut off by what it still says.
    fn close(&mut self, context: &mut Context<'_>, now: Instant) -> Result<(), Gone> {
        let Stage::Closing(until) = self.stage else { return Ok(()) };
        let _ = self.transport.poll_flush(context)?;
        if now >= until || self.timer.as_mut().poll(context).is_ready() {
            return Err(Gone);
        }
        for _ in 0..AT_ONCE {
            if self.transport.poll_receive(context)?.is_pending() {
                return Ok(());
            }
        }
        give_way(context);
        Ok(())
    }

    fn turn(&mut self, context: &mut Context<'_>) -> Result<(), Gone> {
        // Few messages take a moment, so one look at the clock is enough for all of them.
        let now = Instant::now();
        for turn in 0.. {
            if let Stage::Closing(_) = self.stage {
                return self.close(context, now);
            }
            let drained = self.send(context)?;
            if let Some(close) = self.connection.closing() {
                self.part(context, drained, close, now)?;
                return self.close(context, now);
            }
            // The first message and its answer need no look at the clock.
            if turn == AT_ONCE || (turn > 1 && now.elapsed() > LONG) {
                give_way(context);
                return Ok(());
            }
            self.connection.work(context, drained, now);
            if self.connection.closing().is_some() {
                continue;
            }
            let more = self.connection.has_frame() && drained;
            let heard = self.has_room() && self.receive(context, now)?;
            self.count_in_transit(drained);
            match self.connection.take_interruption() {
                Some(Interruption::Drop) => return Err(Gone),
                Some(_) => self.restart(now),
                None if more || heard || self.connection.closing().is_some() => continue,
                None => {}
            }
            let known = self.knows(context.waker());
            if self.leave(context, drained, known, now)? {
                return self.close(context, now);
            }
            return self.keep_time(context, drained, known, now);
        }
        Ok(())
    }
}

/// Has the task go on once the runtime has looked for what others have sent.
///
/// A task that only wakes itself is polled again before that, and the runtime looks after some sixty polls: a few clients with much to do would
/// keep all others waiting for as long.
fn give_way(context: &mut Context<'_>) {
    // Polled once, it has arranged everything.
    let _ = pin!(tokio::task::yield_now()).poll(context);
}

impl<T: Transport + Unpin> Future for Pump<T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.get_mut().turn(context) {
            Ok(()) => Poll::Pending,
            Err(Gone) => Poll::Ready(()),
        }
    }
}
