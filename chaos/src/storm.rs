//! The plan of a run: what breaks, and when.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

use crate::{
    Failure,
    client::{Mood, World, live},
    poison,
    proxy::{Proxy, Weather},
    random::Random,
    roll,
    server::{Build, Server},
    tally::{Fault, Harm, Tally},
};

/// How long it may take until all clients are joined on a whole network, or done.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);

/// How a server ends.
#[derive(Clone, Copy, Debug)]
enum Blow {
    /// It is killed while the network breaks.
    Kill,
    /// It is told to stop, and another starts on its port.
    Restart,
    /// Another starts beside it and takes the new connections; then it is told to stop.
    Deploy,
    /// An event ends it, and the next.
    Poison,
    /// One of another build starts beside it, and takes its place; then one of its own build takes the place of that.
    Roll,
}

/// They come in this order, and the seed says with which they begin.
const BLOWS: [Blow; 5] = [Blow::Kill, Blow::Restart, Blow::Poison, Blow::Deploy, Blow::Roll];

/// Runs `clients` for this time, as the seed says.
pub(crate) async fn run(clients: usize, time: Duration, seed: u64) -> Result<Tally, Failure> {
    let mut random = Random::new(seed);
    let proxy = Proxy::start(random.branch(1)).await?;
    let mut server = Server::start(1, Server::free_port().await?, Build::A).await?;
    proxy.point_at(&[server.port]);
    let world = Arc::new(World {
        proxy,
        mood: watch::Sender::new(Mood::Busy),
        joined: AtomicUsize::new(0),
        killed: Mutex::default(),
        poisons: AtomicBool::new(false),
        given_up: watch::Sender::new(0),
        tally: Mutex::default(),
    });
    let tasks: Vec<_> =
        (0..clients).map(|client| tokio::spawn(live(world.clone(), random.branch(1_000 + client as u64)))).collect();

    let end = Instant::now() + time;
    let mut blow = BLOWS.into_iter().cycle().skip(random.below(BLOWS.len() as u64) as usize);
    while Instant::now() < end {
        world.proxy.weather(Weather::Rough);
        tokio::time::sleep(random.millis(2_500, 6_000)).await;
        server = strike(&world, server, clients, blow.next().unwrap_or(Blow::Kill), &mut random).await?;
    }
    world.proxy.weather(Weather::Calm);
    world.mood.send_replace(Mood::Ending);
    let all = async {
        for task in tasks {
            task.await?;
        }
        Ok::<_, Failure>(())
    };
    let ended = timeout(PATIENCE, all).await;
    let mut tally = std::mem::take(&mut *world.tally());
    match ended {
        Ok(ended) => ended?,
        Err(_) => {
            tally.blame(Fault { harm: Harm::Stuck, count: 1, seen: "not all pages came to their end".to_owned() })
        }
    }
    tally.drops = world.proxy.drops();
    server.stop().await?.unwrap_or_else(|fault| tally.blame(fault));
    Ok(tally)
}

/// Ends a server in this way, and gives the next.
async fn strike(
    world: &Arc<World>,
    server: Server,
    clients: usize,
    blow: Blow,
    random: &mut Random,
) -> Result<Server, Failure> {
    let (number, port, build) = (server.number + 1, server.port, server.build);
    let pause = random.millis(0, 1_000);
    println!("{blow:?} of server {}", server.number);
    match blow {
        Blow::Kill => {
            world.killed.lock().map_err(|_| "a client panicked")?.push(server.number);
            server.kill().await?;
            world.tally().kills += 1;
            tokio::time::sleep(pause).await;
            Server::start(number, port, build).await
        }
        Blow::Restart => {
            gather(world, clients).await;
            tokio::time::sleep(pause).await;
            stop(world, server).await?;
            let next = Server::start(number, port, build).await?;
            world.mood.send_replace(Mood::Busy);
            Ok(next)
        }
        Blow::Deploy => {
            gather(world, clients).await;
            let next = Server::start(number, Server::free_port().await?, build).await?;
            world.proxy.point_at(&[next.port]);
            tokio::time::sleep(pause).await;
            stop(world, server).await?;
            world.mood.send_replace(Mood::Busy);
            Ok(next)
        }
        Blow::Poison => poison::strike(world, server).await,
        Blow::Roll => roll::strike(world, server, clients, random).await,
    }
}

pub(crate) async fn stop(world: &World, server: Server) -> Result<(), Failure> {
    let stopped = server.stop().await?;
    let mut tally = world.tally();
    tally.stops += 1;
    stopped.unwrap_or_else(|fault| tally.blame(fault));
    Ok(())
}

/// Calms the network down and waits until all clients are joined: whoever is told of the stop loses nothing.
pub(crate) async fn gather(world: &World, clients: usize) {
    world.proxy.weather(Weather::Calm);
    world.mood.send_replace(Mood::Staying);
    // Until those have noticed whose connection was broken.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let all = async {
        while world.joined.load(Relaxed) < clients {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    if timeout(PATIENCE, all).await.is_err() {
        let missing = clients - world.joined.load(Relaxed);
        let seen = format!("{missing} pages are not joined after {PATIENCE:?} of a whole network");
        world.tally().blame(Fault { harm: Harm::Stuck, count: missing as u64, seen });
    }
}
