use super::*;
use crate::testing::manifest;
use proptest::prelude::*;

const FILE: &str = "/routines/a.py";

fn stored(folder: &Path) -> (Cache, Manifest) {
    let cache = Cache::new(folder);
    let json = manifest(Path::new(FILE), "text", "a").to_string();
    let manifest = Manifest::from_json(Path::new(FILE), &json).unwrap();
    cache.save(&manifest).unwrap();
    (cache, manifest)
}

#[test]
fn an_entry_answers_for_its_path_and_content_only() {
    let folder = tempfile::tempdir().unwrap();
    let (cache, manifest) = stored(folder.path());
    assert_eq!(cache.load(FILE, &manifest.hash), Some(manifest.clone()));
    assert_eq!(cache.load("/routines/b.py", &manifest.hash), None);
    assert_eq!(cache.load(FILE, &hash_bytes(b"other")), None);
    // An entry that was copied to another name.
    let other = cache.place("/routines/b.py", &manifest.hash);
    fs::copy(cache.place(FILE, &manifest.hash), other).unwrap();
    assert_eq!(cache.load("/routines/b.py", &manifest.hash), None);
}

#[test]
fn a_new_content_replaces_the_old_one_of_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let (cache, old) = stored(folder.path());
    let mut beside = old.clone();
    beside.file = "/routines/b.py".to_owned();
    cache.save(&beside).unwrap();
    let mut new = old.clone();
    new.hash = hash_bytes(b"new");
    cache.save(&new).unwrap();
    assert_eq!(cache.load(FILE, &old.hash), None);
    assert_eq!(cache.load(FILE, &new.hash), Some(new));
    assert_eq!(cache.load(&beside.file, &beside.hash), Some(beside.clone()));
    assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), 2);
}

#[test]
fn the_folder_names_schema_format_and_version() {
    let cache = Cache::new(Path::new("cache"));
    assert!(
        cache
            .folder
            .ends_with(format!("manifests-1.3-{}", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn an_index_is_kept_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::new(&folder.path().join("cache"));
    cache.save_index(&mut cache.load_index()).unwrap();
    assert!(
        !cache.folder.exists(),
        "an index without news is not written"
    );
    let file = folder.path().join("a.py");
    fs::write(&file, "text").unwrap();
    let later = SystemTime::now() + std::time::Duration::from_secs(100);
    let mut index = Index::from_json("", later);
    index.hash(file.to_str().unwrap()).unwrap();
    cache.save_index(&mut index).unwrap();
    let written = fs::read_to_string(cache.folder.join(INDEX)).unwrap();
    assert!(written.contains("a.py") && written.contains(&hash_bytes(b"text")));
    fs::write(cache.folder.join(INDEX), "damaged").unwrap();
    assert_eq!(cache.load_index().take_json(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_entry_counts_as_missing(at in any::<prop::sample::Index>(), flip in 1_u8..=255, cut in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let (cache, manifest) = stored(folder.path());
        let place = cache.place(FILE, &manifest.hash);
        let mut bytes = fs::read(&place).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= flip }
        fs::write(&place, bytes).unwrap();
        prop_assert_eq!(cache.load(FILE, &manifest.hash), None);
        cache.save(&manifest).unwrap();
        prop_assert_eq!(cache.load(FILE, &manifest.hash), Some(manifest));
    }
}
