//! What is said of another document.

/// Names of laws and rules, behind which a number is one of theirs.
const RULES: [&str; 22] = [
    "法", "条例", "條例", "规定", "規定", "细则", "細則", "章程", "规则", "規則", "公约", "公約", "准则", "準則",
    "解释", "決定", "决定", "通知", "意见", "方案", "标准", "规范",
];

/// What English names of other documents end with: the Policy Manual, section 3.
const NAMES: [&str; 14] = [
    "manual",
    "act",
    "policy",
    "standard",
    "guide",
    "code",
    "convention",
    "constitution",
    "regulation",
    "directive",
    "law",
    "treaty",
    "handbook",
    "rfc",
];

/// Whether a reference between two texts is one to another document: 《…法》第三章, 民法第三条, Section 3 of the Act.
pub(super) fn is_of_other(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let before = without_aside(before);
    let named = before.trim_end_matches(['的', '之', '中', '里']);
    let named = named.strip_suffix("一文").or_else(|| named.strip_suffix("一书")).unwrap_or(named);
    if named.ends_with(['》', '」', '』', '〉', '”']) {
        return true;
    }
    if RULES.iter().any(|rule| before.ends_with(rule)) {
        // The rule that the reader has before him: 本法, 本办法, 本规定.
        let own = before.chars().rev().take(6).skip_while(|letter| *letter != '本').count();
        return own == 0;
    }
    let word = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
    let word = word.trim_end_matches([',', ';']);
    if NAMES.iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return true;
    }
    let capitals =
        word.chars().count() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
    let is_name = capitals && word.chars().any(|letter| letter.is_ascii_uppercase());
    let numbered = word.chars().all(|letter| letter.is_ascii_digit()) && !word.is_empty();
    let of_it = [" of this", " of the present", " of the report", " of our"].iter().any(|own| after.starts_with(own));
    is_name || numbered || after.starts_with(" of ") && !of_it || after.starts_with(" to the ")
}

/// A text without the brackets at its end: 《…法》（2020年修订）.
fn without_aside(text: &str) -> &str {
    match text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '('])) {
        Some(open) => text.get(..open).unwrap_or(text).trim_end(),
        None => text,
    }
}

/// Whether what stands between two references says that they are of one document: 第三条、第五条和第八条.
pub(super) fn goes_on(between: &str) -> bool {
    matches!(
        between.trim(),
        "" | "、"
            | "，"
            | ","
            | "和"
            | "及"
            | "以及"
            | "或"
            | "或者"
            | "至"
            | "到"
            | "and"
            | "or"
            | "to"
            | "-"
            | "–"
            | "—"
    )
}
