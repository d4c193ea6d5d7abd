//! Journeys through the program in a real pseudo-terminal.

mod arranging;
mod comparing;
mod documents;
mod ending;
mod hostile;
mod images;
mod keeping;
mod library;
mod links;
mod mouse;
mod reading;
mod searching;
mod setting;
mod start;
mod suspending;
mod trouble;
mod working;

use crate::support::{Folder, Setup, Shown, Terminal};

/// A small library in two languages.
fn library() -> Folder {
    Folder::new()
        .file(
            "年报/2023.md",
            "# 2023年工作总结\n\n## 一、总体情况\n\n平稳。\n\n## 二、党建工作\n\n扎实。\n\n### （一）思想建设\n\n学习。\n",
        )
        .file("年报/2024.md", "# 2024年工作总结\n\n## 一、总体情况\n\n向好。\n\n## 二、存在问题\n\n不足。\n")
        .file("handbook.md", "# Handbook\n\n## Installation\n\nUnpack it.\n\n## Usage\n\nRun it.\n")
}

/// Starts it, and waits until all reports are read.
#[track_caller]
fn opened(setup: Setup<'_>) -> Terminal<'_> {
    let terminal = setup.start();
    terminal.wait_for(is_ready);
    terminal
}

/// Whether all reports are read.
fn is_ready(shown: &Shown) -> bool {
    let status = shown.status();
    status.contains("help") && !status.contains("reading:")
}
