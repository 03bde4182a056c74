//! [`Usage`]: what a process has taken of the machine, as Linux tells it.

use std::{fs, io, time::Duration};

/// Hundredths of a second are the unit in which Linux tells times to programs.
const TICK: Duration = Duration::from_millis(10);

/// The memory and processor time of a process.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// The memory that it has in use now, in bytes.
    pub resident: usize,
    /// The most that it had in use since it began, or since [`Usage::forget_peak`].
    pub peak: usize,
    /// The processor's time in its own code.
    pub user: Duration,
    /// The processor's time in the system's code, for it.
    pub system: Duration,
}

impl Usage {
    /// That of the process of this number.
    ///
    /// # Errors
    /// There is no such process, or the system is not Linux.
    pub fn of(process: u32) -> io::Result<Self> {
        let status = fs::read_to_string(format!("/proc/{process}/status"))?;
        let bytes = |name| {
            let line = status.lines().find_map(|line: &str| line.strip_prefix(name)).unwrap_or_default();
            line.trim().trim_end_matches(" kB").parse::<usize>().unwrap_or_default() * 1024
        };
        let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
        // The name of the program may hold anything, and ends with the last parenthesis.
        let fields = stat.rsplit(") ").next().unwrap_or_default();
        let mut times = fields.split(' ').skip(11).map(|ticks| TICK * ticks.parse().unwrap_or_default());
        Ok(Self {
            resident: bytes("VmRSS:"),
            peak: bytes("VmHWM:"),
            user: times.next().unwrap_or_default(),
            system: times.next().unwrap_or_default(),
        })
    }

    /// Has the peak begin anew with what is in use now.
    ///
    /// # Errors
    /// There is no such process, or it is another user's.
    pub fn forget_peak(process: u32) -> io::Result<()> {
        fs::write(format!("/proc/{process}/clear_refs"), "5")
    }

    /// The processor's time since an earlier look.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Time {
        Time { user: self.user.saturating_sub(earlier.user), system: self.system.saturating_sub(earlier.system) }
    }
}

/// The processor's time that a process took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Time {
    user: Duration,
    system: Duration,
}

impl Time {
    /// Both kinds together.
    #[must_use]
    pub fn whole(&self) -> Duration {
        self.user + self.system
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { user, system } = self;
        write!(
            f,
            "{:.2} s ({:.2} user, {:.2} system)",
            self.whole().as_secs_f32(),
            user.as_secs_f32(),
            system.as_secs_f32()
        )
    }
}
