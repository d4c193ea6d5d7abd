//! Everything that a user can do by key: one table, from which the keys work and the help page is made.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each one does")]
pub enum Command {
    Down,
    Up,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    Fold,
    Unfold,
    ToggleFold,
    Read,
    SwitchPane,
    ToggleTree,
    NarrowTree,
    WidenTree,
    Parent,
    NextSection,
    PreviousSection,
    NextSibling,
    PreviousSibling,
    ShowLevel,
    FoldAll,
    UnfoldAll,
    StepSorting,
    StepGrouping,
    FilterTree,
    ShowOmissions,
    Back,
    Forward,
    GoOn,
    SetMark,
    GoToMark,
    SearchHeadings,
    SearchTexts,
    ResumeSearch,
    ShowCorresponding,
    FindText,
    FindNext,
    FindPrevious,
    FollowLink,
    OpenLink,
    OpenImage,
    SelectSentences,
    SelectLines,
    SwapEnds,
    CopySection,
    CopyAddress,
    CopyMarkdown,
    Export,
    Send,
    Edit,
    ReadAgain,
    StopReading,
    Explain,
    StepBelief,
    ToggleRaw,
    ShowSource,
    OpenBeside,
    Compare,
    ToggleJoining,
    ToggleNotes,
    ToggleJustifying,
    TablesLeft,
    TablesRight,
    Redraw,
    Suspend,
    Help,
    Quit,
    BackOut,
    SelectNext,
    SelectPrevious,
    SelectNextPage,
    SelectPreviousPage,
    ToggleExpression,
    SwapSearch,
    Accept,
    RecallOlder,
    RecallNewer,
    CursorLeft,
    CursorRight,
    CursorStart,
    CursorEnd,
    DeleteBefore,
    DeleteAfter,
    DeleteWord,
    DeleteAll,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the tree.
    Tree,
    /// In the page.
    Page,
    /// In the prompt over all headings.
    Finder,
    /// In the prompt over all texts.
    Texts,
    /// In a list of results without a prompt.
    List,
    /// In the prompt for text in the report.
    Find,
    /// While the links of the page have letters.
    Links,
    /// In the page, while a part of it is selected.
    Selection,
    /// In a line at the bottom in which something is asked for.
    Ask,
    /// In the prompt for what the tree is filtered with.
    Filter,
    /// In a sheet: the help page, or why a heading is one.
    Sheet,
}

/// The parts of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving in the tree and in the page.
    Moving,
    /// Folding, and what the tree shows.
    Tree,
    /// From section to section.
    Sections,
    /// Searching.
    Searching,
    /// What is done with a section.
    Working,
    /// The program itself.
    Program,
    /// Inside of a prompt.
    Prompt,
}

impl Group {
    /// All groups in the order of the help page.
    pub const ALL: [Group; 7] =
        [Group::Moving, Group::Tree, Group::Sections, Group::Searching, Group::Working, Group::Program, Group::Prompt];

    /// The heading of the group.
    pub fn title(self) -> &'static str {
        match self {
            Group::Moving => "Moving",
            Group::Tree => "The tree",
            Group::Sections => "From section to section",
            Group::Searching => "Searching",
            Group::Working => "Working with a section",
            Group::Program => "The program",
            Group::Prompt => "In a prompt",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What is done.
    pub command: Command,
    /// Under which heading it stands in the help page.
    pub group: Group,
    /// Where the keys work.
    pub scopes: &'static [Scope],
    /// The keys, each a sequence with spaces between; see [`LETTER`] and [`DIGIT`].
    pub keys: &'static [&'static str],
    /// What it does, in a few words.
    pub help: &'static str,
}

/// In a sequence of keys: any letter, handed on to the command.
pub const LETTER: &str = "‹a-z›";
/// In a sequence of keys: a digit from 1 to 9, handed on to the command.
pub const DIGIT: &str = "1-9";

const BROWSE: &[Scope] = &[Scope::Tree, Scope::Page];
const GO: &[Scope] = &[Scope::Tree, Scope::Page, Scope::Selection, Scope::Sheet];
const WORK: &[Scope] = &[Scope::Tree, Scope::Page, Scope::Selection];
const SELECT: &[Scope] = &[Scope::Page, Scope::Selection];
const SELECTION: &[Scope] = &[Scope::Selection];
const TREE: &[Scope] = &[Scope::Tree];
const PAGE: &[Scope] = &[Scope::Page];
const READ: &[Scope] = &[Scope::Page, Scope::Selection, Scope::Sheet];
const LEAVE: &[Scope] = &[Scope::Sheet, Scope::List];
const LIST: &[Scope] = &[Scope::List];
const TEXTS: &[Scope] = &[Scope::Texts];
const FINDER: &[Scope] = &[Scope::Finder, Scope::Texts];
const RESULTS: &[Scope] = &[Scope::Finder, Scope::Texts, Scope::List];
const ASK: &[Scope] = &[Scope::Ask];
const PROMPT: &[Scope] = &[Scope::Finder, Scope::Texts, Scope::Find, Scope::Filter, Scope::Ask];
const ACCEPT: &[Scope] = &[Scope::Finder, Scope::Texts, Scope::List, Scope::Find, Scope::Filter, Scope::Ask];
const ALL: &[Scope] = &[
    Scope::Tree,
    Scope::Page,
    Scope::Finder,
    Scope::Texts,
    Scope::List,
    Scope::Find,
    Scope::Filter,
    Scope::Ask,
    Scope::Selection,
    Scope::Links,
    Scope::Sheet,
];

const fn row(
    command: Command,
    group: Group,
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    help: &'static str,
) -> Binding {
    Binding { command, group, scopes, keys, help }
}

/// The table. Within a scope no two rows share a key.
pub static BINDINGS: &[Binding] = &[
    row(Command::Down, Group::Moving, GO, &["j", "↓"], "a line down"),
    row(Command::Up, Group::Moving, GO, &["k", "↑"], "a line up"),
    row(Command::HalfPageDown, Group::Moving, GO, &["d", "^D"], "half a page down"),
    row(Command::HalfPageUp, Group::Moving, GO, &["u", "^U"], "half a page up"),
    row(Command::PageDown, Group::Moving, GO, &["^F", "PgDn"], "a page down"),
    row(Command::PageUp, Group::Moving, GO, &["^B", "PgUp"], "a page up"),
    row(Command::PageDown, Group::Moving, READ, &["Space"], "a page down (in the page)"),
    row(Command::PageUp, Group::Moving, READ, &["b"], "a page up (in the page)"),
    row(Command::Top, Group::Moving, GO, &["g", "Home"], "to the beginning"),
    row(Command::Bottom, Group::Moving, GO, &["G", "End"], "to the end"),
    row(Command::Read, Group::Moving, TREE, &["Enter"], "read what the cursor is on; a report, where it was left"),
    row(
        Command::SwitchPane,
        Group::Moving,
        BROWSE,
        &["Tab"],
        "from the tree to the page, to the second page, and back",
    ),
    row(Command::Fold, Group::Tree, BROWSE, &["h", "←"], "fold; on a folded node, to its parent (page: to the tree)"),
    row(Command::Unfold, Group::Tree, BROWSE, &["l", "→"], "unfold; on an unfolded node, into it"),
    row(Command::ToggleFold, Group::Tree, TREE, &["Space", "z a"], "fold or unfold"),
    row(Command::ShowLevel, Group::Tree, TREE, &[DIGIT], "show headings down to that level"),
    row(Command::FoldAll, Group::Tree, BROWSE, &["z M"], "fold everything"),
    row(Command::UnfoldAll, Group::Tree, BROWSE, &["z R"], "unfold everything"),
    row(Command::FilterTree, Group::Tree, BROWSE, &["&"], "show only reports with a certain heading; Esc shows all"),
    row(Command::StepSorting, Group::Tree, BROWSE, &["z s"], "sort by name, by time, by size"),
    row(Command::StepGrouping, Group::Tree, BROWSE, &["z g"], "group by folder, by year, not at all"),
    row(Command::ShowOmissions, Group::Tree, BROWSE, &["z i"], "what is left out, and why"),
    row(Command::ToggleTree, Group::Tree, BROWSE, &["w"], "hide or show the tree"),
    row(Command::NarrowTree, Group::Tree, BROWSE, &["<"], "make the tree narrower"),
    row(Command::WidenTree, Group::Tree, BROWSE, &[">"], "make the tree wider"),
    row(Command::Parent, Group::Sections, BROWSE, &["p"], "to what it stands under"),
    row(Command::NextSection, Group::Sections, WORK, &["}"], "next section of the report"),
    row(Command::PreviousSection, Group::Sections, WORK, &["{"], "previous section of the report"),
    row(Command::NextSibling, Group::Sections, BROWSE, &["] ]"], "next section of the same parent"),
    row(Command::PreviousSibling, Group::Sections, BROWSE, &["[ ["], "previous section of the same parent"),
    row(Command::Back, Group::Sections, BROWSE, &["^O", "H"], "back to the place before"),
    row(
        Command::Forward,
        Group::Sections,
        BROWSE,
        &["^I", "L"],
        "forward again (^I where the terminal tells it from Tab)",
    ),
    row(Command::GoOn, Group::Sections, BROWSE, &["C"], "to where the report was left that was read last"),
    row(Command::SetMark, Group::Sections, BROWSE, &["m ‹a-z›"], "mark this place with a letter"),
    row(Command::GoToMark, Group::Sections, BROWSE, &["' ‹a-z›"], "return to the place of that letter"),
    row(Command::SearchHeadings, Group::Searching, BROWSE, &["s", "^P"], "search all headings of all reports"),
    row(Command::SearchHeadings, Group::Searching, TREE, &["/"], "the same (in the tree)"),
    row(Command::SearchTexts, Group::Searching, BROWSE, &["S"], "search the texts of all reports"),
    row(Command::FindText, Group::Searching, SELECT, &["/"], "find text in the report (in the page)"),
    row(Command::FindNext, Group::Searching, WORK, &["n"], "next place where it was found, or next result of a search"),
    row(Command::FindPrevious, Group::Searching, WORK, &["N"], "previous place where it was found, or previous result"),
    row(Command::ResumeSearch, Group::Searching, BROWSE, &["."], "the last search again, as it was left"),
    row(Command::ShowCorresponding, Group::Searching, BROWSE, &["="], "the same section in every other report"),
    row(Command::FollowLink, Group::Working, PAGE, &["f"], "follow a link: letters show on all of them"),
    row(Command::OpenLink, Group::Working, PAGE, &["F"], "the same; a web address is opened in $BROWSER"),
    row(Command::OpenImage, Group::Working, PAGE, &["Enter"], "open the image outside of mulu (in the page)"),
    row(
        Command::SelectSentences,
        Group::Working,
        SELECT,
        &["v"],
        "select sentences; the keys that move go on (in the page)",
    ),
    row(Command::SelectLines, Group::Working, SELECT, &["V"], "select lines (in the page)"),
    row(Command::SwapEnds, Group::Working, SELECTION, &["o"], "go on at the other end of what is selected"),
    row(Command::CopySection, Group::Working, WORK, &["y"], "copy the section's text, or what is selected"),
    row(Command::CopyAddress, Group::Working, WORK, &["Y"], "copy the section's address"),
    row(Command::CopyMarkdown, Group::Working, WORK, &["M"], "copy it as Markdown, with its source"),
    row(Command::Export, Group::Working, WORK, &["E"], "write it to a .md, .html, .opml, .json or .txt"),
    row(Command::Send, Group::Working, WORK, &["|"], "send its text to a command"),
    row(Command::Edit, Group::Working, BROWSE, &["e"], "open the report in $VISUAL or $EDITOR, at the heading"),
    row(Command::ReadAgain, Group::Working, BROWSE, &["R"], "read the report again (on a folder: all reports)"),
    row(Command::StopReading, Group::Working, BROWSE, &["x"], "stop reading; what is read stays, and R goes on"),
    row(Command::Explain, Group::Working, BROWSE, &["i"], "why this is a heading, and how much there is to read"),
    row(Command::StepBelief, Group::Working, BROWSE, &["c"], "believe more or less of what looks like a heading"),
    row(
        Command::ToggleRaw,
        Group::Working,
        BROWSE,
        &["r"],
        "texts as they are in the file, or with their damage repaired",
    ),
    row(Command::ShowSource, Group::Working, GO, &["O"], "the original: the lines of the file with their numbers"),
    row(Command::OpenBeside, Group::Working, BROWSE, &["\\"], "a second page beside the first, or no longer"),
    row(Command::Compare, Group::Working, BROWSE, &["D"], "compare the sections on both pages, or no longer"),
    row(
        Command::ToggleJoining,
        Group::Working,
        WORK,
        &["z j"],
        "lines of plain texts joined into paragraphs, or as they are",
    ),
    row(Command::ToggleJustifying, Group::Working, WORK, &["z b"], "Chinese text to both edges, or ragged"),
    row(Command::ToggleNotes, Group::Working, WORK, &["z n"], "notes under what refers to them, or not"),
    row(Command::TablesLeft, Group::Working, SELECT, &["z h"], "wide tables a column to the left"),
    row(Command::TablesRight, Group::Working, SELECT, &["z l"], "wide tables a column to the right"),
    row(Command::Help, Group::Program, GO, &["?"], "this page"),
    row(Command::BackOut, Group::Program, ALL, &["Esc"], "back out of a prompt, this page, the page; never quits"),
    row(Command::Redraw, Group::Program, GO, &["^L"], "draw the screen anew"),
    row(Command::Suspend, Group::Program, ALL, &["^Z"], "suspend; the shell's fg returns"),
    row(Command::Quit, Group::Program, BROWSE, &["q"], "quit"),
    row(Command::BackOut, Group::Program, LEAVE, &["q"], "back (on a page like this)"),
    row(Command::Quit, Group::Program, ALL, &["^C"], "quit from anywhere"),
    row(Command::SelectNext, Group::Prompt, RESULTS, &["^N", "↓"], "next result"),
    row(Command::SelectNext, Group::Prompt, LIST, &["j"], "the same (in a list without a prompt)"),
    row(
        Command::SelectPrevious,
        Group::Prompt,
        RESULTS,
        &["^P", "↑"],
        "previous result; with nothing typed ↑ recalls the last query",
    ),
    row(Command::SelectPrevious, Group::Prompt, LIST, &["k"], "the same (in a list without a prompt)"),
    row(Command::SelectNextPage, Group::Prompt, RESULTS, &["PgDn"], "a page of results down"),
    row(Command::SelectPreviousPage, Group::Prompt, RESULTS, &["PgUp"], "a page of results up"),
    row(Command::SwapSearch, Group::Prompt, FINDER, &["Tab"], "from headings to texts and back"),
    row(Command::ToggleExpression, Group::Prompt, TEXTS, &["^T"], "texts: words, or a regular expression"),
    row(Command::Accept, Group::Prompt, ACCEPT, &["Enter"], "go there"),
    row(Command::OpenBeside, Group::Prompt, RESULTS, &["^V"], "show it on a second page, beside what was read"),
    row(Command::OpenBeside, Group::Prompt, LIST, &["\\"], "the same (in a list without a prompt)"),
    row(Command::RecallOlder, Group::Prompt, FINDER, &["^R"], "an older query that contains what is typed"),
    row(Command::RecallNewer, Group::Prompt, FINDER, &["^S"], "a newer one again"),
    row(Command::RecallOlder, Group::Prompt, ASK, &["^R", "↑"], "an older file or command"),
    row(Command::RecallNewer, Group::Prompt, ASK, &["^S", "↓"], "a newer one again"),
    row(Command::CursorLeft, Group::Prompt, PROMPT, &["←"], "cursor left"),
    row(Command::CursorRight, Group::Prompt, PROMPT, &["→"], "cursor right"),
    row(Command::CursorStart, Group::Prompt, PROMPT, &["Home", "^A"], "cursor to the beginning"),
    row(Command::CursorEnd, Group::Prompt, PROMPT, &["End", "^E"], "cursor to the end"),
    row(Command::DeleteBefore, Group::Prompt, PROMPT, &["Backspace", "^H"], "delete the character before the cursor"),
    row(Command::DeleteAfter, Group::Prompt, PROMPT, &["Del"], "delete the character at the cursor"),
    row(Command::DeleteWord, Group::Prompt, PROMPT, &["^W"], "delete the word before the cursor"),
    row(Command::DeleteAll, Group::Prompt, PROMPT, &["^U"], "delete everything before the cursor"),
];

/// The keys of a row as help pages show them: `] ]` is typed, and shown, as `]]`.
pub fn shown_keys(row: &Binding) -> String {
    let shown: Vec<String> = row.keys.iter().map(|keys| keys.replace(' ', "")).collect();
    shown.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::columns;

    #[test]
    fn the_help_of_a_row_has_room_on_a_screen_of_80_columns() {
        let long: Vec<&str> = BINDINGS.iter().map(|row| row.help).filter(|help| columns(help) > 60).collect();
        assert!(long.is_empty(), "{long:#?}");
        assert!(BINDINGS.iter().all(|row| columns(&shown_keys(row)) <= 18));
    }
}
