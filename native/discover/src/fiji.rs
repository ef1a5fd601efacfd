//! Reads the `python-dir` setting of Fiji's launcher (Jaunch).
//!
//! Fiji's *Edit > Options > Python...* writes it to `config/jaunch/fiji.cfg`: lines `key=value` without
//! quoting, the last one wins, a relative folder is meant from the application's folder. The launcher also
//! reads a more special file with the name of its own program (`fiji-linux-x64.cfg`), which wins.

use std::path::{Path, PathBuf};

use crate::{Environment, Os};

const KEY: &str = "python-dir";

/// A setting found in one of the launcher's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The file that holds it.
    pub file: PathBuf,
    /// The folder of the environment that it names.
    pub folder: PathBuf,
}

/// The setting that the launcher would obey, if any.
pub(crate) fn setting(app_dir: &Path, environment: &Environment) -> Option<Setting> {
    let folder = app_dir.join("config").join("jaunch");
    file_names(environment).into_iter().find_map(|name| {
        let file = folder.join(name);
        // Not necessarily UTF-8: Java writes it in the system's encoding.
        let text = std::fs::read(&file).ok()?;
        let text = String::from_utf8_lossy(&text);
        let value = value_of(&text, KEY)?;
        Some(Setting {
            file,
            folder: app_dir.join(value),
        })
    })
}

/// Where Fiji builds its environment as long as no setting names another folder.
pub(crate) fn usual_folder(app_dir: &Path, environment: &Environment) -> PathBuf {
    let arm = environment.arch == "aarch64";
    let name = match (environment.os, arm) {
        (Os::Linux, false) => "linux64",
        (Os::Linux, true) => "linux-arm64",
        (Os::MacOs, false) => "macos64",
        (Os::MacOs, true) => "macos-arm64",
        (Os::Windows, false) => "win64",
        (Os::Windows, true) => "win-arm64",
    };
    app_dir.join("python").join(name)
}

/// Most special first.
fn file_names(environment: &Environment) -> Vec<String> {
    let os = match environment.os {
        Os::Linux => "linux",
        Os::MacOs => "macos",
        Os::Windows => "windows",
    };
    let arch = if environment.arch == "aarch64" {
        "arm64"
    } else {
        "x64"
    };
    vec![
        format!("fiji-{os}-{arch}.cfg"),
        format!("fiji-{os}.cfg"),
        "fiji.cfg".to_owned(),
    ]
}

fn value_of<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(name, _)| name.trim() == key)
        .map(|(_, value)| value.trim())
        .next_back()
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linux() -> Environment {
        let mut environment = Environment::current();
        environment.os = Os::Linux;
        environment.arch = "x86_64".to_owned();
        environment
    }

    #[test]
    fn reads_the_last_value_and_resolves_it_from_the_application() {
        let app = tempfile::tempdir().unwrap();
        let folder = app.path().join("config/jaunch");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("fiji.cfg"),
            "max-heap=75%\r\npython-dir=/old\r\nlaunch-mode=JVM\r\npython-dir = python/linux64 \r\n",
        )
        .unwrap();
        let found = setting(app.path(), &linux()).unwrap();
        assert_eq!(found.folder, app.path().join("python/linux64"));
        assert_eq!(found.file, folder.join("fiji.cfg"));
    }

    #[test]
    fn the_more_special_file_wins_and_an_empty_value_is_none() {
        let app = tempfile::tempdir().unwrap();
        let folder = app.path().join("config/jaunch");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("fiji.cfg"), "python-dir=/general\n").unwrap();
        std::fs::write(folder.join("fiji-linux-x64.cfg"), "python-dir=/special\n").unwrap();
        assert_eq!(
            setting(app.path(), &linux()).unwrap().folder,
            PathBuf::from("/special")
        );
        std::fs::write(folder.join("fiji-linux-x64.cfg"), "python-dir=\n").unwrap();
        assert_eq!(
            setting(app.path(), &linux()).unwrap().folder,
            PathBuf::from("/general")
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_do_not_hide_the_setting() {
        let app = tempfile::tempdir().unwrap();
        let folder = app.path().join("config/jaunch");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("fiji.cfg"), b"title=\xfc\npython-dir=/env\n").unwrap();
        assert_eq!(
            setting(app.path(), &linux()).unwrap().folder,
            PathBuf::from("/env")
        );
        assert!(setting(Path::new("/nowhere"), &linux()).is_none());
    }
}
