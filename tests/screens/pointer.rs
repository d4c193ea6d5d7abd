//! The mouse: the ruler, and two pages.

use mulu::app::input::key::{Mouse, MouseAction};
use mulu::app::panes::Focus;
use mulu::text::Part;

use super::world::World;

/// A report of many sections, each as long as a screen.
fn sections(name: &str) -> String {
    let body = |number: usize| -> String { (1..=20).map(|line| format!("{name}{number}.{line}\n\n")).collect() };
    (1..=10).map(|number| format!("# {name} section {number}\n\n{}", body(number))).collect()
}

fn does(world: &mut World, action: MouseAction, column: u16, row: u16) {
    world.mouse(Mouse { action, column, row });
}

/// What stands in the first row of the page that has the keys.
fn first(world: &World) -> String {
    let (document, view) = (world.state.page.document().unwrap(), world.state.page.view());
    let line = view.iter().find(|line| !line.span.is_empty()).unwrap();
    document.text.span(line.span).to_owned()
}

#[test]
fn a_press_on_the_ruler_goes_there_and_dragging_scrolls() {
    let mut world = World::open(&[("a.md", &sections("a"))], 100, 24);
    world.keys("Enter");
    let bar = world.state.areas().scroll_bar;
    let marked = |world: &World, row: u16| world.buffer().0.cell((bar.column, row)).unwrap().symbol().to_owned();
    // Of the part that is seen nothing is gone to.
    does(&mut world, MouseAction::Press, bar.column, bar.row);
    assert_eq!(first(&world), "a section 1");
    does(&mut world, MouseAction::Release, bar.column, bar.row);
    // A row with a mark leads to its heading.
    let row = (bar.row + 8..bar.row + bar.height).find(|&row| marked(&world, row) == "┥").unwrap();
    does(&mut world, MouseAction::Press, bar.column, row);
    assert!(first(&world).starts_with("a section "), "{}", first(&world));
    assert_eq!(world.state.panes.focus, Focus::Page);
    insta::assert_snapshot!(world.screen());
    // Held, it leads to both ends, also beyond the ruler and beside it.
    does(&mut world, MouseAction::Drag, 3, 0);
    assert_eq!(first(&world), "a section 1");
    does(&mut world, MouseAction::Drag, bar.column, bar.row + bar.height + 5);
    assert!(world.screen().contains("a10.20"), "{}", world.screen());
    does(&mut world, MouseAction::Drag, bar.column, bar.row + bar.height / 2);
    assert!(first(&world).starts_with("a section 6") || first(&world).starts_with("a5."), "{}", first(&world));
    // Let go, it stays; the way back leads to where the mouse was pressed.
    does(&mut world, MouseAction::Release, bar.column, 3);
    let there = first(&world);
    does(&mut world, MouseAction::Drag, bar.column, bar.row);
    assert_eq!(first(&world), there);
    world.keys("^O");
    assert_eq!(first(&world), "a section 1");
}

#[test]
fn the_mouse_is_about_the_page_under_it() {
    let link = format!("[to two](#a-section-2)\n\n{}", sections("a"));
    let mut world = World::open(&[("a.md", &link)], 140, 24);
    world.keys("Enter w \\");
    let areas = world.state.areas();
    let (left, right) = (areas.page, areas.beside.page);
    // The wheel scrolls what is under it, and leaves the keys where they are.
    does(&mut world, MouseAction::WheelDown, right.column + 3, 5);
    let beside = |world: &World| world.state.beside.as_ref().unwrap().first;
    let there = |world: &World| world.state.beside.as_ref().unwrap().page.place().unwrap().offset;
    assert!(!beside(&world) && there(&world) > 0 && world.state.page.place().unwrap().offset == 0);
    does(&mut world, MouseAction::WheelUp, right.column + 3, 5);
    assert_eq!(there(&world), 0);
    // A press gives the keys, and only the next one follows a link.
    for expected in ["to two", "a section 2"] {
        does(&mut world, MouseAction::Press, right.column + 2, right.row);
        does(&mut world, MouseAction::Release, right.column + 2, right.row);
        assert_eq!((first(&world).as_str(), beside(&world)), (expected, true));
    }
    // Dragged, it selects there.
    does(&mut world, MouseAction::Press, left.column, left.row);
    does(&mut world, MouseAction::Drag, left.column + 3, left.row);
    assert!(!beside(&world) && world.state.page.selection.is_some());
    insta::assert_snapshot!(world.screen());
    // The ruler of the other page works as that of this one.
    does(&mut world, MouseAction::Press, right.column, right.row + 3);
    does(&mut world, MouseAction::Release, right.column, right.row + 3);
    let bar = world.state.areas().scroll_bar;
    does(&mut world, MouseAction::Press, bar.column, bar.row + bar.height - 1);
    assert!(beside(&world) && world.state.page.place().unwrap().heading.is_some_and(|at| at >= 8));
}

#[test]
fn while_two_pages_are_compared_the_wheel_moves_both() {
    let mut world = World::open(&[("a.md", &sections("a")), ("b.md", &sections("a"))], 140, 24);
    world.keys("w Enter = \\ D");
    let other = world.state.areas().beside.page;
    let offset = |world: &World| world.state.page.place().unwrap().offset;
    let there = |world: &World| world.state.beside.as_ref().unwrap().page.place().unwrap().offset;
    does(&mut world, MouseAction::WheelDown, other.column + 1, 5);
    assert!(offset(&world) > 0);
    assert_eq!(offset(&world), there(&world));
}
