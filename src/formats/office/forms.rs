//! The forms of numbers that Word knows: by their names in docx, by their codes in .doc.

use crate::formats::numerals::Form;

/// The form of a number by its name (ECMA-376 part 1, 17.18.59).
pub(in crate::formats) fn form(name: &str) -> Form {
    match name {
        "none" => Form::None,
        "decimalZero" => Form::Padded(2),
        "upperRoman" => Form::Roman(false),
        "lowerRoman" => Form::Roman(true),
        "upperLetter" => Form::Letters(false),
        "lowerLetter" => Form::Letters(true),
        "ordinal" => Form::Ordinal,
        "hex" => Form::Hexadecimal,
        "numberInDash" => Form::Dashed,
        "cardinalText" => Form::Names(&CARDINALS),
        "ordinalText" => Form::Names(&ORDINALS),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanDigital2" => Form::Chinese,
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Form::ChineseDigits,
        "chineseLegalSimplified" => Form::ChineseLegal(false),
        "ideographLegalTraditional" | "japaneseLegal" => Form::ChineseLegal(true),
        "ideographTraditional" => Form::Row("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => Form::Row("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Form::Enclosed('①', 20),
        "decimalEnclosedFullstop" => Form::Enclosed('⒈', 20),
        "decimalEnclosedParen" => Form::Enclosed('⑴', 20),
        "ideographEnclosedCircle" => Form::Enclosed('㊀', 10),
        "ideographParenthesizedTraditional" => Form::Enclosed('㈠', 10),
        "decimalFullWidth" | "decimalFullWidth2" => Form::FullWidth,
        "russianUpper" => Form::Row("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "russianLower" => Form::Row("абвгдежзиклмнопрстуфхцчшщэюя"),
        "ganada" => Form::Row("가나다라마바사아자차카타파하"),
        "chosung" => Form::Row("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
        "koreanCounting" | "koreanDigital" => Form::Row("일이삼사오육칠팔구십"),
        "aiueo" | "aiueoFullWidth" => {
            Form::Row("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
        }
        "iroha" | "irohaFullWidth" => {
            Form::Row("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
        }
        "hebrew1" | "hebrew2" => Form::Row("אבגדהוזחט"),
        "arabicAlpha" => Form::Row("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        _ => Form::Decimal,
    }
}

/// The names of the forms by their codes in .doc (MS-OSHARED 2.2.1.3, MSONFC).
const NAMES: [&str; 40] = [
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
];

/// The code of bullets.
pub(in crate::formats) const BULLET: u8 = 23;

/// The form of a number by its code; digits where it is unknown.
pub(in crate::formats) fn form_of_code(code: u8) -> Form {
    match code {
        BULLET | 255 => Form::None,
        // The digits of simplified Chinese, and characters in parentheses: docx has no names for them.
        40 => Form::ChineseDigits,
        29 => Form::Enclosed('㈠', 10),
        code => NAMES.get(usize::from(code)).map_or(Form::Decimal, |name| form(name)),
    }
}

const CARDINALS: [&str; 20] = [
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
    "Twenty",
];
const ORDINALS: [&str; 20] = [
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
    "Twentieth",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::numerals::numeral;

    #[test]
    fn codes_are_known() {
        let check = |code: u8, values: &[u32], expected: &str| {
            let found: Vec<String> = values.iter().map(|&value| numeral(form_of_code(code), value)).collect();
            assert_eq!(found.join(" "), expected, "{code}");
        };
        check(0, &[0, 1, 12], "0 1 12");
        check(1, &[4, 1999, 0, 4000], "IV MCMXCIX 0 4000");
        check(2, &[9], "ix");
        check(3, &[1, 26, 27], "A Z AA");
        check(4, &[2, 28], "b bb");
        check(5, &[1, 2, 3, 4, 11, 21], "1st 2nd 3rd 4th 11th 21st");
        check(39, &[1, 10, 12, 20, 101, 110, 1005, 0], "一 十 十二 二十 一百零一 一百一十 一千零五 零");
        check(37, &[3, 15], "三 十五");
        check(38, &[2, 10, 32], "贰 壹拾 叁拾贰");
        check(10, &[10, 24], "一〇 二四");
        check(14, &[12], "１２");
        check(18, &[1, 20, 21], "① ⑳ 21");
        check(22, &[3, 12], "03 12");
        check(29, &[1, 10, 11], "㈠ ㈩ 11");
        check(30, &[1, 10, 11], "甲 癸 甲甲");
        check(23, &[1], "");
        check(90, &[7], "7");
    }
}
