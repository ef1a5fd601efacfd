//! Stand-ins for Python that open an installer when run. They are recognised and never run.

use std::path::Path;

use crate::Os;

/// What is known about a file without running it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// There is a file (after following links).
    pub is_file: bool,
    /// There is a link, whatever it leads to.
    pub is_link: bool,
    /// Its size in bytes.
    pub size: u64,
    /// Windows: it is a reparse point.
    pub is_reparse_point: bool,
}

/// Where facts about files come from.
pub trait Facts: Send + Sync {
    /// Facts about the file at `path`.
    fn of(&self, path: &Path) -> FileFacts;
}

/// Facts from the disk.
#[derive(Debug)]
pub struct DiskFacts;

impl Facts for DiskFacts {
    fn of(&self, path: &Path) -> FileFacts {
        let Ok(own) = path.symlink_metadata() else {
            return FileFacts::default();
        };
        let followed = path.metadata();
        let is_reparse_point = is_reparse_point(&own);
        FileFacts {
            // An alias of the Windows Store cannot be opened, hence not be followed: it still is there.
            is_file: followed
                .as_ref()
                .map_or(is_reparse_point && !own.is_symlink(), |data| data.is_file()),
            is_link: own.is_symlink(),
            size: followed.map_or(own.len(), |data| data.len()),
            is_reparse_point,
        }
    }
}

#[cfg(windows)]
fn is_reparse_point(data: &std::fs::Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;
    const FILE_ATTRIBUTE_REPARSE_POINT: u32 = 0x400;
    data.file_attributes() & FILE_ATTRIBUTE_REPARSE_POINT != 0
}

#[cfg(not(windows))]
fn is_reparse_point(_data: &std::fs::Metadata) -> bool {
    false
}

/// Whose stand-in the file is, or `None` if it may be run.
#[must_use]
pub fn stub_kind(os: Os, path: &Path, facts: FileFacts) -> Option<&'static str> {
    match os {
        Os::Windows => {
            // Compared as text: the path has to be understood by tests on any system.
            let text = path
                .to_string_lossy()
                .replace('/', "\\")
                .to_ascii_lowercase();
            let in_aliases = text.contains("\\microsoft\\windowsapps\\");
            (in_aliases && (facts.size == 0 || facts.is_reparse_point))
                .then_some("Windows Store alias")
        }
        // Without the developer tools this opens a dialog, and with them it is older than we can use.
        Os::MacOs => {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let shim = path.parent() == Some(Path::new("/usr/bin")) && name.starts_with("python");
            shim.then_some("xcode-select shim of macOS")
        }
        Os::Linux => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALIAS: &str = r"C:\Users\a\AppData\Local\Microsoft\WindowsApps\python.exe";

    #[test]
    fn a_store_alias_is_recognised_by_size_or_reparse_point() {
        let empty = FileFacts {
            is_file: true,
            ..FileFacts::default()
        };
        let reparse = FileFacts {
            is_file: true,
            size: 77,
            is_reparse_point: true,
            ..empty
        };
        let program = FileFacts {
            is_file: true,
            size: 100_000,
            ..empty
        };
        assert_eq!(
            stub_kind(Os::Windows, Path::new(ALIAS), empty),
            Some("Windows Store alias")
        );
        assert_eq!(
            stub_kind(Os::Windows, Path::new(ALIAS), reparse),
            Some("Windows Store alias")
        );
        assert_eq!(stub_kind(Os::Windows, Path::new(ALIAS), program), None);
        assert_eq!(
            stub_kind(Os::Windows, Path::new(r"C:\Python311\python.exe"), empty),
            None
        );
    }

    #[test]
    fn the_shim_of_macos_is_recognised_by_its_place() {
        let facts = FileFacts {
            is_file: true,
            size: 100_000,
            ..FileFacts::default()
        };
        assert!(stub_kind(Os::MacOs, Path::new("/usr/bin/python3"), facts).is_some());
        assert!(stub_kind(Os::MacOs, Path::new("/usr/local/bin/python3"), facts).is_none());
        assert!(stub_kind(Os::Linux, Path::new("/usr/bin/python3"), facts).is_none());
    }
}
