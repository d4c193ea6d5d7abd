//! Simple encodings: which character each of 256 codes stands for.

/// The characters of 256 codes; a code without a character has none.
pub(super) type Table = [Option<char>; 256];

/// An encoding that PDF defines by name (ISO 32000-1, annex D).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Adobe's standard Latin encoding, built into most Type 1 fonts.
    Standard,
    /// Mac OS Roman.
    MacRoman,
    /// Windows code page 1252.
    WinAnsi,
    /// Of text strings outside of pages: titles of bookmarks.
    PdfDoc,
    /// Of the font Symbol.
    Symbol,
    /// Of the font ZapfDingbats.
    Dingbats,
}

impl Encoding {
    /// The encoding that a name stands for.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Encoding::Standard),
            b"MacRomanEncoding" => Some(Encoding::MacRoman),
            b"WinAnsiEncoding" => Some(Encoding::WinAnsi),
            b"PDFDocEncoding" => Some(Encoding::PdfDoc),
            _ => None,
        }
    }

    /// Its characters.
    pub(super) fn table(self) -> Table {
        let mut table = [None; 256];
        match self {
            Encoding::Standard => {
                fill(&mut table, 0x20, ASCII);
                fill(&mut table, 0x27, "’");
                fill(&mut table, 0x60, "‘");
                fill(&mut table, 0xa0, STANDARD);
            }
            Encoding::MacRoman => {
                fill(&mut table, 0x20, ASCII);
                fill(&mut table, 0x80, MAC_ROMAN);
            }
            Encoding::WinAnsi => {
                fill(&mut table, 0x20, ASCII);
                fill(&mut table, 0x80, WIN_ANSI);
            }
            Encoding::PdfDoc => {
                fill_latin(&mut table);
                fill(&mut table, 0x18, PDF_DOC_LOW);
                fill(&mut table, 0x80, PDF_DOC_HIGH);
            }
            Encoding::Symbol => fill(&mut table, 0x20, SYMBOL),
            Encoding::Dingbats => fill(&mut table, 0x20, DINGBATS),
        }
        fill(&mut table, 0x20, " ");
        if matches!(self, Encoding::MacRoman) {
            fill(&mut table, 0xca, "\u{a0}");
        } else if matches!(self, Encoding::WinAnsi | Encoding::PdfDoc) {
            fill(&mut table, 0xa0, if self == Encoding::PdfDoc { "€" } else { "\u{a0}" });
        }
        table
    }
}

/// Sets the characters from a code on. A space leaves its code without one, unless it is all there is.
fn fill(table: &mut Table, first: usize, characters: &str) {
    let alone = characters == " ";
    for (slot, character) in table.iter_mut().skip(first).zip(characters.chars()) {
        *slot = Some(character).filter(|character| alone || *character != ' ');
    }
}

/// Sets every code to the character of that number.
fn fill_latin(table: &mut Table) {
    for (slot, code) in table.iter_mut().zip(0_u8..=255) {
        *slot = Some(char::from(code));
    }
}

/// From 0x20 on.
const ASCII: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}\
    ~";
/// From 0xA0 on.
const STANDARD: &str = " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß    \
    ";
/// From 0x80 on.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨ ÆØ ±  ¥µ     ªº æø¿¡¬ ƒ  «»… ÀÃÕŒœ–—“”‘’÷ ÿŸ⁄¤‹›ﬁﬂ\
    ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// From 0x80 on.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ ¡¢£¤¥¦§¨©ª«¬-®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
/// From 0x18 on.
const PDF_DOC_LOW: &str = "˘ˇˆ˙˝˛˚˜";
/// From 0x80 on.
const PDF_DOC_HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž €";
/// From 0x20 on; pieces of brackets left out.
const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼                                 \
    €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫⌠ ⌡          \
    ";
/// From 0x20 on.
const DINGBATS: &str = " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞ \
    ❨❩❪❫❬❭❮❯❰❱❲❳❴❵                   ❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟\
    ➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯ ➱➲➳➴➵➶➷➸➹➺➻➼➽➾ ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_characters() {
        let check = |encoding: Encoding, code: u8, expected: Option<char>| {
            let found = encoding.table().get(usize::from(code)).copied().flatten();
            assert_eq!(found, expected, "{encoding:?} {code:#x}");
        };
        check(Encoding::Standard, b'A', Some('A'));
        check(Encoding::Standard, b'\'', Some('’'));
        check(Encoding::Standard, 0xae, Some('ﬁ'));
        check(Encoding::Standard, 0xb0, None);
        check(Encoding::MacRoman, 0x80, Some('Ä'));
        check(Encoding::MacRoman, 0xd0, Some('–'));
        check(Encoding::WinAnsi, 0x80, Some('€'));
        check(Encoding::WinAnsi, 0xe9, Some('é'));
        check(Encoding::PdfDoc, 0x92, Some('™'));
        check(Encoding::PdfDoc, 0xe9, Some('é'));
        check(Encoding::PdfDoc, 0xa0, Some('€'));
        check(Encoding::Symbol, b'a', Some('α'));
        check(Encoding::Symbol, 0xb7, Some('•'));
        check(Encoding::Dingbats, 0x33, Some('✓'));
        check(Encoding::WinAnsi, 0x20, Some(' '));
    }
}
