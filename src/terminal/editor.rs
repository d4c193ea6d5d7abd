//! The user's editor.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Why the editor could not be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum EditorError {
    /// No editor is named.
    #[error("set $VISUAL or $EDITOR to the editor that you want, then try again")]
    None,
    /// It did not start.
    #[error("{0} could not be started: {1}")]
    NotStarted(String, std::io::Error),
    /// It ended with an error.
    #[error("{0} ended with {1}")]
    Failed(String, std::process::ExitStatus),
}

/// Opens a file in the user's editor at a line, and waits until it ends.
pub(super) fn edit(path: &Path, line: u32) -> Result<(), EditorError> {
    let named = |variable: &str| env::var(variable).ok().filter(|value| !value.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).ok_or(EditorError::None)?;
    // The variable may hold options and quotes, which are the shell's to read. The path is handed on as it is.
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(&editor);
    command.args(arguments(&editor, path, line));
    let status = command.status().map_err(|error| EditorError::NotStarted(editor.clone(), error))?;
    if status.success() { Ok(()) } else { Err(EditorError::Failed(editor, status)) }
}

/// The arguments by which an editor opens a file at a line.
fn arguments(editor: &str, path: &Path, line: u32) -> Vec<OsString> {
    let program = editor.split_whitespace().next().map_or("", |word| word.rsplit('/').next().unwrap_or(word));
    // A name that begins with a dash is no option.
    let path =
        if path.as_os_str().as_encoded_bytes().starts_with(b"-") { Path::new(".").join(path) } else { path.into() };
    let mut with_line = path.clone().into_os_string();
    with_line.push(format!(":{line}"));
    match program {
        "hx" | "helix" | "subl" | "zed" => vec![with_line],
        "code" | "codium" | "cursor" => vec!["--wait".into(), "--goto".into(), with_line],
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "mg" | "joe" | "jed" | "micro"
        | "kak" | "ne" | "less" | "more" | "most" | "gedit" | "vis" | "tilde" => {
            vec![format!("+{line}").into(), path.into()]
        }
        _ => vec![path.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        let check = |editor: &str, path: &str, expected: &[&str]| {
            assert_eq!(arguments(editor, Path::new(path), 7), expected, "{editor}");
        };
        check("vim", "a b.md", &["+7", "a b.md"]);
        check("/usr/bin/nano -w", "a.md", &["+7", "a.md"]);
        check("hx", "a.md", &["a.md:7"]);
        check("code -n", "a.md", &["--wait", "--goto", "a.md:7"]);
        check("my-editor", "a.md", &["a.md"]);
        check("vim", "-a.md", &["+7", "./-a.md"]);
    }
}
