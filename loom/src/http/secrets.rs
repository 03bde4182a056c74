//! The keys that sign tokens: given, from the environment, or one for development.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process, thread,
};

use crate::{Error, Result, log::Escaped};

/// The shortest secret that is taken, in bytes.
const SECRET_BYTES: usize = 32;

/// The file with the key of debug builds, beside the program.
const DEVELOPMENT_KEY: &str = ".loom-development-key";

/// The secrets that were given, or the environment's, or in debug builds one that is kept beside the program.
///
/// # Errors
/// One is too short, or there is none in a release build.
pub(super) fn keys(mut given: Vec<String>) -> Result<Vec<Vec<u8>>> {
    if given.is_empty() {
        match env::var("LOOM_SECRET") {
            Ok(secret) => given.push(secret),
            Err(env::VarError::NotPresent) => return development().map(|secret| vec![secret]),
            Err(error) => return Err(Error::msg(format_args!("LOOM_SECRET cannot be read: {error}"))),
        }
    }
    if let Some(short) = given.iter().find(|secret| secret.len() < SECRET_BYTES) {
        return Err(Error::msg(format_args!(
            "a secret of {} bytes is too short to sign tokens; it needs {SECRET_BYTES}, for example from `openssl rand -base64 32`",
            short.len(),
        )));
    }
    Ok(given.into_iter().map(String::into_bytes).collect())
}

/// The key of a debug build: the one of its last run, so that open pages go on after a rebuild.
fn development() -> Result<Vec<u8>> {
    if !cfg!(debug_assertions) {
        return Err(Error::msg(
            "LOOM_SECRET is not set; set it to 32 random bytes or more, for example from `openssl rand -base64 32`",
        ));
    }
    match development_file().and_then(|file| kept(&file).map(|key| (key, file))) {
        Ok((key, file)) => {
            tracing::info!(file = %Escaped(file.display()), "LOOM_SECRET is not set: using the development key that is kept in a file");
            Ok(key)
        }
        Err(error) => {
            tracing::warn!(
                error = %Escaped(&error),
                "LOOM_SECRET is not set: using a random key, so pages opened now cannot be joined after a restart"
            );
            random()
        }
    }
}

/// The file of the development key: beside the program, which for `cargo run` is `target/debug`.
fn development_file() -> io::Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name(DEVELOPMENT_KEY))
}

/// The key that `file` holds. If there is no such file it is made, with a new key, for this user alone.
fn kept(file: &Path) -> io::Result<Vec<u8>> {
    if !file.exists() {
        let key = random().map_err(io::Error::other)?;
        // The file is there as a whole or not at all: of two processes that start together, both read the key of one.
        let unfinished = file.with_extension(format!("{}-{:?}", process::id(), thread::current().id()));
        let written = write_private(&unfinished, &key).and_then(|()| fs::hard_link(&unfinished, file));
        fs::remove_file(&unfinished)?;
        match written {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    let key = fs::read(file)?;
    match key.len() {
        SECRET_BYTES => Ok(key),
        length => Err(io::Error::other(format!("{} holds {length} bytes, not {SECRET_BYTES}", file.display()))),
    }
}

/// Writes a new file that only this user can read.
fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes)
}

/// A key that nobody else has.
fn random() -> Result<Vec<u8>> {
    let mut secret = vec![0; SECRET_BYTES];
    getrandom::fill(&mut secret).map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file name of this test alone, below the system's folder for such files.
    fn file(name: &str) -> PathBuf {
        env::temp_dir().join(format!("loom-{name}-{}", process::id()))
    }

    #[test]
    fn the_development_key_is_that_of_the_last_run() -> io::Result<()> {
        let file = file("kept");
        let first = kept(&file)?;
        assert_eq!((kept(&file)?, first.len()), (first, SECRET_BYTES));
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file)?.permissions()) & 0o777, 0o600);
        fs::remove_file(&file)
    }

    #[test]
    fn processes_that_start_together_have_one_key() -> io::Result<()> {
        let file = file("together");
        let keys: io::Result<Vec<_>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| kept(&file))).collect();
            let joined = threads.into_iter().map(|thread| thread.join());
            joined.map(|key| key.unwrap_or_else(|_| Err(io::Error::other("a thread panicked")))).collect()
        });
        let mut keys = keys?;
        keys.dedup();
        assert_eq!(keys.len(), 1);
        fs::remove_file(&file)
    }

    #[test]
    fn a_file_that_is_no_key_is_not_taken_for_one() -> io::Result<()> {
        let file = file("short");
        fs::write(&file, "short")?;
        assert!(kept(&file).is_err_and(|error| error.to_string().contains("holds 5 bytes")));
        fs::remove_file(&file)
    }
}
