//! The kinds of damage together: damaged texts and what they were, clean texts, and what always holds.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, WINDOWS_1252};
use proptest::prelude::*;

use super::*;
use RepairKind::*;

/// The text as it was, put together from the repairs.
fn undone(repaired: &Repaired) -> String {
    let mut text = repaired.text.to_string();
    for repair in repaired.repairs.iter().rev() {
        text.replace_range(repair.span.range(), &repair.original);
    }
    text
}

fn check_record(text: &str, repaired: &Repaired) {
    let ordered = |pair: &[Repair]| matches!(pair, [a, b] if a.span.end <= b.span.start);
    assert!(repaired.repairs.windows(2).all(ordered), "{text:?}: {:?}", repaired.repairs);
    assert_eq!(undone(repaired), text);
    let line_ends = |text: &str| text.matches(['\n', '\r']).count();
    let kept = |repair: &Repair| line_ends(&repair.original) + line_ends(repaired.text.span(repair.span)) == 0;
    assert!(repaired.repairs.iter().all(kept), "{text:?}: {:?}", repaired.repairs);
}

fn check(text: &str, expected: &str, kinds: &[RepairKind]) {
    let repaired = repair(text);
    assert_eq!(repaired.text, expected, "{text:?}");
    let found: Vec<RepairKind> = repaired.repairs.iter().map(|repair| repair.kind).collect();
    assert_eq!(found, kinds, "{text:?}");
    check_record(text, &repaired);
}

fn check_clean(text: &str) {
    check(text, text, &[]);
}

#[test]
fn readings_between_words_are_noise() {
    check("推進(jìn)發(fā)展，總結(jié)經驗。", "推進發展，總結經驗。", &[Annotation; 3]);
    check("推進（jìn）發（fā）展，總結（jie）經驗。", "推進發展，總結經驗。", &[Annotation; 3]);
    check("戰略(lüè)和旅(lv)行、女(nǚ)兒、行(háng)業", "戰略和旅行、女兒、行業", &[Annotation; 4]);
    check("發(fā)展業(yè)\n務網(wǎng)絡", "發展業\n務網絡", &[Annotation; 3]);
}

#[test]
fn glosses_stay() {
    check_clean("行(xíng)走。");
    check_clean("甪(lù)直古镇、歙(shè)县两地。");
    check_clean("生字：淼(miǎo)、鑫(xīn)、犇(bēn)、骉(biāo)。");
    check_clean("行(xíng)走(zǒu)之(zhī)间(jiān)有(yǒu)乐(lè)趣");
    check_clean("发(abc)展，总(the)结，建(in)设，方案(a)和方案(b)以及方案(c)中");
    check_clean("发(fa)展（ji）结（jian)设(");
}

/// A text in an encoding, with one byte lost in the mark behind the first `|`, read as if nothing had happened.
fn slipped(text: &str, lost: usize, encoding: &'static Encoding) -> String {
    let (before, behind) = text.split_once('|').unwrap();
    let mut bytes = encoding.encode(before).0.into_owned();
    let (behind, _, _) = encoding.encode(behind);
    bytes.extend(behind.iter().enumerate().filter(|(index, _)| *index != lost).map(|(_, byte)| byte));
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

const CONTEXT: &str = "基層黨組織和基層黨建，各級組織、各級黨委，總結經驗，認真總結，工作開展，工作計劃\n";

#[test]
fn a_lost_byte_is_given_back() {
    let check = |damaged: &str, expected: &str| {
        check(&format!("{CONTEXT}{damaged}\n"), &format!("{CONTEXT}{expected}\n"), &[LostByte]);
    };
    check("政治工作;鶎狱h組織的虛弱", "政治工作。基層黨組織的虛弱");
    check("瓶頸；鶎狱h支部", "瓶頸。基層黨支部");
    check("就能議8骷夵h組織普遍", "就能議。各級黨組織普遍");
    check("點評17次?偨Y起來", "點評17次。總結起來");
    check("點評17次??偨Y起來", "點評17次。總結起來");
}

#[test]
fn one_lost_byte_makes_another_likely() {
    check_clean(&CONTEXT.replace("各級", "").replace("認真", "保持清潔8骷夵h查"));
    let expected = "保持清潔。各級黨查\n政治工作。基層黨組織";
    let damaged = "保持清潔8骷夵h查\n政治工作;鶎狱h組織";
    let context = CONTEXT.replace("各級", "");
    check(&format!("{context}{damaged}"), &format!("{context}{expected}"), &[LostByte; 2]);
}

#[test]
fn bytes_are_given_back_in_either_encoding() {
    let check = |text: &str, lost: usize, encoding: &'static Encoding, expected: &str| {
        let damaged = slipped(text, lost, encoding);
        let repaired = repair(&damaged);
        assert_eq!(repaired.text, expected, "{damaged:?}");
        assert_eq!(repaired.repairs.len(), 1, "{damaged:?}");
        check_record(&damaged, &repaired);
    };
    let context = |sentence: &str| format!("{CONTEXT}{sentence}");
    check(&context("推動工作|。各級黨委要"), 0, GBK, &context("推動工作。各級黨委要"));
    check(&context("推動工作|。各級黨委要"), 1, GBK, &context("推動工作。各級黨委要"));
    check(&context("推動工作|、基層黨建要"), 0, GBK, &context("推動工作、基層黨建要"));
    check(&context("推動工作|，基層黨建要"), 0, GBK, &context("推動工作，基層黨建要"));
    check(&context("推動工作|。基層黨建要"), 1, BIG5, &context("推動工作。基層黨建要"));
}

#[test]
fn what_the_text_does_not_bear_out_stays() {
    check_clean("政治工作;鶎狱h組織的虛弱");
    check_clean("瓶頸?偨Y");
    check_clean("基層黨組織基層黨組織鶎魚和鱘魚，淼淼、偨儯h");
}

#[test]
fn the_wrong_encoding_is_read_again() {
    let misread =
        |text: &str, encoding: &'static Encoding| encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let check = |text: &str, encoding, kind| check(&misread(text, encoding), text, &[kind]);
    check("中央", WINDOWS_1252, Utf8AsLatin);
    check("基层党组织建设，要做好。", WINDOWS_1252, Utf8AsLatin);
    check("it’s", WINDOWS_1252, Utf8AsLatin);
    check("基层党建", GB18030, Utf8AsGbk);
    check("建设中国，一起来", GB18030, Utf8AsGbk);
    super::tests::check(&misread("基层建设\n", GB18030), "基层建设\n", &[Utf8AsGbk]);
    // The last byte found no second one, and is lost.
    super::tests::check(&misread("基层建设好\n", GB18030), "基层建设\u{fffd}\n", &[Utf8AsGbk]);
    super::tests::check("ä¸\u{ad}å¤®和鍩哄眰鍏氬缓", "中央和基层党建", &[Utf8AsLatin, Utf8AsGbk]);
    let french = "Été, réunion générale, dîner à Orléans";
    let damaged = misread(french, WINDOWS_1252);
    // `à` became a letter and a no-break space, which may be meant.
    assert_eq!(repair(&damaged).text, french.replace('à', "Ã\u{a0}"));
}

const CLEAN: [&str; 14] = [
    "今年以来，各部门认真落实各项任务，把群众反映的困难一件一件办好。",
    "（一）坚持问题导向。全年完成投资4.6亿元，同比增长7.5%。",
    "使用Linux系统，安装Python3和PostgreSQL数据库；CPU占用率低于5%",
    "本府持續推動社區營造，輔導四十二個社區提出計畫：一、改善公共空間。",
    "銀行(háng)和行走(xíng)讀音不同。",
    "王淼、李鑫、张珺琪、赵喆、欧阳翀等同志参加，龢、囧、堃、喆皆为人名",
    "子曰：學而時習之，不亦說乎？夫龘靐齉齾之字，罕見也。蠃鱬鵺䴉䲹",
    "この報告書は、今年の活動の結果をまとめたものです（案）。働く人々の込み入った峠",
    "이 보고서는 올해 활동의 결과를 정리한 것이다(안).",
    "« Le café » est fermé à l’été ; où ça ? — « là-bas », dit-il…",
    "Größe, Äpfel, „Übermut“ und ‚Straße‘: très çà, IRMÃ, São João, ñandú",
    "fn main() { let größe = \"é(a)\"; println!(\"{größe:?}\"); } // 注释(a)",
    "The team visited all twelve stations (three of them twice) — “why?” he asked…",
    "μέτρο και Привет, мир (а) 中文(b) ±×÷ §¶ ①②③ Ⅳ ㎡ ￥ � \u{e000}",
];

#[test]
fn clean_sentences_stay() {
    CLEAN.into_iter().for_each(check_clean);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn five_megabytes_of_clean_text_stay(order in prop::collection::vec((0..CLEAN.len(), any::<bool>()), 4000)) {
        let mut block = String::new();
        for (index, ends) in order {
            // Glosses by the thousand are no longer single ones.
            let sentence = CLEAN.iter().cycle().nth(index).filter(|text| !text.contains("háng"));
            block.push_str(sentence.unwrap_or(&""));
            block.push_str(if ends { "\n" } else { "" });
        }
        let text = block.repeat(5_000_000 / block.len() + 1);
        prop_assert_eq!(repair(&text).repairs, Vec::new());
    }
}

/// Text in which damage is likely.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(CONTEXT.to_owned()),
        prop::sample::select(vec![
            "發(fā)展",
            "業(yè)",
            "（jié）",
            ";鶎狱h",
            "?偨Y",
            "?",
            "�",
            "€",
            "8骷夵h",
            "ä¸\u{ad}å¤®",
            "é »",
            "â€™",
            "Ã©t",
            "鍩哄眰鍏氬缓",
            "锛",
            "\n",
            "\r\n",
            "基層黨",
            "a",
            "。",
            "😀",
            "(",
            "é",
            "\u{e5e5}",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[\u{4e00}-\u{9fff}@-~0-9]{1,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_repaired_and_can_be_put_back(text in damaged()) {
        check_record(&text, &repair(&text));
    }
}

#[test]
fn only_the_damaged_reports_of_ours_are_repaired() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut repaired = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if crate::text::decode::is_binary(&bytes) {
                continue;
            }
            let text = crate::text::decode::decode(&bytes, None).text;
            let found = repair(&text);
            check_record(&text, &found);
            let count = |kind| found.repairs.iter().filter(|repair| repair.kind == kind).count();
            if !found.repairs.is_empty() {
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                repaired.push((name, [Annotation, LostByte, Utf8AsGbk, Utf8AsLatin].map(count)));
            }
        }
    }
    repaired.sort();
    let expected = [("上半年机关党建工作总结（网页转载）", [15, 4, 0, 0]), ("公文写作问答（论坛转载）", [0, 0, 0, 1])];
    assert_eq!(repaired, expected.map(|(name, counts)| (name.to_owned(), counts)));
}
