//! Walks over folders made for a test.

use std::cell::RefCell;

use super::*;

fn names(folder: &Path, options: WalkOptions) -> Vec<String> {
    names_in(folder, folder, options)
}

fn names_in(folder: &Path, part: &Path, options: WalkOptions) -> Vec<String> {
    let root = Root::open(folder).unwrap();
    let parts = vec![Part { root: 0, path: part.to_owned() }];
    let mut names: Vec<String> = walk(&[root], parts, &options, |_| ())
        .filter_map(Walked::candidate)
        .map(|candidate| candidate.path.strip_prefix(folder).unwrap().display().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn reports_are_found_by_name_and_hidden_ones_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("甲/.git")).unwrap();
    for name in ["a.TXT", "甲/b.md", "甲/c.exe", ".d.txt", "甲/.git/e.txt"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    assert_eq!(names(folder.path(), WalkOptions::default()), ["a.TXT", "甲/b.md"]);
    let all = names(folder.path(), WalkOptions { hidden: true, ..WalkOptions::default() });
    assert_eq!(all, [".d.txt", "a.TXT", "甲/.git/e.txt", "甲/b.md"]);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_followed_on_demand_and_loops_end() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("far.txt"), "x").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("far.txt"), folder.path().join("near.txt")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("/nowhere", folder.path().join("picture.png")).unwrap();
    assert_eq!(names(folder.path(), WalkOptions::default()), ["near.txt"]);
    let followed = names(folder.path(), WalkOptions { follow: true, ..WalkOptions::default() });
    assert_eq!(followed, ["link/far.txt", "near.txt"]);
}

#[test]
fn folders_come_first_and_each_is_told_of_before_its_files() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("b/c")).unwrap();
    std::fs::create_dir_all(folder.path().join(".d")).unwrap();
    for name in ["a.md", "b/2.md", "b/1.md", "b/c/x.md", "z.md"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    let roots = [Root::open(folder.path()).unwrap()];
    let short = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
    let told = RefCell::new(Vec::new());
    let enter = |path: &Path| told.borrow_mut().push(format!("{}/", short(path)));
    let options = WalkOptions::default();
    for candidate in walk(&roots, Part::all(&roots), &options, enter).filter_map(Walked::candidate) {
        assert_eq!(candidate.stamp.map(|stamp| stamp.size), Some(1));
        told.borrow_mut().push(short(&candidate.path));
    }
    assert_eq!(told.into_inner(), ["/", "b/", "b/c/", "b/c/x.md", "b/1.md", "b/2.md", "a.md", "z.md"]);
}

#[test]
fn a_part_is_walked_as_the_whole_would_be() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("a/.b")).unwrap();
    for name in ["a/1.md", "a/.b/2.md", "a/.3.md", "a/4.exe", "5.md"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    let check = |part: &str, hidden: bool, expected: &[&str]| {
        let options = WalkOptions { hidden, ..WalkOptions::default() };
        assert_eq!(names_in(folder.path(), &folder.path().join(part), options), expected, "{part}");
    };
    check("a", false, &["a/1.md"]);
    check("a/1.md", false, &["a/1.md"]);
    check("a/4.exe", false, &[]);
    check("a/.3.md", false, &[]);
    check("a/.b", false, &[]);
    check("a/.b/2.md", false, &[]);
    check("a/.b/2.md", true, &["a/.b/2.md"]);
    check("gone.md", false, &[]);
    check("..", false, &[]);
}

#[test]
fn what_is_left_out_is_told_with_the_cause() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["a.md", ".b.md", "c.png", "d.zip", "e.txt", "草稿/f.md", "large.md", "r.md", "x/.hidden/y.md"];
    for name in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, if name == "large.md" { "12345" } else { "1234" }).unwrap();
    }
    std::fs::write(folder.path().join(".gitignore"), "r.*\n").unwrap();
    let globs = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect::<Vec<_>>();
    let mut selection = Selection::new(&globs(&["*.md"]), &globs(&["草稿/"])).unwrap();
    (selection.largest, selection.ignore) = (Some(4), true);
    let options = WalkOptions { selection, ..WalkOptions::default() };
    let roots = [Root::open(folder.path()).unwrap()];
    let short = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
    let line = |walked: Walked| match walked {
        Walked::Candidate(candidate) => short(&candidate.path),
        Walked::Omitted(omission) => format!("{} {:?}", short(&omission.path), omission.cause),
    };
    let mut told: Vec<String> = walk(&roots, Part::all(&roots), &options, |_| ()).map(line).collect();
    told.sort();
    let expected = [
        ".b.md Hidden",
        ".gitignore Hidden",
        "a.md",
        "c.png NoFormat",
        "d.zip Archive",
        "e.txt NotChosen",
        "large.md TooLarge(4)",
        "r.md Ignored",
        "x/.hidden Hidden",
        "草稿 Excluded",
    ];
    assert_eq!(told, expected);
    // A part of it is walked as the whole is.
    for part in ["草稿/f.md", "r.md", "x/.hidden/y.md"] {
        let parts = vec![Part { root: 0, path: folder.path().join(part) }];
        assert!(walk(&roots, parts, &options, |_| ()).filter_map(Walked::candidate).next().is_none(), "{part}");
    }
}

#[test]
fn a_root_inside_of_another_is_walked_once_and_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
    for name in ["a/1.md", "a/b/2.md", "3.md", "4.md"] {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    let check = |named: &[&str], expected: &[&str]| {
        let roots: Vec<Root> = named.iter().map(|name| Root::open(&folder.path().join(name)).unwrap()).collect();
        let roots = distinct(roots);
        let options = WalkOptions::default();
        let found = walk(&roots, Part::all(&roots), &options, |_| ()).filter_map(Walked::candidate);
        let shown = |candidate: Candidate| {
            let path = candidate.path.canonicalize().unwrap();
            let top = folder.path().canonicalize().unwrap();
            format!("{} {}", candidate.root, path.strip_prefix(top).unwrap().display())
        };
        let mut found: Vec<String> = found.map(shown).collect();
        found.sort();
        assert_eq!(found, expected, "{named:?}");
    };
    check(&["a", "a"], &["0 a/1.md", "0 a/b/2.md"]);
    check(&["a", "a/b/..", "./a"], &["0 a/1.md", "0 a/b/2.md"]);
    check(&["a", "a/b"], &["0 a/1.md", "1 a/b/2.md"]);
    check(&["a/b", "a"], &["0 a/b/2.md", "1 a/1.md"]);
    check(&["", "3.md", "3.md"], &["0 4.md", "0 a/1.md", "0 a/b/2.md", "1 3.md"]);
    check(&["a/b", "", "a"], &["0 a/b/2.md", "1 3.md", "1 4.md", "2 a/1.md"]);
}

#[test]
fn a_root_that_is_missing_says_what_to_do() {
    let message = Root::open(Path::new("/no/such/folder")).unwrap_err().to_string();
    assert!(message.starts_with("/no/such/folder: there is no such file or folder."), "{message}");
}
