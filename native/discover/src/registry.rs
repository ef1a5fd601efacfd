//! Interpreters that are registered in the Windows registry (PEP 514).

use std::path::PathBuf;

use crate::Environment;

/// Registered interpreters: key and program.
#[cfg(windows)]
pub(crate) fn registered(environment: &Environment) -> Vec<(String, PathBuf)> {
    use std::os::windows::process::CommandExt;
    use std::process::{Command, Stdio};
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    // By absolute path: the working folder must not be able to slip in another reg.exe.
    let Some(root) = environment.variable("SystemRoot") else {
        return Vec::new();
    };
    let program = PathBuf::from(root).join("System32").join("reg.exe");
    let mut found = Vec::new();
    for hive in ["HKCU", "HKLM"] {
        let output = Command::new(&program)
            .args([
                "query",
                &format!("{hive}\\Software\\Python"),
                "/s",
                "/v",
                "ExecutablePath",
            ])
            .stdin(Stdio::null())
            .creation_flags(CREATE_NO_WINDOW)
            .output();
        if let Ok(output) = output {
            found.extend(parse(&String::from_utf8_lossy(&output.stdout)));
        }
    }
    found
}

/// Other systems have no registry.
#[cfg(not(windows))]
pub(crate) fn registered(_environment: &Environment) -> Vec<(String, PathBuf)> {
    Vec::new()
}

/// Parses the listing of `reg query … /s /v ExecutablePath`: key lines, then indented values.
#[cfg(any(windows, test))]
fn parse(listing: &str) -> Vec<(String, PathBuf)> {
    let mut key = String::new();
    let mut found = Vec::new();
    for line in listing.lines() {
        if line.starts_with("HKEY_") {
            line.trim().clone_into(&mut key);
        } else if let Some((name, value)) = line.split_once("REG_SZ")
            && name.trim() == "ExecutablePath"
            && !value.trim().is_empty()
        {
            found.push((key.clone(), PathBuf::from(value.trim())));
        }
    }
    // "3.9" sorts after "3.13" as text; the versions are compared as numbers, newest first.
    found.sort_by_key(|(key, _)| std::cmp::Reverse(minor_of(key)));
    found
}

#[cfg(any(windows, test))]
fn minor_of(key: &str) -> u32 {
    key.rsplit('\\')
        .find_map(|part| part.strip_prefix("3."))
        .map(|rest| {
            rest.chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>()
        })
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listing_gives_programs_newest_first() {
        let listing = "\r\nHKEY_CURRENT_USER\\Software\\Python\\PythonCore\\3.9\\InstallPath\r\n    ExecutablePath    REG_SZ    C:\\Python39\\python.exe\r\n\r\nHKEY_CURRENT_USER\\Software\\Python\\PythonCore\\3.13\\InstallPath\r\n    ExecutablePath    REG_SZ    C:\\Program Files\\Python313\\python.exe\r\n\r\nEnd of search: 2 match(es) found.\r\n";
        let found = parse(listing);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].1,
            PathBuf::from("C:\\Program Files\\Python313\\python.exe")
        );
        assert!(found[0].0.ends_with("3.13\\InstallPath"));
    }
}
