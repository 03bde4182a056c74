//! The rules of Snake: a torus of fields, a snake, an apple.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Fields from left to right, and from top to bottom.
pub const SIZE: i32 = 16;

/// A field, counted from the top left.
pub type Field = (i32, i32);

/// Where the snake is headed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heading {
    /// Towards the first row.
    Up,
    /// Towards the last row.
    Down,
    /// Towards the first column.
    Left,
    /// Towards the last column.
    Right,
}

impl Heading {
    const fn step(self) -> Field {
        match self {
            Self::Up => (0, -1),
            Self::Down => (0, 1),
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// How a game stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// It waits for its player.
    Ready,
    /// The snake moves with every tick.
    Running,
    /// The snake has bitten itself.
    Over,
}

/// One game.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snake {
    /// Head first; never empty.
    body: VecDeque<Field>,
    apple: Field,
    heading: Heading,
    /// Turns that were asked for and not yet made: two quick keys make two turns.
    turns: VecDeque<Heading>,
    phase: Phase,
    /// The state of the generator that places apples.
    random: u64,
}

impl Default for Snake {
    fn default() -> Self {
        Self::new(1)
    }
}

impl Snake {
    /// A game whose apples lie where `seed` says.
    pub fn new(seed: u64) -> Self {
        let row = SIZE / 2;
        let mut game = Self {
            body: [(4, row), (3, row), (2, row)].into(),
            apple: (SIZE - 5, row),
            heading: Heading::Right,
            turns: VecDeque::new(),
            phase: Phase::Ready,
            random: seed | 1,
        };
        game.next_random();
        game
    }

    /// The fields of the snake, head first.
    pub fn body(&self) -> impl Iterator<Item = Field> {
        self.body.iter().copied()
    }

    /// The head's field.
    pub fn head(&self) -> Field {
        self.body.front().copied().unwrap_or_default()
    }

    /// The apple's field.
    pub fn apple(&self) -> Field {
        self.apple
    }

    /// How the game stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Apples eaten.
    pub fn score(&self) -> usize {
        self.body.len() - 3
    }

    /// Starts or goes on.
    pub fn start(&mut self) {
        if self.phase == Phase::Over {
            *self = Self::new(self.random);
        }
        self.phase = Phase::Running;
    }

    /// Stops until it is started again.
    pub fn pause(&mut self) {
        if self.phase == Phase::Running {
            self.phase = Phase::Ready;
        }
    }

    /// Asks for a turn; one straight back is not made. The first one starts the game.
    pub fn turn(&mut self, heading: Heading) {
        if self.phase == Phase::Ready {
            self.phase = Phase::Running;
        }
        let last = self.turns.back().copied().unwrap_or(self.heading);
        if self.turns.len() < 3 && heading != last && heading != last.opposite() {
            self.turns.push_back(heading);
        }
    }

    /// Moves the snake by one field, if the game is running.
    pub fn tick(&mut self) {
        if self.phase != Phase::Running {
            return;
        }
        self.heading = self.turns.pop_front().unwrap_or(self.heading);
        let (x, y) = self.head();
        let (dx, dy) = self.heading.step();
        let head = ((x + dx).rem_euclid(SIZE), (y + dy).rem_euclid(SIZE));
        let eats = head == self.apple;
        if !eats {
            // The tail moves out of the way before the head moves in.
            self.body.pop_back();
        }
        if self.body.contains(&head) {
            self.phase = Phase::Over;
        }
        self.body.push_front(head);
        if eats {
            self.place_apple();
        }
    }

    fn place_apple(&mut self) {
        let free: Vec<Field> = (0..SIZE * SIZE)
            .map(|n| (n % SIZE, n / SIZE))
            .filter(|field| !self.body.contains(field))
            .collect();
        let chosen = (self.next_random() % free.len().max(1) as u64) as usize;
        match free.get(chosen) {
            Some(&field) => self.apple = field,
            None => self.phase = Phase::Over,
        }
    }

    /// Xorshift: enough for apples.
    fn next_random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running() -> Snake {
        let mut game = Snake::new(7);
        game.start();
        game
    }

    fn ticks(game: &mut Snake, n: usize) {
        for _ in 0..n {
            game.tick();
        }
    }

    #[test]
    fn it_waits_until_it_is_started() {
        let mut game = Snake::new(7);
        let before = game.clone();
        game.tick();
        assert_eq!(game, before);
    }

    #[test]
    fn it_moves_and_comes_back_on_the_other_side() {
        let mut game = running();
        game.turn(Heading::Up);
        ticks(&mut game, 9);
        assert_eq!(game.head(), (4, SIZE - 1));
        assert_eq!(game.body().count(), 3);
    }

    #[test]
    fn it_never_turns_straight_back() {
        let mut game = running();
        game.turn(Heading::Left);
        game.tick();
        assert_eq!(game.head(), (5, 8));
    }

    #[test]
    fn two_quick_turns_are_both_made() {
        let mut game = running();
        game.turn(Heading::Up);
        game.turn(Heading::Left);
        ticks(&mut game, 2);
        assert_eq!(game.head(), (3, 7));
    }

    #[test]
    fn an_apple_makes_it_longer_and_a_new_one_lies_free() {
        let mut game = running();
        ticks(&mut game, 7);
        assert_eq!((game.score(), game.body().count()), (1, 4));
        let apple = game.apple();
        assert!(game.body().all(|field| field != apple));
    }

    #[test]
    fn biting_itself_ends_the_game_and_a_start_begins_another() {
        let mut game = running();
        game.body = [(4, 8), (3, 8), (2, 8), (1, 8), (0, 8)].into();
        for heading in [Heading::Up, Heading::Left, Heading::Down] {
            game.turn(heading);
        }
        ticks(&mut game, 3);
        assert_eq!(game.phase(), Phase::Over);
        game.start();
        assert_eq!((game.phase(), game.score()), (Phase::Running, 0));
    }

    #[test]
    fn it_may_follow_its_own_tail() {
        let mut game = running();
        game.body = [(1, 0), (0, 0), (0, 1), (1, 1)].into();
        game.turn(Heading::Down);
        game.tick();
        assert_eq!(game.phase(), Phase::Running);
    }
}
