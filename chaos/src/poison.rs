//! An event that ends its process, and its second attempt: what it costs.

use std::sync::{Arc, atomic::Ordering::Relaxed};

use tokio::time::sleep;

use crate::{
    Failure,
    client::World,
    proxy::Weather,
    server::Server,
    storm::PATIENCE,
    tally::{Fault, Harm},
};

/// How many processes such an event may end.
const MOST: u64 = 2;

/// Has some client make such an event, and starts a server after each that it ends. The one that is there when the client has been told that it is
/// given up.
pub(crate) async fn strike(world: &Arc<World>, mut server: Server) -> Result<Server, Failure> {
    // No other connection breaks meanwhile.
    world.proxy.weather(Weather::Calm);
    let mut given_up = world.given_up.subscribe();
    let before = *given_up.borrow_and_update();
    world.poisons.store(true, Relaxed);
    let mut ended = 0;
    let fault = |harm, seen| Fault { harm, count: 1, seen };
    loop {
        tokio::select! {
            told = given_up.wait_for(|count| *count > before) => {
                told?;
                break;
            }
            over = server.ended() => over?,
            () = sleep(PATIENCE) => {
                let seen = format!("an event that has ended {ended} servers is not given up after {PATIENCE:?}");
                world.tally().blame(fault(Harm::Stuck, seen));
                break;
            }
        }
        ended += 1;
        world.killed.lock().map_err(|_| "a client panicked")?.push(server.number);
        server = Server::start(server.number + 1, server.port, server.build).await?;
    }
    world.poisons.store(false, Relaxed);
    let mut tally = world.tally();
    (tally.poisons, tally.poisoned) = (tally.poisons + 1, tally.poisoned + ended);
    if ended > MOST {
        tally.blame(fault(Harm::Wrong, format!("one event has ended {ended} servers")));
    }
    drop(tally);
    Ok(server)
}
