//! How much memory the system has to give.

/// Bytes that can be used without ending processes, where the system tells.
///
/// Linux: what the kernel estimates to be available, and free swap, within the limits of the control groups that this
/// process is in. macOS: the machine's memory. Windows answers for what it gives, so nothing is asked.
pub(crate) fn available() -> Option<u64> {
    system::available()
}

#[cfg(target_os = "linux")]
mod system {
    use std::fs::read_to_string;
    use std::path::Path;

    const GROUPS: &str = "/sys/fs/cgroup";

    pub(super) fn available() -> Option<u64> {
        let machine = read_to_string("/proc/meminfo")
            .ok()
            .and_then(|text| of_machine(&text));
        let groups = read_to_string("/proc/self/cgroup")
            .ok()
            .and_then(|text| of_groups(&text, Path::new(GROUPS)));
        match (machine, groups) {
            (Some(machine), Some(groups)) => Some(machine.min(groups)),
            (one, other) => one.or(other),
        }
    }

    /// What `/proc/meminfo` says.
    pub(super) fn of_machine(text: &str) -> Option<u64> {
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .and_then(|rest| rest.trim().strip_suffix("kB"))
                .and_then(|number| number.trim().parse::<u64>().ok())
                .map(|kilobytes| kilobytes << 10)
        };
        Some(field("MemAvailable")? + field("SwapFree").unwrap_or(0))
    }

    /// The least that a group of version 2 leaves, from this process's own up to the root; of version 1 its own.
    pub(super) fn of_groups(text: &str, mount: &Path) -> Option<u64> {
        text.lines()
            .filter_map(|line| {
                let mut parts = line.splitn(3, ':').skip(1);
                let (controllers, path) = (parts.next()?, parts.next()?);
                let path = path.trim_start_matches('/');
                if controllers.is_empty() {
                    mount
                        .join(path)
                        .ancestors()
                        .take_while(|group| group.starts_with(mount))
                        .filter_map(|group| {
                            left(group, "memory.max", "memory.current", "inactive_file")
                        })
                        .min()
                } else if controllers.split(',').any(|name| name == "memory") {
                    let group = mount.join("memory").join(path);
                    let used = "memory.usage_in_bytes";
                    left(&group, "memory.limit_in_bytes", used, "total_inactive_file")
                } else {
                    None
                }
            })
            .min()
    }

    /// The limit less what is used; pages of files that nobody needs are given up first, and don't count.
    fn left(group: &Path, limit: &str, used: &str, reclaimable: &str) -> Option<u64> {
        let number = |name: &str| -> Option<u64> {
            read_to_string(group.join(name)).ok()?.trim().parse().ok()
        };
        let limit = number(limit)?;
        let files = read_to_string(group.join("memory.stat"))
            .ok()
            .and_then(|text| {
                text.lines()
                    .find_map(|line| line.strip_prefix(reclaimable)?.trim().parse::<u64>().ok())
            })
            .unwrap_or(0);
        Some(limit.saturating_sub(number(used)?.saturating_sub(files)))
    }
}

#[cfg(target_os = "macos")]
mod system {
    pub(super) fn available() -> Option<u64> {
        let mut bytes: u64 = 0;
        let mut size = size_of::<u64>();
        // SAFETY: the name ends with a zero byte, and the place for the answer has the size that is told.
        let code = unsafe {
            libc::sysctlbyname(
                c"hw.memsize".as_ptr(),
                (&raw mut bytes).cast(),
                &raw mut size,
                std::ptr::null_mut(),
                0,
            )
        };
        (code == 0 && bytes > 0).then_some(bytes)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod system {
    pub(super) fn available() -> Option<u64> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::system::{of_groups, of_machine};

    #[test]
    fn the_machine_has_what_is_available_and_free_swap() {
        let text = "MemTotal: 100 kB\nMemFree:  10 kB\nMemAvailable:     50 kB\nSwapTotal: 9 kB\nSwapFree:  4 kB\n";
        assert_eq!(of_machine(text), Some(54 << 10));
        assert_eq!(of_machine("MemTotal: 100 kB\n"), None);
    }

    #[test]
    fn the_tightest_group_decides() {
        let mount = tempfile::tempdir().unwrap();
        let outer = mount.path().join("outer");
        let inner = outer.join("inner");
        std::fs::create_dir_all(&inner).unwrap();
        for (group, limit, used) in [(&outer, "1000", "900"), (&inner, "max", "100")] {
            std::fs::write(group.join("memory.max"), limit).unwrap();
            std::fs::write(group.join("memory.current"), used).unwrap();
        }
        assert_eq!(of_groups("0::/outer/inner\n", mount.path()), Some(100));
        std::fs::write(outer.join("memory.stat"), "anon 5\ninactive_file 300\n").unwrap();
        assert_eq!(of_groups("0::/outer/inner\n", mount.path()), Some(400));
        assert_eq!(of_groups("0::/\n", mount.path()), None);
    }

    #[test]
    fn a_group_of_version_1_counts() {
        let mount = tempfile::tempdir().unwrap();
        let group = mount.path().join("memory/a");
        std::fs::create_dir_all(&group).unwrap();
        std::fs::write(group.join("memory.limit_in_bytes"), "500\n").unwrap();
        std::fs::write(group.join("memory.usage_in_bytes"), "600\n").unwrap();
        std::fs::write(group.join("memory.stat"), "total_inactive_file 200\n").unwrap();
        let text = "5:cpu:/a\n4:memory:/a\n";
        assert_eq!(of_groups(text, mount.path()), Some(100));
    }
}
