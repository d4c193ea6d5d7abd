//! The commands that print.

mod differences;
mod exports;
mod formats;
mod grep;
mod outlines;
mod sections;
mod selecting;
mod usage;

use crate::support::Folder;

/// A small library in two languages, one report with the line ends of Windows.
fn library() -> Folder {
    Folder::new()
        .file("年报/2024.md", "# 年报\r\n\r\n## 一、总体情况\r\n\r\n平稳。\r\n\r\n### （一）成效\r\n\r\n好。\r\n\r\n## 二、打算\r\n\r\n### （一）任务\r\n\r\n多。\r\n")
        .file("guide.md", "---\ntitle: A Guide\n---\n\n## Start\n\nSetext\n======\n\ntext\n\n```\n# no heading\n```\n\n### Deep\n")
        .file("plan.txt", "一、目标\r\n\r\n完成任务。\r\n\r\n二、措施\r\n\r\n加强领导。\r\n\r\n三、要求\r\n\r\n抓好落实。\r\n")
}
