//! What is asked for in a line at the bottom: a file to write to, a command, whether a file is to be replaced.

use crate::app::beside::comparison::Passage;
use crate::app::event::Export;
use crate::app::input::prompt::Prompt;
use crate::app::searching::history::History;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The file to which something is exported.
    File(Export),
    /// Whether that file, which is there already, is to be replaced. One key answers.
    Replace(Export),
    /// The command that gets a text.
    Command(Passage),
}

/// A question, and what is typed as its answer.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked for.
    pub question: Question,
    /// What is typed.
    pub prompt: Prompt,
}

/// Answers that were given, to be recalled.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Files.
    pub files: History,
    /// Commands.
    pub commands: History,
}

impl Ask {
    /// A question with an answer that is offered.
    pub fn new(question: Question, offered: &str) -> Self {
        let mut prompt = Prompt::default();
        prompt.insert(offered);
        Self { question, prompt }
    }
}

impl Answers {
    /// The earlier answers to a question.
    pub fn to(&mut self, question: &Question) -> &mut History {
        match question {
            Question::File(_) | Question::Replace(_) => &mut self.files,
            Question::Command(_) => &mut self.commands,
        }
    }
}
