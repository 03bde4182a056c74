//! How much waits for clients that may come back.

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    component::ParentCall,
    connection::{
        guard::ClientIdentity,
        locations::{Claim, Claimant, Locations},
        parking::{Bounds, Parked},
        resume_key::ResumeKey,
        routed_call::RoutedCall,
    },
    tree::ChildId,
};

/// The most bytes that one client may have waiting: four components, which count for a KiB each.
const MOST: usize = 4 * 1_024;

/// A call of the component of this instance.
fn called(instance: u64) -> RoutedCall {
    let call = ParentCall { handler: "told".into(), detail: String::new() };
    RoutedCall { to: instance, from: ChildId::default(), call }
}

struct LocationTable {
    locations: Locations,
    now: Instant,
}

impl LocationTable {
    fn new(bounds: Bounds) -> Self {
        Self { locations: Locations::new(bounds, MOST), now: Instant::now() }
    }

    /// Keeps a state of so many bytes for a page that has not joined yet.
    fn hold(&self, instance: u64, client: ClientIdentity<'_>, bytes: usize) {
        self.locations.hold(instance, self.parked(client, bytes), self.now);
    }

    fn parked(&self, client: ClientIdentity<'_>, bytes: usize) -> Parked {
        Parked {
            saved: "x".repeat(bytes),
            version: Default::default(),
            last_event: 0,
            fresh: false,
            remembered: Default::default(),
            calls: Vec::new(),
            kin: Default::default(),
            client: self.locations.client(client),
            lease: Default::default(),
        }
    }

    /// Has a page leave a component that it has joined.
    fn leave(&self, instance: u64, client: ClientIdentity<'_>) {
        let (resume_key, mailbox) = (ResumeKey { instance, page: 1 }, Arc::default());
        let claimant = Claimant { mailbox: &mailbox, key: 1, socket_number: 1 };
        assert!(matches!(self.locations.claim(resume_key, &claimant, self.now), Claim::Absent));
        assert!(self.locations.leave(resume_key, &mailbox, 1, true));
        self.locations.arrive(resume_key, Some(Box::new(self.parked(client, 100))), self.now);
    }

    /// Whether a component waits that a page has joined. It does afterwards, too.
    fn is_waiting(&self, instance: u64) -> bool {
        self.locations.deliver(ResumeKey { instance, page: 1 }, called(instance), self.now).is_none()
    }

    /// Which of the first hundred instances wait.
    fn waiting(&self) -> Vec<u64> {
        (0..100).filter(|instance| self.locations.take_held(*instance).is_some()).collect()
    }
}

fn visitor(session: &str) -> ClientIdentity<'_> {
    ClientIdentity { session, address: None }
}

fn from<'c>(session: &'c str, address: &str) -> ClientIdentity<'c> {
    ClientIdentity { session, address: address.parse::<IpAddr>().ok().map(Into::into) }
}

#[test]
fn a_client_that_leaves_much_behind_loses_its_own_oldest() {
    let table = LocationTable::new(Bounds::default());
    table.hold(50, visitor("ada"), 100);
    (0..10).for_each(|instance| table.hold(instance, visitor("eve"), 100));
    assert_eq!(table.waiting(), [6, 7, 8, 9, 50]);
    assert_eq!(table.locations.parked(table.now), (0, 0));
}

#[test]
fn large_states_count_for_what_they_are() {
    let table = LocationTable::new(Bounds::default());
    (0..3).for_each(|instance| table.hold(instance, visitor("eve"), MOST / 2 - 300));
    assert_eq!(table.waiting(), [1, 2]);
    table.hold(4, visitor("eve"), MOST);
    assert_eq!(table.waiting(), [0; 0], "one that is too large alone does not wait");
    assert_eq!(table.locations.parked(table.now), (0, 0));
}

#[test]
fn an_address_is_one_client_whatever_sessions_it_makes() {
    let table = LocationTable::new(Bounds::default());
    table.hold(50, from("ada", "192.0.2.2"), 100);
    (0..10).for_each(|instance| table.hold(instance, from(&instance.to_string(), "192.0.2.1"), 100));
    assert_eq!(table.waiting(), [6, 7, 8, 9, 50]);
}

#[test]
fn the_oldest_of_all_go_where_there_are_too_many() {
    let table = LocationTable::new(Bounds { count: 6, ..Bounds::default() });
    (0..5).for_each(|instance| table.hold(instance, visitor(&instance.to_string()), 100));
    assert_eq!(table.waiting(), [2, 3, 4]);
    let table = LocationTable::new(Bounds { bytes: 4_000, ..Bounds::default() });
    (0..5).for_each(|instance| table.hold(instance, visitor(&instance.to_string()), 700));
    assert_eq!(table.waiting(), [3, 4]);
}

#[test]
fn pages_that_nobody_joins_push_out_nobody_who_may_come_back() {
    let mut table = LocationTable::new(Bounds { count: 6, ..Bounds::default() });
    table.leave(80, visitor("ada"));
    for instance in 0..20 {
        table.hold(instance, visitor(&instance.to_string()), 100);
    }
    assert!(table.is_waiting(80), "the one resume_key was there");
    assert_eq!(table.waiting(), [17, 18, 19], "half of all");
    // And who was there pushes out those who have not come.
    (0..20).for_each(|instance| table.hold(instance, visitor(&instance.to_string()), 100));
    (81..86).for_each(|instance| table.leave(instance, visitor(&instance.to_string())));
    assert_eq!(table.waiting(), [0; 0]);
    assert!((80..86).all(|instance| table.is_waiting(instance)));
    table.now += Duration::from_secs(3_600);
    assert_eq!(table.locations.parked(table.now), (0, 0));
}

#[test]
fn a_parked_component_outlives_pages_that_its_client_has_not_joined() {
    let table = LocationTable::new(Bounds::default());
    table.leave(80, visitor("eve"));
    (0..10).for_each(|instance| table.hold(instance, visitor("eve"), 100));
    assert!(table.is_waiting(80));
    assert_eq!(table.waiting(), [7, 8, 9]);
}

#[test]
fn nothing_waits_for_longer_than_it_may() {
    let table = LocationTable::new(Bounds { time: Duration::from_secs(5), ..Bounds::default() });
    table.hold(1, visitor("ada"), 100);
    assert_eq!(table.locations.parked(table.now + Duration::from_secs(4)).0, 1);
    assert_eq!(table.locations.parked(table.now + Duration::from_secs(5)), (0, 0));
}

#[test]
fn components_that_come_and_go_are_forgotten() {
    let table = LocationTable::new(Bounds::default());
    for round in 0..1_000 {
        table.hold(round % 100, visitor("ada"), 10);
        table.hold(100, visitor(&round.to_string()), 10);
        table.locations.take_held(round % 100);
    }
    table.locations.take_held(100);
    assert_eq!(table.locations.parked(table.now), (0, 0));
    assert_eq!(format!("{:?}", table.locations), "Locations { known: 0, parked: 0, .. }");
}

#[test]
fn no_more_calls_wait_than_for_a_component_that_is_there() {
    let table = LocationTable { locations: Locations::new(Bounds::default(), 1 << 20), now: Instant::now() };
    table.hold(1, visitor("ada"), 10);
    for _ in 0..2_000 {
        assert!(table.locations.deliver(ResumeKey { instance: 1, page: 0 }, called(1), table.now).is_none());
    }
    assert_eq!(table.locations.take_held(1).map(|parked| parked.calls.len()), Some(1_024));
    assert_eq!(table.locations.parked(table.now), (0, 0));
}
