//! A rolling deploy, and the rollback after it: for a while servers of two builds take connections in turn.

use std::sync::Arc;

use tokio::{sync::watch, time::timeout};

use crate::{
    Failure,
    client::{Mood, World},
    proxy::Weather,
    random::Random,
    server::Server,
    storm::{PATIENCE, gather, stop},
    stray::wander,
    tally::{Fault, Harm},
};

/// How many pages there are whose state only one build can read.
const STRAYS: u64 = 30;

/// Goes over to the other build, and back.
pub(crate) async fn strike(
    world: &Arc<World>,
    mut server: Server,
    clients: usize,
    random: &mut Random,
) -> Result<Server, Failure> {
    world.proxy.weather(Weather::Calm);
    let ends = watch::Sender::new(false);
    let strays: Vec<_> = (0..STRAYS)
        .map(|_| tokio::spawn(wander(Arc::clone(world), random.branch(random.clone().next()), ends.subscribe())))
        .collect();
    for _ in 0..2 {
        server = go_over(world, server, clients, random).await?;
    }
    ends.send_replace(true);
    for stray in strays {
        match timeout(PATIENCE, stray).await {
            Ok(wandered) => wandered?.unwrap_or_else(|fault| world.tally().blame(fault)),
            Err(_) => {
                let seen = format!("a page that one build can read is not joined after {PATIENCE:?} of that build");
                world.tally().blame(Fault { harm: Harm::Stuck, count: 1, seen });
            }
        }
    }
    Ok(server)
}

/// Starts a server of the other build, lets both take connections for a while, and stops the first.
async fn go_over(world: &Arc<World>, old: Server, clients: usize, random: &mut Random) -> Result<Server, Failure> {
    let next = Server::start(old.number + 1, Server::free_port().await?, old.build.other()).await?;
    world.proxy.point_at(&[old.port, next.port]);
    tokio::time::sleep(random.millis(800, 1_600)).await;
    gather(world, clients).await;
    world.proxy.point_at(&[next.port]);
    stop(world, old).await?;
    world.mood.send_replace(Mood::Busy);
    world.tally().rolls += 1;
    Ok(next)
}
