//! The source of a report: its lines as they are in the file.

use super::world::World;

const GUIDE: &str = "---\ntitle: Guide\n---\n\n# Start\n\nSome **bold** words.\n\n## Deep\n\nfirst line of the text\nsecond \
    line of it\n\n## End\n\nlast\n";

fn world() -> World {
    let long = format!("第一章 总则\n{}\n第二章 附则\n施行。\n", "为了规范管理，保障安全，制定本办法。".repeat(6));
    let rtf = br"{\rtf1\ansi{\pard\outlinelevel0 One\par}{\pard text\par}}";
    World::open_bytes("reports", &[("a.md", GUIDE.as_bytes()), ("b.txt", long.as_bytes()), ("c.rtf", rtf)], 60, 14)
}

#[test]
fn it_opens_at_the_line_that_is_read_and_leads_back() {
    let mut world = world();
    world.keys("2 j j O");
    insta::assert_snapshot!(world.screen());
    world.keys("g");
    insta::assert_snapshot!(world.screen());
    world.keys("Esc");
    assert!(world.screen().contains("Deep") && !world.screen().contains("## Deep"), "{}", world.screen());
}

#[test]
fn long_lines_are_wrapped_behind_their_number() {
    let mut world = world();
    world.keys("j l O");
    insta::assert_snapshot!(world.screen());
    let first = |world: &World| world.screen().lines().nth(1).map(str::to_owned);
    let before = first(&world);
    world.keys("j");
    assert_eq!(first(&world), before, "all of it is seen");
    world.resize(40, 10).keys("j");
    insta::assert_snapshot!(world.screen());
}

#[test]
fn what_is_no_text_shows_the_text_that_was_extracted() {
    let mut world = world();
    world.keys("G O");
    insta::assert_snapshot!(world.screen());
}
