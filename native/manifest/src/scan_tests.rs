use super::*;
use crate::MAX_FILE_BYTES;
use crate::testing::{manifest, write};
use std::fs;

const TEXT: &str = "from drua import routine\n";

fn code(entry: &Entry) -> &'static str {
    match &entry.outcome {
        Outcome::Cached(_) => "cached",
        Outcome::Missing => "missing",
        Outcome::Unreadable(error) => error.code(),
    }
}

#[test]
fn a_stored_manifest_is_found_until_its_file_changes() {
    let root = tempfile::tempdir().unwrap();
    let (folder, cache) = (root.path().join("routines"), root.path().join("cache"));
    let file = write(folder.join("größe 測.py"), TEXT);
    let json = manifest(&file, TEXT, "measure");
    let stored = store(&file, &json.to_string(), &cache).unwrap();
    let entries = scan(std::slice::from_ref(&folder), &cache);
    assert!(matches!(&entries[0].outcome, Outcome::Cached(manifest) if **manifest == stored));
    assert_eq!(stored.file, file.to_str().unwrap());

    write(file.clone(), "changed");
    assert_eq!(
        code(&scan(std::slice::from_ref(&folder), &cache)[0]),
        "missing"
    );
    let error = store(&file, &json.to_string(), &cache).unwrap_err();
    assert_eq!(error.code(), "manifest-changed");

    let changed = manifest(&file, "changed", "measure");
    store(&file, &changed.to_string(), &cache).unwrap();
    assert_eq!(code(&scan(&[folder], &cache)[0]), "cached");
}

#[test]
fn the_path_of_the_scan_replaces_that_of_python() {
    let root = tempfile::tempdir().unwrap();
    let file = write(root.path().join("a.py"), TEXT);
    let other = root.path().join("link").join("a.py");
    let stored = store(
        &file,
        &manifest(&other, TEXT, "a").to_string(),
        &root.path().join("cache"),
    )
    .unwrap();
    assert_eq!(stored.file, file.to_str().unwrap());
}

#[test]
fn an_invalid_manifest_is_not_kept() {
    let root = tempfile::tempdir().unwrap();
    let (file, cache) = (
        write(root.path().join("a.py"), TEXT),
        root.path().join("cache"),
    );
    let mut json = manifest(&file, TEXT, "a");
    json["routines"][0]["axes"] = "Q".into();
    assert_eq!(
        store(&file, &json.to_string(), &cache).unwrap_err().code(),
        "manifest-invalid"
    );
    assert_eq!(
        store(&file, "{", &cache).unwrap_err().code(),
        "manifest-malformed"
    );
    assert_eq!(code(&scan(&[root.path().to_owned()], &cache)[0]), "missing");
}

#[test]
fn an_error_is_kept_only_if_the_file_alone_is_to_blame() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("routines");
    let (file, cache) = (write(folder.join("a.py"), TEXT), root.path().join("cache"));
    let mut json = manifest(&file, TEXT, "a");
    for (kind, expected) in [
        ("SyntaxError", "cached"),
        ("ModuleNotFoundError", "missing"),
        ("SignatureError", "cached"),
        ("OSError", "missing"),
    ] {
        json["error"] = serde_json::json!({"type": kind, "message": "it failed"});
        let stored = store(&file, &json.to_string(), &cache).unwrap();
        assert_eq!(stored.error.unwrap().kind, kind);
        assert_eq!(
            code(&scan(std::slice::from_ref(&folder), &cache)[0]),
            expected,
            "{kind}"
        );
    }
}

#[test]
fn missing_folders_and_large_files_are_reported_and_the_others_work() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("routines");
    write(folder.join("good.py"), TEXT);
    fs::File::create(folder.join("large.py"))
        .unwrap()
        .set_len(MAX_FILE_BYTES + 1)
        .unwrap();
    let none = root.path().join("none");
    let entries = scan(
        &[none.clone(), folder.join("good.py"), folder],
        &root.path().join("cache"),
    );
    let codes: Vec<&str> = entries.iter().map(code).collect();
    assert_eq!(
        codes,
        [
            "routine-folder-missing",
            "manifest-io",
            "missing",
            "routine-file-too-large"
        ]
    );
    assert_eq!(entries[0].file, none);
    let Outcome::Unreadable(error) = &entries[0].outcome else {
        panic!()
    };
    assert!(error.hint().contains("create the folder"));
    let error = store(
        &entries[3].file,
        &manifest(&entries[3].file, "", "a").to_string(),
        root.path(),
    )
    .unwrap_err();
    assert_eq!(error.code(), "routine-file-too-large");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join(std::ffi::OsStr::from_bytes(b"a\xff.py"));
    fs::write(&file, TEXT).unwrap();
    let entries = scan(&[root.path().to_owned()], &root.path().join("cache"));
    assert_eq!(code(&entries[0]), "routine-file-name");
    let text = manifest(Path::new("/a.py"), TEXT, "a").to_string();
    assert_eq!(
        store(&file, &text, root.path()).unwrap_err().code(),
        "routine-file-name"
    );
}

#[test]
fn a_cache_that_cannot_be_written_is_as_good_as_empty_and_takes_no_routine_away() {
    let root = tempfile::tempdir().unwrap();
    let file = write(root.path().join("routines/a.py"), TEXT);
    let cache = write(
        root.path().join("cache"),
        "a file where the cache folder should be",
    );
    assert_eq!(
        code(&scan(&[root.path().join("routines")], &cache)[0]),
        "missing"
    );
    let stored = store(&file, &manifest(&file, TEXT, "a").to_string(), &cache).unwrap();
    assert_eq!(stored.routines[0].name, "a");
    assert_eq!(
        code(&scan(&[root.path().join("routines")], &cache)[0]),
        "missing"
    );
}

#[test]
fn many_writers_at_once_leave_a_whole_cache() {
    let root = tempfile::tempdir().unwrap();
    let (folder, cache) = (root.path().join("routines"), root.path().join("cache"));
    let files: Vec<PathBuf> = (0..8)
        .map(|number| write(folder.join(format!("r{number}.py")), TEXT))
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for file in files.iter().cycle().take(80) {
                    store(file, &manifest(file, TEXT, "a").to_string(), &cache).unwrap();
                    for entry in scan(std::slice::from_ref(&folder), &cache) {
                        if let Outcome::Cached(found) = &entry.outcome {
                            assert_eq!(found.file, entry.file.to_str().unwrap());
                        }
                    }
                }
            });
        }
    });
    assert!(
        scan(&[folder], &cache)
            .iter()
            .all(|entry| code(entry) == "cached")
    );
    let left = fs::read_dir(
        fs::read_dir(&cache)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path(),
    )
    .unwrap();
    let partial = left.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with(".new-")
    });
    assert_eq!(partial.count(), 0);
}

#[path = "scan_folder_tests.rs"]
mod folders;
