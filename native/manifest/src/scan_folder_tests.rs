//! Which files of which folders are looked at.

use super::*;

fn names(entries: &[Entry], root: &Path) -> Vec<String> {
    let name = |entry: &Entry| {
        entry
            .file
            .strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/")
    };
    entries.iter().map(name).collect()
}

#[test]
fn files_come_in_the_order_of_folders_and_names_without_helpers() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    for file in [
        "b/z.py",
        "b/a.py",
        "b/_helper.py",
        "b/.hidden.py",
        "b/notes.txt",
        "b/__pycache__/a.py",
        "b/.venv/x.py",
        "b/sub/c.PY",
        "b/sub/1/2/deep.py",
        "b/sub/1/2/3/too_deep.py",
        "a/größe 測.py",
        "b/folder.py/in.py",
    ] {
        write(root.join(file), TEXT);
    }
    let entries = scan(
        &[root.join("b"), root.join("a"), root.join("b")],
        &root.join("cache"),
    );
    let expected = [
        "b/a.py",
        "b/z.py",
        "b/folder.py/in.py",
        "b/sub/c.PY",
        "b/sub/1/2/deep.py",
        "a/größe 測.py",
    ];
    assert_eq!(names(&entries, root), expected);
    assert!(
        entries
            .iter()
            .all(|entry| code(entry) == "missing" && entry.hash.as_ref().unwrap().len() == 64)
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_loops_end() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root.join("routines/a.py"), TEXT);
    write(root.join("elsewhere/b.py"), TEXT);
    symlink(root.join("routines"), root.join("routines/loop")).unwrap();
    symlink(root.join("elsewhere"), root.join("routines/linked")).unwrap();
    symlink(root.join("elsewhere/b.py"), root.join("routines/c.py")).unwrap();
    symlink(root.join("gone.py"), root.join("routines/broken.py")).unwrap();
    symlink(root.join("routines/self.py"), root.join("routines/self.py")).unwrap();
    let entries = scan(
        &[root.join("routines"), root.join("elsewhere")],
        &root.join("cache"),
    );
    let expected = [
        "routines/a.py",
        "routines/broken.py",
        "routines/c.py",
        "routines/self.py",
        "routines/linked/b.py",
    ];
    assert_eq!(names(&entries, root), expected);
    let codes: Vec<&str> = entries.iter().map(code).collect();
    assert_eq!(
        codes,
        [
            "missing",
            "manifest-io",
            "missing",
            "manifest-io",
            "missing"
        ]
    );
}

#[test]
fn a_folder_with_far_too_many_files_ends_with_an_error() {
    let root = tempfile::tempdir().unwrap();
    for number in 0..5002 {
        fs::write(root.path().join(format!("r{number:05}.py")), "").unwrap();
    }
    let entries = scan(&[root.path().to_owned()], &root.path().join("cache"));
    assert_eq!(entries.len(), 5001);
    assert_eq!(code(&entries[5000]), "routine-folder-too-large");
}
