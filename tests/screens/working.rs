//! Working with sections: positions, selections, exports, commands.

use mulu::app::input::key::{Mouse, MouseAction};
use mulu::app::trail::positions::Position;
use mulu::app::{Effect, Event, event::Exported, event::Sent};
use mulu::text::Part;

use super::world::World;

const REPORT: &str = "# 2024年工作总结\n\n## 一、总体情况\n\n平稳有序。稳中向好！再接再厉；不松劲。\n\n## 二、存在问题\n\n- 人手不足\n- **经费**紧张\n\n### （一）原因\n\n一是任务多。二是时间紧。\n";

fn world() -> World {
    World::open(&[("a.md", REPORT), ("b.md", "# Handbook\n\n## Usage\n\nRun it. Then stop.\n")], 80, 16)
}

fn copied(world: &World) -> Vec<&str> {
    world
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None })
        .collect()
}

fn kept(world: &World) -> Vec<(&str, &str)> {
    let position = |effect| match effect {
        &Effect::KeepPosition(Position { ref report, ref title, .. }) => Some((report.as_str(), title.as_str())),
        _ => None,
    };
    world.effects.iter().filter_map(position).collect()
}

#[test]
fn reading_goes_on_where_a_report_was_left() {
    let mut world = world();
    // Neither looking at reports in the tree nor at results of a search reads them.
    world.keys("j k Enter } } }");
    assert_eq!(kept(&world), []);
    world.keys("s usage Esc");
    assert_eq!(kept(&world), []);
    world.keys("s usage Enter");
    assert_eq!(kept(&world), [("a.md", "二、存在问题")]);
    world.keys("Tab G");
    assert_eq!(kept(&world)[1..], [("b.md", "Usage")]);
    let went_on = world.keys("g Enter").screen();
    let heading = world.keys("Tab p p l l Enter").screen();
    world.keys("q");
    assert_eq!(kept(&world)[2..].last(), Some(&("a.md", "一、总体情况")));
    insta::assert_snapshot!([went_on, heading].join("\n"));
}

#[test]
fn what_was_read_last_is_offered_at_the_start() {
    let mut world = world();
    let position =
        |report: &str, title: &str| Position { report: report.into(), title: title.into(), inside: 0, offset: 9 };
    world.take(Event::Positions(vec![position("a.md", "二、存在问题"), position("gone.md", "x")]));
    let offered = world.screen();
    let accepted = world.keys("C").screen();
    let none = world.keys("C").screen();
    insta::assert_snapshot!([offered, accepted, none].join("\n"));
}

#[test]
fn sentences_and_lines_are_selected_and_copied() {
    let mut world = world();
    let sentence = world.keys("Enter } } v j").screen();
    let more = world.keys("2 j").screen();
    let swapped = world.keys("o j").screen();
    let lines = world.keys("V j").screen();
    world.keys("y v k y V } y v G y");
    let texts = copied(&world).join("\n----\n");
    insta::assert_snapshot!([sentence, more, swapped, lines, texts].join("\n"));
}

#[test]
fn a_section_and_a_selection_become_markdown_with_their_source() {
    let mut world = world();
    world.keys("Enter } } M } v 2 j M Tab G M");
    insta::assert_snapshot!(copied(&world).join("\n====\n"));
}

#[test]
fn the_mouse_selects_characters() {
    let mut world = world();
    world.keys("Enter");
    let mouse = |action, column, row| Mouse { action, column, row };
    world.mouse(mouse(MouseAction::Press, 38, 5)).mouse(mouse(MouseAction::Drag, 45, 5));
    world.mouse(mouse(MouseAction::Release, 45, 5));
    let forward = world.screen();
    world.mouse(mouse(MouseAction::Press, 45, 5)).mouse(mouse(MouseAction::Drag, 38, 3));
    let backward = world.keys("y").screen();
    insta::assert_snapshot!([&forward, &backward, copied(&world)[0]].map(str::to_owned).join("\n"));
}

#[test]
fn keys_that_work_with_a_section_work_with_what_is_selected() {
    let mut world = world();
    // The address is that of the section in which the selection begins.
    world.keys("Enter } } v k Y");
    assert_eq!(copied(&world), ["a.md#1"]);
    let asked = world.keys("} } v j E").screen();
    world.keys("^U /tmp/x.txt Enter");
    let Some(Effect::Export(export)) = world.effects.last() else { panic!("{:?}", world.effects) };
    let text = &export.subject.document.as_ref().unwrap().text;
    assert_eq!(text.span(export.subject.part.unwrap()), "二、存在问题\n\n• 人手不足");
    assert!(world.state.page.selection.is_none());
    // Without one it is the whole section.
    world.keys("E Enter");
    let Some(Effect::Export(export)) = world.effects.last() else { panic!("{:?}", world.effects) };
    assert_eq!(export.subject.part, None);
    // It grows as far as what is looked for, and help leaves it alone.
    let grown = world.keys("g } v / 紧张 Enter").screen();
    world.keys("? Esc y");
    assert_eq!(
        copied(&world)[1],
        "一、总体情况\n\n平稳有序。稳中向好！再接再厉；不松劲。\n\n二、存在问题\n\n• 人手不足\n• 经费紧张"
    );
    insta::assert_snapshot!([asked, grown].join("\n"));
}

#[test]
fn nothing_that_is_looked_for_leads_out_of_the_report_while_something_is_selected() {
    let reports = [("a.md", "# 一\n\n打算。\n"), ("b.md", "# 打算\n\n另一份打算。\n"), ("c.md", "# 打算\n")];
    let check = |search: &str, selects: &str| {
        let mut world = World::open(&reports, 80, 16);
        let before = world.keys(search).keys(selects).state.page.entry();
        world.keys("n n N");
        assert_eq!(world.state.page.entry(), before, "{search} {selects}");
        assert!(world.state.page.selection.is_some(), "{search} {selects}");
        world.keys("Esc n");
        assert_ne!(world.state.page.entry(), before, "{search} {selects}: the way goes on without a selection");
    };
    check("s 打算 Enter", "v");
    check("S 打算 Enter", "V");
}

#[test]
fn what_no_clipboard_takes_is_not_copied() {
    let text = format!("# A\n\n{}\n\n# B\n\nshort\n", "平稳有序。".repeat(200_000));
    let mut world = World::open(&[("a.md", &text)], 80, 16);
    for key in ["y", "M"] {
        let screen = world.keys("Enter g").keys(key).screen();
        assert!(screen.contains("3.0 MB is too much to copy: E writes it to a file"), "{screen}");
    }
    assert_eq!(copied(&world), [""; 0]);
    world.keys("} } y");
    assert_eq!(copied(&world), ["B\n\nshort"]);
}

#[test]
fn esc_lets_go_of_what_is_selected() {
    let mut world = world();
    let before = world.keys("Enter } }").screen();
    assert_ne!(world.keys("v j j").screen(), before);
    assert_eq!(world.keys("Esc").screen(), before);
}

#[test]
fn a_file_is_asked_for_and_an_existing_one_is_replaced_only_after_a_yes() {
    let mut world = world();
    let offered = world.keys("Enter } E").screen();
    world.keys("^U /tmp/总结.md Enter");
    let exports = |world: &World| -> Vec<(String, bool)> {
        let export = |effect: &Effect| match effect {
            Effect::Export(export) => Some((export.file.clone(), export.replace)),
            _ => None,
        };
        world.effects.iter().filter_map(export).collect()
    };
    assert_eq!(exports(&world), [("/tmp/总结.md".to_owned(), false)]);
    let Some(Effect::Export(export)) = world.effects.last().cloned() else { panic!() };
    world.take(Event::Exported(export.clone(), Exported::Exists));
    let asked = world.screen();
    world.keys("n");
    assert_eq!(exports(&world).len(), 1);
    world.take(Event::Exported(export.clone(), Exported::Exists));
    world.keys("y");
    assert_eq!(exports(&world)[1..], [("/tmp/总结.md".to_owned(), true)]);
    let said = [
        Exported::Written(12),
        Exported::NoFormat,
        Exported::AmongReports,
        Exported::Refused("permission denied".to_owned()),
    ];
    let said = said.map(|exported| {
        world.take(Event::Exported(export.clone(), exported));
        world.screen().lines().nth(15).unwrap().to_owned()
    });
    let again = world.keys("} E").screen();
    insta::assert_snapshot!([offered, asked, said.join("\n"), again].join("\n"));
}

#[test]
fn a_command_gets_the_section_and_the_last_one_is_recalled() {
    let mut world = world();
    world.keys("Enter } } | wc ^A sort Enter");
    let sent = |world: &World| match world.effects.last() {
        Some(Effect::Send { text, command }) => (text.clone(), command.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(sent(&world).1, "sortwc");
    assert!(sent(&world).0.starts_with("一、总体情况\n\n平稳"), "{}", sent(&world).0);
    world.take(Event::Sent("sortwc".to_owned(), Sent::Code(127)));
    assert!(world.screen().contains("sortwc: exit code 127"));
    world.keys("v j o j | ↑");
    let recalled = world.screen();
    world.keys("Enter");
    assert_eq!(sent(&world), ("平稳有序。".to_owned(), "sortwc".to_owned()));
    let count = world.effects.len();
    world.keys("| Enter | Esc | Backspace j");
    assert!(world.effects.get(count..).unwrap_or_default().is_empty(), "{:?}", world.effects.last());
    insta::assert_snapshot!(recalled);
}
