//! The titles under which something stands, as a reference.

/// Between two titles.
const BETWEEN: &str = " › ";

/// The titles from the report inwards in one line. That of the report stands in the quotation marks of its language.
pub fn titles(crumbs: &[String]) -> String {
    let quoted = |title: &String| if is_chinese(title) { format!("《{title}》") } else { format!("“{title}”") };
    let report = crumbs.first().map(quoted);
    report.into_iter().chain(crumbs.iter().skip(1).cloned()).collect::<Vec<_>>().join(BETWEEN)
}

fn is_chinese(title: &str) -> bool {
    title.chars().any(|character| matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_quoted() {
        let check = |crumbs: &[&str], expected: &str| {
            let crumbs: Vec<String> = crumbs.iter().map(|&title| title.to_owned()).collect();
            assert_eq!(titles(&crumbs), expected);
        };
        check(&["2024年工作总结", "二、问题", "（一）不足"], "《2024年工作总结》 › 二、问题 › （一）不足");
        check(&["Handbook"], "“Handbook”");
        check(&[], "");
    }
}
