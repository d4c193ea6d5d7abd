//! What was searched for before, and how it is recalled.

use crate::app::input::prompt::Prompt;
use crate::text::fold::fold;

/// So many queries are remembered.
pub const MOST: usize = 500;

/// The queries of a library, and where in them the user is.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The newest at the end, each once.
    queries: Vec<String>,
    recalled: Option<Recalled>,
}

/// A query that was recalled.
#[derive(Clone, Debug)]
struct Recalled {
    /// Which one.
    at: usize,
    /// What was typed before; only queries that contain it are recalled.
    typed: String,
}

impl History {
    /// A history of these queries, the newest at the end.
    pub fn new(queries: Vec<String>) -> Self {
        Self { queries, recalled: None }
    }

    /// Adds a query as the newest. Returns whether it is worth being kept: it says something, and is not the newest
    /// already.
    pub fn add(&mut self, query: &str) -> bool {
        let query = query.trim();
        if query.is_empty() || self.queries.last().is_some_and(|newest| newest == query) {
            return false;
        }
        add(&mut self.queries, query);
        true
    }

    /// The user types anew.
    pub fn rest(&mut self) {
        self.recalled = None;
    }

    /// Whether what is typed was recalled.
    pub fn is_recalling(&self) -> bool {
        self.recalled.is_some()
    }

    /// Replaces what is typed by the next older, or newer, query. Returns whether there is one.
    pub fn recall(&mut self, prompt: &mut Prompt, older: bool) -> bool {
        let typed = prompt.text().to_owned();
        let query = if older { self.older(&typed).map(str::to_owned) } else { self.newer() };
        let Some(query) = query else { return false };
        *prompt = Prompt::default();
        prompt.insert(&query);
        true
    }

    /// The next older query that contains what was typed before the first was recalled.
    pub fn older(&mut self, typed: &str) -> Option<&str> {
        let recalled = self.recalled.clone().unwrap_or(Recalled { at: self.queries.len(), typed: typed.to_owned() });
        let older = self.queries.iter().take(recalled.at);
        let at = older.rev().position(|query| fits(query, &recalled.typed)).map(|back| recalled.at - 1 - back)?;
        self.recalled = Some(Recalled { at, ..recalled });
        self.queries.get(at).map(String::as_str)
    }

    /// The next newer query of that kind, and after the newest what was typed.
    pub fn newer(&mut self) -> Option<String> {
        let recalled = self.recalled.take()?;
        let newer = self.queries.iter().enumerate().skip(recalled.at + 1);
        match newer.into_iter().find(|(_, query)| fits(query, &recalled.typed)) {
            Some((at, query)) => {
                self.recalled = Some(Recalled { at, ..recalled });
                Some(query.clone())
            }
            None => Some(recalled.typed),
        }
    }
}

fn fits(query: &str, typed: &str) -> bool {
    query != typed && fold(query).contains(&fold(typed))
}

/// Adds a query to a list as its newest, each once, and drops the oldest where there are too many.
pub fn add(queries: &mut Vec<String>, query: &str) {
    queries.retain(|known| known != query);
    queries.push(query.to_owned());
    queries.drain(..queries.len().saturating_sub(MOST));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_recalled_that_contain_what_is_typed() {
        let mut history = History::new(["党建", "存在 问题", "audit", "党建 2024"].map(str::to_owned).to_vec());
        assert_eq!(history.older(""), Some("党建 2024"));
        assert_eq!(history.older("党建 2024"), Some("audit"));
        assert_eq!(history.newer().as_deref(), Some("党建 2024"));
        assert_eq!(history.newer().as_deref(), Some(""));
        assert_eq!(history.newer(), None);
        assert_eq!(history.older("党建"), Some("党建 2024"));
        assert_eq!(history.older("党建 2024"), None);
        assert_eq!(history.newer().as_deref(), Some("党建"));
        assert_eq!(history.older("ＡＵ"), Some("audit"));
        history.rest();
        assert_eq!(history.older("zzz"), None);
    }

    #[test]
    fn each_query_is_kept_once_and_the_oldest_go() {
        let mut history = History::default();
        let mut check = |query: &str, expected: bool| assert_eq!(history.add(query), expected, "{query:?}");
        check("  ", false);
        check("a", true);
        check(" a ", false);
        check("b", true);
        check("a", true);
        assert_eq!(history.queries, ["b", "a"]);
        for number in 0..MOST {
            history.add(&number.to_string());
        }
        assert_eq!((history.queries.len(), history.older("")), (MOST, Some("499")));
    }
}
