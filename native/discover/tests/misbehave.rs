//! Programs that answer badly, late, too much or not at all, and environments that lost their base.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::time::{Duration, Instant};

use drua_discover::{DiscoverError, Request, find};
use serde_json::json;

#[path = "common/fake.rs"]
mod fake;

use fake::{Machine, reply};

fn refused(request: &Request) -> DiscoverError {
    match find(request).unwrap_err() {
        DiscoverError::Named { reason, .. } => *reason,
        other => panic!("not about a named interpreter: {other}"),
    }
}

#[test]
fn noise_around_the_answer_does_no_harm() {
    let machine = Machine::new();
    let mut request = machine.request("");
    let answer = machine.answer("bin/python3", json!({}));
    let body = format!(
        "echo '{{\"greeting\": 1}}'; printf 'unfinished'; {}; echo 'bye'; echo 'a warning' >&2; exit 1",
        reply(&answer)
    );
    request.explicit = Some(machine.script("bin/python3", &body));
    assert_eq!(find(&request).unwrap().interpreter.numpy.version, "2.2.1");
}

#[test]
fn a_marker_of_another_run_is_no_answer() {
    let machine = Machine::new();
    let mut request = machine.request("");
    let body = format!(
        "echo 'drua-probe-0000000000000000:{}'",
        machine.answer("bin/python3", json!({}))
    );
    request.explicit = Some(machine.script("bin/python3", &body));
    assert_eq!(refused(&request).code(), "probe-failed");
}

#[test]
fn a_hanging_program_is_stopped() {
    let machine = Machine::new();
    let mut request = machine.request("");
    request.environment.probe_timeout = Duration::from_millis(300);
    request
        .environment
        .variables
        .insert("PATH".into(), std::env::var_os("PATH").unwrap());
    let pid = machine.path("pid");
    request.explicit = Some(machine.script(
        "bin/python3",
        &format!("echo $$ > '{}'; exec sleep 600", pid.display()),
    ));
    let start = Instant::now();
    assert_eq!(refused(&request).code(), "probe-timeout");
    assert!(start.elapsed() < Duration::from_secs(20));
    let pid = std::fs::read_to_string(pid).unwrap();
    // Signal 0 only asks whether the process exists.
    let alive = std::process::Command::new("kill")
        .args(["-0", pid.trim()])
        .output()
        .unwrap();
    assert!(!alive.status.success(), "process {} still runs", pid.trim());
}

#[test]
fn a_program_that_leaves_a_grandchild_behind_does_not_block() {
    let machine = Machine::new();
    let mut request = machine.request("");
    request.environment.probe_timeout = Duration::from_millis(300);
    request
        .environment
        .variables
        .insert("PATH".into(), std::env::var_os("PATH").unwrap());
    request.explicit = Some(machine.script("bin/python3", "sleep 5 & exit 0"));
    let start = Instant::now();
    assert_eq!(refused(&request).code(), "probe-timeout");
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_program_that_prints_for_ever_is_bounded() {
    let machine = Machine::new();
    let mut request = machine.request("");
    request.environment.probe_timeout = Duration::from_secs(10);
    request
        .environment
        .variables
        .insert("PATH".into(), std::env::var_os("PATH").unwrap());
    request.explicit = Some(machine.script("bin/python3", "exec yes"));
    assert!(matches!(
        refused(&request).code(),
        "probe-failed" | "probe-timeout"
    ));
}

#[test]
fn a_failing_program_is_quoted() {
    let machine = Machine::new();
    let mut request = machine.request("");
    request.explicit = Some(machine.script("bin/python3", "echo 'no such luck' >&2; exit 7"));
    let error = refused(&request);
    assert_eq!(error.code(), "probe-failed");
    assert!(
        error.to_string().contains("exit code 7") && error.to_string().contains("no such luck"),
        "{error}"
    );
    request.explicit = Some(machine.script("bin/python4", "printf '%s{\"version\": 3}\\n' \"$3\""));
    assert!(
        refused(&request)
            .to_string()
            .contains("its answer cannot be read")
    );
    let plain = machine.path("bin/plain");
    std::fs::write(&plain, "text").unwrap();
    request.explicit = Some(plain);
    assert!(refused(&request).to_string().contains("cannot be run"));
}

#[test]
fn an_interpreter_without_its_library_of_modules_is_a_broken_environment() {
    let machine = Machine::new();
    let mut request = machine.request("");
    let body = "echo \"ModuleNotFoundError: No module named 'encodings'\" >&2; exit 1";
    request.explicit = Some(machine.script("bin/python3", body));
    let error = refused(&request);
    assert_eq!(error.code(), "broken-environment");
    request
        .environment
        .variables
        .insert("PYTHONHOME".into(), "/wrong".into());
    let error = refused(&request);
    assert_eq!(
        error.hint(),
        "Unset PYTHONHOME (now /wrong) before starting the host."
    );
}

#[test]
fn a_virtual_environment_without_its_base_is_broken_and_not_run() {
    let machine = Machine::new();
    let mut request = machine.request("");
    std::fs::create_dir_all(machine.path("env/bin")).unwrap();
    std::os::unix::fs::symlink(
        machine.path("gone/python3"),
        machine.path("env/bin/python3"),
    )
    .unwrap();
    request.explicit = Some(machine.path("env"));
    let error = refused(&request);
    assert_eq!(error.code(), "broken-environment");
    assert!(error.to_string().contains("gone/python3"), "{error}");
    let ran = machine.path("ran");
    machine.script("copied/bin/python3", &format!("touch '{}'", ran.display()));
    std::fs::write(
        machine.path("copied/pyvenv.cfg"),
        format!("home = {}\n", machine.path("gone").display()),
    )
    .unwrap();
    request.explicit = Some(machine.path("copied"));
    let error = refused(&request);
    assert_eq!(error.code(), "broken-environment");
    assert!(error.hint().contains("venv --clear"), "{}", error.hint());
    assert!(!ran.exists());
}
