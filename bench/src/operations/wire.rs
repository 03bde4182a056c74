//! Events through the whole server, over connections in memory in the place of the kernel's.

use std::{
    io::{self, Read, Write},
    rc::Rc,
};

use axum::serve::Listener;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream},
    runtime::{Builder, Runtime},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use super::Operation;
use crate::{
    load::{Failure, Socket, Ticket},
    subject,
};

/// The host that the server believes to be.
const HOST: &str = "memory";
/// The buffers of a connection, one for each direction.
const ROOM: usize = 1 << 20;

/// An event of the component on this page, from the client's frame to the server's.
pub(super) fn event(page: &str, handler: &'static str) -> Result<Operation, Failure> {
    let server = Server::start()?;
    let ticket = Ticket::fetch(server.connect()?, HOST, page)?;
    let mut socket = Socket::live_over(server.connect()?, HOST, &ticket)?;
    socket.join(&ticket, true)?;
    Ok(Box::new(move || socket.fire(handler).map(drop)))
}

/// A server that runs whenever one of its clients waits.
struct Server {
    runtime: Rc<Runtime>,
    clients: UnboundedSender<DuplexStream>,
}

impl Server {
    fn start() -> Result<Self, Failure> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let app = subject::live().map_err(|error| error.to_string())?;
        let (clients, listener) = unbounded_channel();
        runtime.spawn(axum::serve(Memory(listener), app).into_future());
        Ok(Self { runtime: Rc::new(runtime), clients })
    }

    fn connect(&self) -> Result<Client, Failure> {
        let (client, server) = tokio::io::duplex(ROOM);
        self.clients.send(server)?;
        Ok(Client { runtime: Rc::clone(&self.runtime), stream: client })
    }
}

/// The server's end of all connections.
struct Memory(UnboundedReceiver<DuplexStream>);

impl Listener for Memory {
    type Io = DuplexStream;
    type Addr = ();

    async fn accept(&mut self) -> (DuplexStream, ()) {
        match self.0.recv().await {
            Some(stream) => (stream, ()),
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<()> {
        Ok(())
    }
}

/// A client's end of one connection.
struct Client {
    runtime: Rc<Runtime>,
    stream: DuplexStream,
}

impl Read for Client {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.runtime.block_on(self.stream.read(buffer))
    }
}

impl Write for Client {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.runtime.block_on(self.stream.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
