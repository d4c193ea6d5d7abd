use super::*;
use crate::formats::office::Piece;
use crate::outline::{BlockKind, MarkKind, Problem};
use crate::text::Part;

/// The sample that tests/makers/word.py tells of.
const RULES: &[u8] = include_bytes!("../../../../sample-data/制度法规/档案管理办法.doc");

fn read(bytes: &[u8]) -> Document {
    Doc.read(bytes, &Options::default())
}

/// The sample with some bytes of the head of its text changed.
fn changed(at: usize, change: impl Fn(u8) -> u8) -> Vec<u8> {
    let mut bytes = RULES.to_vec();
    let head = bytes.windows(2).position(|two| two == b"\xec\xa5").expect("the head of the text");
    bytes[head + at] = change(bytes[head + at]);
    bytes
}

#[test]
fn blocks_have_their_text_and_their_numbers() {
    let document = read(RULES);
    assert_eq!(document.problems, []);
    assert_eq!(document.title.as_deref(), Some("云溪市文化馆档案管理办法"));
    let kinds = |kind: BlockKind| -> Vec<&str> {
        let blocks = document.blocks.iter().filter(|block| block.kind == kind);
        blocks.map(|block| document.text.span(block.span)).collect()
    };
    assert_eq!(kinds(BlockKind::Table), ["类别\t保管期限\n馆务会议记录\t永久\n活动策划方案\t10年"]);
    let items = ["（一）个人来往信件；", "（二）重复的复印件，包括：", "1）供会议传阅的；", "2）供展览使用的。"];
    assert_eq!(kinds(BlockKind::Item), items);
    assert_eq!(kinds(BlockKind::Heading).first(), Some(&"第一章 总则"));
    let paragraphs = kinds(BlockKind::Paragraph);
    assert!(paragraphs.contains(&"各部室应当在次年3月底前移交上一年度的档案，逾期须说明原因。"));
    assert!(paragraphs.contains(&"查阅档案应当登记，也可以通过档案查阅系统申请。"));
    assert_eq!(paragraphs.last(), Some(&"[1] 含照片、录音、录像等载体。"));
}

#[test]
fn marks_cover_their_words() {
    let document = read(RULES);
    let body = document.marks.iter().filter(|mark| mark.span.start > 60);
    let found: Vec<_> = body.map(|mark| (mark.kind, document.text.span(mark.span))).collect();
    let expected = [
        (MarkKind::Strong, "声像材料"),
        (MarkKind::Note, "[1]"),
        (MarkKind::Emphasis, "3"),
        (MarkKind::Link, "档案查阅系统"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_title_is_strong_by_its_style() {
    let document = read(RULES);
    let first = document.marks.first().map(|mark| (mark.kind, document.text.span(mark.span)));
    assert_eq!(first, Some((MarkKind::Strong, "云溪市文化馆档案管理办法")));
}

#[test]
fn letters_of_heavy_faces_are_known() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let face = |name: &str| {
        let mut bytes = RULES.to_vec();
        // The font of Chinese letters in its styles becomes the fifth, and that gets the name.
        for (known, new) in [(b"\x50\x4a\x06\0".to_vec(), b"\x50\x4a\x04\0".to_vec()), (utf16("宋体"), utf16(name))] {
            let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(&known)).collect();
            assert!(!places.is_empty());
            places.into_iter().for_each(|at| bytes[at..at + new.len()].copy_from_slice(&new));
        }
        let source = read::source(&bytes, &Budget::new(bytes.len())).expect("the sample");
        let heavy = source.pieces.iter().filter(|piece| match piece {
            Piece::Paragraph(paragraph) => paragraph.letters.heavy,
            _ => false,
        });
        heavy.count() > 0
    };
    assert_eq!(["宋体", "楷体", "黑体"].map(face), [false, false, true]);
}

#[test]
fn damage_is_told_and_the_text_kept() {
    let check = |bytes: &[u8], problem: Problem, words: &str| {
        let document = read(bytes);
        assert_eq!(document.problems, [problem]);
        assert!(document.text.contains(words), "{}", document.text.as_str());
    };
    check(&changed(0x0b, |flags| flags | 1), Problem::Encrypted, "");
    check(&changed(0x00, |_| 0), Problem::Damaged("it does not say where its text is"), "");
    check(&changed(0x1a6, |_| 0), Problem::Damaged("the order of its text is lost"), "也可以通过档案查阅系统申请。");
    check(&RULES[..9000], Problem::Damaged("the list of its parts is lost"), "为规范本馆档案的收集");
    check(&RULES[..600], Problem::Damaged("the list of its parts is lost"), "");
    check(&[ole::MAGIC, &[0; 2048]].concat(), Problem::Damaged("the list of its parts is lost"), "");
}

#[test]
fn other_files_of_the_name_are_text() {
    let document = read("一、总则\n\n二、附则\n".as_bytes());
    assert_eq!((document.format, document.text.as_str()), ("text", "一、总则\n\n二、附则\n"));
}

#[test]
fn word_95_has_its_text() {
    // The stream as the versions before Word 97 have it, in the place of the sample's.
    let text = b"\xb5\xda\xd2\xbb\xd5\xc2\x07\xd7\xdc\xd4\xf2\x07\x07\r\xd5\xfd\xce\xc4\x13 PAGE \x141\x15\r";
    let mut stream = vec![0; 0x400];
    stream[..8].copy_from_slice(b"\xdc\xa5\x68\x00\0\0\x04\x08");
    stream[0x18..0x1c].copy_from_slice(&0x400_u32.to_le_bytes());
    stream[0x1c..0x20].copy_from_slice(&(0x400 + text.len() as u32).to_le_bytes());
    stream[0x34..0x38].copy_from_slice(&(text.len() as u32).to_le_bytes());
    stream.extend(text);
    let mut bytes = RULES.to_vec();
    let head = bytes.windows(2).position(|two| two == b"\xec\xa5").expect("the head of the text");
    bytes[head..head + stream.len()].copy_from_slice(&stream);
    let document = read(&bytes);
    assert_eq!(document.text.as_str(), "第一章\t总则\n\n正文1");
}

#[test]
fn boxes_stand_where_they_are_anchored() {
    let document = read(include_bytes!("../../../../tests/makers/boxes.doc"));
    let blocks: Vec<_> = document.blocks.iter().map(|block| document.text.span(block.span)).collect();
    let expected = [
        "First paragraph.",
        "Second paragraph.",
        "Box one.",
        "Third paragraph.",
        "Box two.",
        "Box three.",
        "cell a Box four.\tcell b\ncell c\tcell d",
        "Fourth paragraph.",
        "Grouped box five.",
        "Grouped box six.",
        "Last paragraph.",
    ];
    assert_eq!((blocks, document.problems), (expected.to_vec(), vec![]));
}
