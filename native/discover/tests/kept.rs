//! Answers kept on disk: used while they hold, dropped when anything changed or the file is damaged.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use drua_discover::{Request, find};
use serde_json::json;

#[path = "common/fake.rs"]
mod fake;

use fake::{Machine, reply};

/// A shim of pyenv that counts how often it runs, with a numpy, in a request that keeps answers.
fn counting() -> (Machine, Request, PathBuf) {
    let machine = Machine::new();
    let mut request = machine.request("root/shims");
    request.cache_dir = Some(machine.path("cache"));
    for folder in ["lib/numpy", "lib/python3.12"] {
        std::fs::create_dir_all(machine.path("root").join(folder)).unwrap();
    }
    let log = machine.path("log");
    let answer = machine.answer("root/shims/python3", json!({}));
    machine.script(
        "root/shims/python3",
        &format!("echo run >> '{}'\n{}", log.display(), reply(&answer)),
    );
    (machine, request, log)
}

fn runs(log: &PathBuf) -> usize {
    std::fs::read_to_string(log)
        .unwrap_or_default()
        .lines()
        .count()
}

#[test]
fn a_kept_answer_starts_no_process() {
    let (_machine, request, log) = counting();
    let first = find(&request).unwrap();
    assert_eq!(runs(&log), 1);
    assert_eq!(find(&request).unwrap(), first);
    assert_eq!(runs(&log), 1);
    // The quickest of many: others may keep the machine busy.
    let time = |_| {
        let start = Instant::now();
        find(&request).unwrap();
        start.elapsed()
    };
    let best = (0..50).map(time).min().unwrap();
    assert!(best < Duration::from_millis(1), "{best:?}");
    assert_eq!(runs(&log), 1);
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let (_machine, mut request, log) = counting();
    request.cache_dir = None;
    find(&request).unwrap();
    find(&request).unwrap();
    assert_eq!(runs(&log), 2);
}

#[test]
fn each_change_asks_again() {
    let (machine, mut request, log) = counting();
    find(&request).unwrap();
    let mut expected = 1;
    let mut again = |what: &str, request: &Request| {
        find(request).unwrap();
        expected += 1;
        assert_eq!(runs(&log), expected, "{what}");
        find(request).unwrap();
        assert_eq!(runs(&log), expected, "{what}: was not kept");
    };
    std::fs::write(machine.path("root/lib/numpy/__init__.py"), "changed").unwrap();
    again("numpy", &request);
    std::fs::write(machine.path("root/lib/python3.12/new.pth"), "changed").unwrap();
    again("a folder of sys.path", &request);
    std::fs::write(machine.path("root/lib/libpython3.12.so.1.0"), "appeared").unwrap();
    again("the library", &request);
    std::fs::write(machine.path("root/pyvenv.cfg"), "home = /usr/bin\n").unwrap();
    again("pyvenv.cfg", &request);
    std::fs::write(machine.path("root/version"), "3.11\n").unwrap();
    again("the version that pyenv chooses", &request);
    for name in ["PYTHONPATH", "PYTHONHOME", "PYENV_VERSION"] {
        request
            .environment
            .variables
            .insert(name.into(), "/x".into());
        again(name, &request);
    }
    // This one does not matter.
    request
        .environment
        .variables
        .insert("EDITOR".into(), "ed".into());
    find(&request).unwrap();
    assert_eq!(runs(&log), expected);
}

#[test]
fn a_damaged_record_counts_as_none() {
    let (machine, request, log) = counting();
    let first = find(&request).unwrap();
    let file = std::fs::read_dir(machine.path("cache"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let whole = std::fs::read_to_string(&file).unwrap();
    let damages = [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        whole.replacen("3,12,1", "3,12,2", 1),
        "not even text".to_owned(),
    ];
    for (at, damage) in damages.into_iter().enumerate() {
        assert_ne!(damage, whole);
        std::fs::write(&file, damage).unwrap();
        assert_eq!(find(&request).unwrap(), first);
        assert_eq!(runs(&log), at + 2);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
    }
    let files = std::fs::read_dir(machine.path("cache")).unwrap().count();
    assert_eq!(files, 1, "a temporary file was left behind");
}

#[test]
fn a_refusal_is_kept_too_and_its_repair_is_seen() {
    let machine = Machine::new();
    let mut request = machine.request("root/shims");
    request.cache_dir = Some(machine.path("cache"));
    let log = machine.path("log");
    std::fs::create_dir_all(machine.path("root/lib/python3.12")).unwrap();
    let answer = machine.answer("root/shims/python3", json!({"numpy": null}));
    machine.script(
        "root/shims/python3",
        &format!("echo run >> '{}'\n{}", log.display(), reply(&answer)),
    );
    assert!(find(&request).is_err());
    assert!(find(&request).is_err());
    assert_eq!(runs(&log), 1);
    // An installation changes the folder.
    std::fs::create_dir(machine.path("root/lib/python3.12/numpy")).unwrap();
    assert!(find(&request).is_err());
    assert_eq!(runs(&log), 2);
}

#[test]
fn a_script_of_unknown_logic_is_asked_each_time() {
    let machine = Machine::new();
    let mut request = machine.request("bin");
    request.cache_dir = Some(machine.path("cache"));
    let log = machine.path("log");
    let answer = machine.answer("bin/python3", json!({}));
    machine.script(
        "bin/python3",
        &format!("echo run >> '{}'\n{}", log.display(), reply(&answer)),
    );
    find(&request).unwrap();
    find(&request).unwrap();
    assert_eq!(runs(&log), 2);
}

#[test]
fn a_folder_that_cannot_be_written_costs_only_time() {
    let (machine, mut request, log) = counting();
    std::fs::write(machine.path("file"), "").unwrap();
    request.cache_dir = Some(machine.path("file").join("below"));
    find(&request).unwrap();
    find(&request).unwrap();
    assert_eq!(runs(&log), 2);
}
