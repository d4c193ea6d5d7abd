//! What the names of faces say of their letters.

/// Whether a face is one that Chinese uses for titles and headings, in place of bold letters.
pub(in crate::formats) fn is_heavy(face: &str) -> bool {
    let face = face.to_lowercase();
    ["黑", "hei", "小标宋", "大标宋", "中宋", "粗"].iter().any(|word| face.contains(word))
}

/// Whether all letters of a face are of one width.
pub(in crate::formats) fn is_fixed(face: &str) -> bool {
    let face = face.to_lowercase();
    ["courier", "consolas", "mono", "menlo", "monaco"].iter().any(|word| face.contains(word))
}
