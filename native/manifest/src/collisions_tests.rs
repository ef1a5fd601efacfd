use super::*;
use crate::testing::manifest;
use std::path::Path;

fn file(path: &str, name: &str, label: &str) -> Manifest {
    let path = Path::new(path);
    let mut manifest = Manifest::from_json(path, &manifest(path, "", name).to_string()).unwrap();
    manifest.routines[0].label = label.to_owned();
    manifest
}

#[test]
fn the_first_file_keeps_label_and_name() {
    let files = [
        file("/one/a.py", "blur", "Blur..."),
        file("/two/b.py", "smooth", "BLUR..."),
        file("/two/c.py", "Blur", "Other"),
        file("/two/d.py", "sharpen", "Sharpen"),
    ];
    let found = collisions(&files);
    let codes: Vec<&str> = found.iter().map(Collision::code).collect();
    assert_eq!(codes, ["routine-label-taken", "routine-name-taken"]);
    let text = found[0].to_string();
    assert!(
        ["/two/b.py", "/one/a.py", "smooth", "blur", "BLUR..."]
            .iter()
            .all(|word| text.contains(word)),
        "{text}"
    );
    assert!(found[1].to_string().contains("/two/c.py") && found[1].hint().contains("rename"));
}

#[test]
fn a_routine_that_is_left_out_takes_nothing_itself() {
    let files = [
        file("/a.py", "blur", "Blur"),
        file("/b.py", "smooth", "Blur"),
        file("/c.py", "smooth", "Smooth"),
    ];
    let found = collisions(&files);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].refused.file, "/b.py");
}

#[test]
fn label_and_name_are_reported_once_together() {
    let files = [file("/a.py", "blur", "Blur"), file("/b.py", "blur", "Blur")];
    assert_eq!(collisions(&files).len(), 1);
    assert!(collisions(&files[..1]).is_empty());
}
