//! Compares the layouts with those that a C compiler derives from CPython's own headers.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::mem::{offset_of, size_of};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::layout::{Config310, Config311, Config312, Config313, Layout, PreConfig};

#[path = "../../../discover/tests/common/mod.rs"]
mod common;

/// Offsets and size that the compiler sees, by "structure.field".
fn compiled(include: &Path, offsets: &[(&'static str, usize)]) -> Option<HashMap<String, usize>> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("offsets.c");
    let program = folder.path().join("offsets");
    let mut text = String::from(
        "#include <Python.h>\n#include <stddef.h>\n#include <stdio.h>\nint main(void) {\n",
    );
    for (name, _) in offsets {
        writeln!(
            text,
            "printf(\"{name} %zu\\n\", offsetof(PyConfig, {name}));"
        )
        .unwrap();
    }
    for (name, _) in pre_offsets() {
        writeln!(
            text,
            "printf(\"pre.{name} %zu\\n\", offsetof(PyPreConfig, {name}));"
        )
        .unwrap();
    }
    text.push_str("printf(\"size %zu\\npre.size %zu\\n\", sizeof(PyConfig), sizeof(PyPreConfig));\nreturn 0;\n}\n");
    std::fs::write(&source, text).unwrap();
    let made = Command::new("cc")
        .arg("-I")
        .arg(include)
        .arg(&source)
        .arg("-o")
        .arg(&program)
        .output()
        .ok()?;
    assert!(
        made.status.success(),
        "cc: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    let output = Command::new(&program).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Some(
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
            .collect(),
    )
}

fn pre_offsets() -> Vec<(&'static str, usize)> {
    vec![
        ("_config_init", offset_of!(PreConfig, _config_init)),
        ("parse_argv", offset_of!(PreConfig, parse_argv)),
        ("isolated", offset_of!(PreConfig, isolated)),
        ("use_environment", offset_of!(PreConfig, use_environment)),
        ("configure_locale", offset_of!(PreConfig, configure_locale)),
        ("coerce_c_locale", offset_of!(PreConfig, coerce_c_locale)),
        (
            "coerce_c_locale_warn",
            offset_of!(PreConfig, coerce_c_locale_warn),
        ),
        ("utf8_mode", offset_of!(PreConfig, utf8_mode)),
        ("dev_mode", offset_of!(PreConfig, dev_mode)),
        ("allocator", offset_of!(PreConfig, allocator)),
    ]
}

/// Folder of a version's headers, if it is installed.
fn headers(minor: u8) -> Option<PathBuf> {
    common::at_hand()
        .into_iter()
        .filter(|one| (one.version.0, one.version.1) == (3, minor))
        .filter_map(|one| {
            common::say(
                &one.program,
                "import sysconfig; print(sysconfig.get_path('include'))",
            )
        })
        .map(PathBuf::from)
        .find(|folder| folder.join("cpython").join("initconfig.h").is_file())
}

fn compare<C: Layout>(minor: u8) {
    let Some(include) = headers(minor) else {
        return common::skipped(&format!("no headers of Python 3.{minor}"));
    };
    let ours = C::offsets();
    let Some(theirs) = compiled(&include, &ours) else {
        return common::skipped("no C compiler");
    };
    let pre = pre_offsets();
    for (name, offset) in &ours {
        assert_eq!(theirs[*name], *offset, "PyConfig.{name} of 3.{minor}");
    }
    for (name, offset) in &pre {
        assert_eq!(
            theirs[&format!("pre.{name}")],
            *offset,
            "PyPreConfig.{name} of 3.{minor}"
        );
    }
    assert_eq!(
        theirs["size"],
        size_of::<C>(),
        "size of PyConfig of 3.{minor}"
    );
    assert_eq!(
        theirs["pre.size"],
        size_of::<PreConfig>(),
        "size of PyPreConfig of 3.{minor}"
    );
    assert_eq!(theirs.len(), ours.len() + pre.len() + 2);
}

#[test]
fn layout_of_310_is_that_of_its_headers() {
    compare::<Config310>(10);
}

#[test]
fn layout_of_311_is_that_of_its_headers() {
    compare::<Config311>(11);
}

#[test]
fn layout_of_312_is_that_of_its_headers() {
    compare::<Config312>(12);
}

#[test]
fn layout_of_313_is_that_of_its_headers() {
    compare::<Config313>(13);
}
