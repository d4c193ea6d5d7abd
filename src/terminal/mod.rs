//! The world: the terminal, the threads that work for the screen, the effects.
//!
//! The loop draws, sleeps until something happens, takes in all that has happened, and draws again. It has no tick:
//! while nothing happens, nothing runs.

mod editor;
mod errands;
mod finding;
mod hangup;
mod input;
mod keeper;
mod mailbox;
mod opener;
mod pipe;
mod probe;
mod screen;
mod shelf;
mod signals;
mod workers;

use std::io::IsTerminal;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::Context;

pub use screen::Screen;

use crate::app::page::Look;
use crate::app::{Effect, Event, State};
use crate::library::Store;
use crate::library::index::{Index, Plan};
use crate::terminal::errands::{Errand, Errands};
use crate::terminal::input::Input;
use crate::terminal::keeper::{Keeper, Kept};
use crate::terminal::signals::Signals;
use crate::terminal::workers::{Asked, Workers};
use crate::text::width::Ambiguous;
use crate::ui::theme::Theme;

/// So long events are taken in before the screen is drawn.
const BATCH: Duration = Duration::from_millis(8);

/// What reaches the loop.
enum Arrival {
    /// From the user; the input thread waits until it is dealt with.
    Input(Event),
    /// From anywhere else.
    Other(Event),
}

/// What the user wishes of the browser.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// What is opened, as it is shown.
    pub name: String,
    /// The number of levels of headings that the tree shows at first.
    pub level: u8,
    /// How things look.
    pub theme: Theme,
    /// How texts are set.
    pub look: Look,
    /// How wide the terminal draws ambiguous characters; it is asked where nobody says.
    pub ambiguous: Option<Ambiguous>,
}

/// The columns of the terminal that the standard output is; `None` where it is none.
pub fn columns() -> Option<u16> {
    let is_terminal = std::io::stdout().is_terminal();
    is_terminal.then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| columns.max(1))
}

/// Runs the browser until the user quits.
///
/// # Errors
/// When the terminal can't be used, or the system gives no threads.
pub fn run(plan: Plan, wishes: Wishes) -> anyhow::Result<()> {
    let (sender, arrivals) = mpsc::channel();
    let mut screen = Screen::enter(wishes.theme).context("the terminal can't be set up")?;
    let (width, height) = screen.size()?;
    let state = State::new(wishes.name, plan.read.reading, width, height, wishes.level);
    let mut state = state.set(wishes.look, wishes.ambiguous.unwrap_or_default());
    state.shelf.arrangement = plan.arrangement;
    let asked = wishes.ambiguous.is_none();
    if asked {
        screen.ask(probe::QUESTION)?;
    }
    screen.draw(&state)?;
    let keeper = Keeper::start(Store::of(&plan.roots))?;
    state.update(Event::Queries(keeper.queries()));
    state.update(Event::Positions(keeper.positions()));
    let other = {
        let sender = sender.clone();
        move |event| drop(sender.send(Arrival::Other(event)))
    };
    let signals = Signals::start(other.clone())?;
    hangup::watch(other.clone())?;
    let workers = Workers::start(plan.read.clone(), plan.documents.clone(), plan.roots.clone(), other.clone())?;
    let errands = Errands::start(plan.read.clone(), plan.roots.clone(), other.clone())?;
    let index = Index::start(plan, move |update| other(Event::Library(update)))?;
    let input = Input::start(asked, (width, height), move |event| sender.send(Arrival::Input(event)).is_ok())?;
    let mut world = World { screen, input, input_waits: false, signals, workers, errands, index, keeper };
    let result = world.run(&mut state, &arrivals);
    world.screen.leave();
    result
}

/// Everything that effects are brought about with.
struct World {
    screen: Screen,
    input: Input,
    /// Whether the thread that reads keys waits until it is told to go on.
    input_waits: bool,
    signals: Signals,
    workers: Workers,
    errands: Errands,
    index: Index,
    keeper: Keeper,
}

/// Whether the program goes on.
#[derive(PartialEq, Eq)]
enum Flow {
    GoOn,
    End,
}

impl World {
    fn run(&mut self, state: &mut State, arrivals: &Receiver<Arrival>) -> anyhow::Result<()> {
        loop {
            self.screen.draw(state)?;
            let Ok(first) = arrivals.recv() else { return Ok(()) };
            if self.take_batch(state, first, arrivals)? == Flow::End {
                return Ok(());
            }
        }
    }

    /// Takes in what has arrived. Where an answer is on its way that belongs to the same picture, it is awaited for a
    /// moment, and so is the next key: a report that is read at once never shows as an empty page, and keys that come
    /// fast find on the screen what they are meant for. A key that can't be understood without the answer waits for it
    /// however long it takes.
    fn take_batch(&mut self, state: &mut State, first: Arrival, arrivals: &Receiver<Arrival>) -> anyhow::Result<Flow> {
        let until = Instant::now() + BATCH;
        let mut next = Some(first);
        while let Some(arrival) = next {
            if self.take(state, arrival)? == Flow::End {
                return Ok(Flow::End);
            }
            if !state.is_waiting() {
                self.resume_input();
            }
            next = further(arrivals, until, state.is_waiting());
        }
        if !state.is_deciding() {
            self.resume_input();
        }
        Ok(Flow::GoOn)
    }

    fn resume_input(&mut self) {
        if std::mem::take(&mut self.input_waits) {
            self.input.go_on();
        }
    }

    fn take(&mut self, state: &mut State, arrival: Arrival) -> anyhow::Result<Flow> {
        let (event, from_user) = match arrival {
            Arrival::Input(event) => (event, true),
            Arrival::Other(event) => (event, false),
        };
        if let Event::Library(update) = &event {
            self.workers.set_library(&update.library);
        }
        let mut effects = state.update(event);
        while !effects.is_empty() {
            let mut further = Vec::new();
            for effect in effects {
                if effect == Effect::Quit {
                    return Ok(Flow::End);
                }
                further.extend(self.bring_about(effect)?);
            }
            effects = further.into_iter().flat_map(|event| state.update(event)).collect();
        }
        self.input_waits |= from_user;
        Ok(Flow::GoOn)
    }

    /// Brings an effect about. Returns what has happened by that.
    fn bring_about(&mut self, effect: Effect) -> anyhow::Result<Option<Event>> {
        match effect {
            Effect::Read { entry, .. } => self.workers.read(entry),
            Effect::ReadSource { entry, origin, before } => self.errands.ask(Errand::Source(entry, origin, before)),
            Effect::Compare(pair) => self.errands.ask(Errand::Compare(pair)),
            Effect::Search { number, query } => self.workers.search(number, Asked::Query(query)),
            Effect::FindCorresponding { number, entry, heading } => {
                self.workers.search(number, Asked::Corresponding(entry, heading));
            }
            Effect::SearchTexts { number, query, expression } => self.workers.search_texts(number, query, expression),
            Effect::FindText { number, looked, sought } => self.workers.find_text(number, looked, sought),
            Effect::Explain(why) => self.errands.ask(Errand::Explain(why)),
            Effect::FindHolding { number, query } => self.workers.filter(number, query),
            Effect::Arrange(arrangement) => self.index.arrange(arrangement),
            Effect::KeepQuery(query) => self.keeper.keep(Kept::Query(query)),
            Effect::KeepPosition(position) => self.keeper.keep(Kept::Position(position)),
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::ReadAgain(entry) => self.index.again(entry),
            Effect::ReadAllAgain => self.index.all_again(),
            Effect::StopReading => self.index.stop(),
            Effect::ReadOtherwise(reading, first) => self.index.otherwise(reading, first),
            Effect::Redraw => self.screen.redraw()?,
            Effect::AskToStop => signals::ask_to_stop(),
            Effect::Stop => {
                self.screen.leave();
                signals::stop();
            }
            Effect::TakeTerminal => {
                self.screen.enter_again()?;
                // Whoever is stopped is not told of a new size.
                let (width, height) = self.screen.size()?;
                return Ok(Some(Event::Resize(width, height)));
            }
            Effect::Open(address) => {
                let failure = opener::open(&address).err();
                return Ok(failure.map(|error| Event::NotOpened(error.to_string())));
            }
            Effect::OpenImage { path, image } => self.errands.ask(Errand::OpenImage(path, image)),
            Effect::Edit { entry, path, line } => {
                self.screen.leave();
                let failure = self.signals.while_child_runs(|| editor::edit(&path, line)).err();
                self.screen.enter_again()?;
                return Ok(Some(Event::Edited(entry, failure.map(|error| error.to_string()))));
            }
            Effect::Export(export) => self.errands.ask(Errand::Export(export)),
            Effect::Send { text, command } => {
                self.screen.leave();
                let sent = self.signals.while_child_runs(|| {
                    let sent = pipe::send(&command, &text);
                    pipe::wait_for_key(&command, &sent);
                    sent
                });
                self.screen.enter_again()?;
                return Ok(Some(Event::Sent(command, sent)));
            }
            Effect::Quit => {}
        }
        Ok(None)
    }
}

/// What has arrived besides, until the time given; where an answer is `awaited`, it may still come until then. Whatever
/// is taken out of the channel is handed over: an event that is lost here would leave the input thread waiting for ever.
fn further<T>(arrivals: &Receiver<T>, until: Instant, awaited: bool) -> Option<T> {
    let left = until.saturating_duration_since(Instant::now());
    match (left.is_zero(), awaited) {
        (true, _) => None,
        (false, true) => arrivals.recv_timeout(left).ok(),
        (false, false) => arrivals.try_recv().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_when_the_time_is_up_is_left_for_the_next_batch() {
        let (sender, arrivals) = mpsc::channel();
        let soon = || Instant::now() + Duration::from_secs(9);
        for number in 1..=3 {
            sender.send(number).unwrap();
        }
        assert_eq!(further(&arrivals, Instant::now(), false), None);
        assert_eq!(further(&arrivals, Instant::now(), true), None);
        assert_eq!(further(&arrivals, soon(), false), Some(1));
        assert_eq!(further(&arrivals, soon(), true), Some(2));
        assert_eq!(arrivals.recv().unwrap(), 3);
        assert_eq!(further(&arrivals, soon(), false), None);
    }
}
