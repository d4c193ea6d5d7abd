//! The tree in other orders and groups, filtered, and the page of what is left out.

use std::path::Path;

use mulu::app::Effect;
use mulu::library::omissions::Rule;
use mulu::library::{Cause, Omission};

use super::world::World;

/// The later in the list, the newer the file.
const REPORTS: [(&str, &str); 6] = [
    ("工作总结/2023年工作总结.md", "# 2023年工作总结\n\n## 一、主要成效\n\n成效。\n\n## 二、存在的问题\n\n问题。\n"),
    (
        "工作总结/2024年工作总结.md",
        "# 2024年工作总结\n\n## 一、主要成效\n\n## 二、存在的问题\n\n### （一）人手不足\n\n人手。\n\n## 三、打算\n",
    ),
    ("计划/第十章.md", "# 第十章\n\n## 目标\n"),
    ("计划/第二章.md", "# 第二章\n\n## 目标\n\n很长的一段话，说明目标是什么，以及怎样达到目标，由谁负责，何时完成。\n"),
    ("Manual.md", "# Manual 2023\n\n## Known problems\n\nSome.\n"),
    ("notes.md", "text\n"),
];

fn world() -> World {
    World::open(&REPORTS, 100, 20)
}

/// What stands in the rows of the tree.
fn tree(world: &World) -> Vec<String> {
    world.state.tree.rows(world.library(), 0, 99).into_iter().map(|row| row.label).collect()
}

#[test]
fn the_tree_is_grouped_by_year() {
    insta::assert_snapshot!(world().keys("z g j").screen());
}

#[test]
fn the_tree_is_sorted_by_time_and_by_size_and_by_name_again() {
    let mut world = world();
    let by_name = world.screen();
    insta::assert_snapshot!(world.keys("z s").screen());
    insta::assert_snapshot!(world.keys("z s z g z g j").screen());
    assert_eq!(world.keys("z g z s g").screen().lines().next(), by_name.lines().next());
    assert_eq!(world.state.shelf.arrangement, Default::default());
}

#[test]
fn the_cursor_stays_on_its_report_and_the_order_through_snapshots() {
    let mut world = world();
    world.keys("G k z g");
    let report =
        |world: &World| world.library().report(world.state.tree.cursor(world.library()).unwrap().entry).unwrap().name();
    assert_eq!(report(&world), "Manual.md");
    let before = tree(&world);
    let again: Vec<(&str, &[u8])> = REPORTS.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    world.set_reports(&again, true);
    assert_eq!((report(&world), tree(&world)), ("Manual.md".to_owned(), before));
    assert!(world.effects.iter().any(|effect| matches!(effect, Effect::Arrange(_))));
}

#[test]
fn the_search_lists_equal_results_in_the_order_of_the_tree() {
    let mut world = world();
    let results = |world: &mut World| {
        world.keys("s 目标");
        let hits = world.state.finder.results.all().iter().map(|hit| world.library().report(hit.entry).unwrap().name());
        let names: Vec<String> = hits.collect();
        world.keys("Esc");
        names
    };
    assert_eq!(results(&mut world), ["第二章.md", "第十章.md"]);
    world.keys("z s z s z s z s");
    assert_eq!(results(&mut world), ["第二章.md", "第十章.md"]);
    world.keys("z s z s");
    assert_eq!(results(&mut world), ["第二章.md", "第十章.md"]);
}

#[test]
fn the_tree_is_filtered_to_reports_that_hold_a_heading() {
    let mut world = world();
    let before = tree(&world);
    let typing = world.keys("& 问题").screen();
    let filtered = world.keys("Enter k").screen();
    insta::assert_snapshot!(format!("{typing}\n{filtered}"));
    world.keys("Esc");
    assert_eq!(tree(&world), before);
    assert!(world.state.tree.filter.query().is_empty());
}

#[test]
fn a_filter_folds_follows_snapshots_and_gives_way() {
    let mut world = world();
    world.keys("& 人手 Enter");
    assert_eq!(world.state.tree.sifted(), Some(1));
    let unfolded = tree(&world);
    assert_eq!(unfolded.len(), 5, "{unfolded:?}");
    world.keys("h h");
    assert_eq!(tree(&world).len(), 4);
    world.keys("l");
    assert_eq!(tree(&world), unfolded);
    // A newer library is filtered in the same way.
    let mut reports: Vec<(&str, &[u8])> = REPORTS.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    reports.push(("新.md", "# 人手\n".as_bytes()));
    world.set_reports(&reports, true);
    assert_eq!(world.state.tree.sifted(), Some(2));
    // What nothing fits shows all, and says so.
    world.keys("& 没有这样 Enter");
    assert_eq!(world.state.tree.sifted(), None);
    assert!(world.screen().contains("no heading fits 没有这样: all reports are shown"), "{}", world.screen());
    // A search that leads elsewhere shows all.
    world.keys("& 人手 Enter s Known Enter");
    assert!(world.state.tree.sifted().is_none() && world.state.tree.filter.query().is_empty());
    // A prompt that is left shows all, and so does one in which nothing is left.
    world.keys("Tab & 人手 Esc");
    assert_eq!(world.state.tree.sifted(), None);
    world.keys("& 人 Backspace Backspace");
    assert!(world.state.tree.sifted().is_none() && world.state.tree.filter.prompt.is_none());
}

fn omission(path: &str, folder: bool, cause: Cause, rule: Option<(&str, Option<&str>)>) -> Omission {
    let rule = rule.map(|(glob, file)| Rule { glob: glob.into(), file: file.map(|file| Path::new(file).into()) });
    Omission { path: Path::new(path).into(), folder, cause, rule }
}

#[test]
fn what_is_left_out_is_counted_and_listed() {
    let mut world = World::open(&REPORTS, 80, 20);
    assert!(!world.screen().contains("left out"));
    world.leave_out([
        omission("./.git", true, Cause::Hidden, None),
        omission("./图片/封面.png", false, Cause::NoFormat, None),
        omission("./draft.md", false, Cause::Ignored, Some(("/draft*", Some("./.gitignore")))),
        omission("./旧", true, Cause::Excluded, Some(("旧/", None))),
        omission("./全部.zip", false, Cause::Archive, None),
        omission("./large.txt", false, Cause::TooLarge(20_000_000), None),
        omission(&format!("./{}.png", "很长的名字".repeat(20)), false, Cause::NoFormat, None),
    ]);
    assert!(world.screen().contains("7 left out"), "{}", world.screen());
    insta::assert_snapshot!(world.keys("z i").screen());
    world.keys("q");
    assert!(world.state.front.sheet.is_none());
}
