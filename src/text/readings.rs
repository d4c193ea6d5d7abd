//! The readings of Chinese characters, in a table that the program makes once.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use crate::text::Part;
use crate::text::fold::fold_char;

/// In the set of a text's sounds: one of its characters at least has a reading.
pub(super) const SOUNDED: u32 = 1 << 31;
/// The first character that has readings, 〇.
pub(super) const FIRST: u32 = 0x3007;
/// One past the last character whose readings are known here.
const END: u32 = 0xa000;

/// The letters of the longest syllable, as in zhuang.
pub(super) const LONGEST_SYLLABLE: usize = 6;
/// So far a letter turns the set of those behind it, as against the letter before it in the alphabet.
const TURN: u32 = 23;

/// The bit of a letter in a set; all digits share one.
pub(super) fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << 26,
        _ => 0,
    }
}

/// The set of pairs of one letter or digit out of each of two sets. The 729 of them share 128 bits, so that each letter
/// in front turns the set of those behind it to another place.
pub(super) fn pairs(before: u32, behind: u32) -> u128 {
    let behind = u128::from(behind & !SOUNDED);
    let mut rest = before & !SOUNDED;
    let mut all = 0;
    while rest != 0 {
        all |= behind.rotate_left(rest.trailing_zeros() * TURN);
        rest &= rest - 1;
    }
    all
}

/// Characters with several common readings, each with those. Of the others, the first one of the dictionary is common.
const COMMON: &str = "阿a,e 堡bao,bu,pu 柏bai,bo 薄bao,bo 剥bo,bao 泊bo,po 伯bo,bai 便bian,pian 辟pi,bi \
    扁bian,pian 膀bang,pang 磅bang,pang 屏ping,bing 蚌bang,beng 卜bu,bo 埔pu,bu 参can,shen,cen 藏cang,zang \
    曾ceng,zeng 查cha,zha 差cha,chai 刹cha,sha 长chang,zhang 朝chao,zhao 车che,ju 称cheng,chen 澄cheng,deng \
    盛sheng,cheng 乘cheng,sheng 匙chi,shi 重zhong,chong 臭chou,xiu 仇chou,qiu 畜chu,xu 传chuan,zhuan \
    幢zhuang,chuang 大da,dai 单dan,shan 弹dan,tan 得de,dei 地di,de 的de,di 调diao,tiao 都dou,du 度du,duo \
    囤dun,tun 恶e,wu 番fan,pan 否fou,pi 佛fo,fu 脯fu,pu 给gei,ji 蛤ge,ha 龟gui,jun,qiu 莞guan,wan 还hai,huan \
    行xing,hang 巷xiang,hang 吭keng,hang 和he,huo 核he,hu 会hui,kuai 系xi,ji 奇qi,ji 缉ji,qi 贾jia,gu 茄qie,jia \
    强qiang,jiang 降jiang,xiang 校xiao,jiao 觉jue,jiao 角jiao,jue 嚼jiao,jue 解jie,xie 芥jie,gai 桔ju,jie \
    颈jing,geng 劲jin,jing 卡ka,qia 咳ke,hai 壳ke,qiao 溃kui,hui 了le,liao 乐le,yue 勒le,lei 落luo,la,lao \
    烙lao,luo 六liu,lu 陆lu,liu 露lu,lou 绿lv,lu 率lv,shuai 弄nong,long 脉mai,mo 埋mai,man 蔓man,wan 没mei,mo \
    模mo,mu 秘mi,bi 泌mi,bi 抹mo,ma 娜na,nuo 呢ne,ni 那na,nei 拗ao,niu 粘nian,zhan 炮pao,bao 刨pao,bao \
    胖pang,pan 迫po,pai 曝pu,bao 瀑pu,bao 朴pu,piao 栖qi,xi 纤xian,qian 区qu,ou 雀que,qiao 色se,shai 塞sai,se \
    厦sha,xia 杉shan,sha 禅chan,shan 什shen,shi 省sheng,xing 石shi,dan 识shi,zhi 似si,shi 术shu,zhu 属shu,zhu \
    说shuo,shui 伺si,ci 宿su,xiu 歙she,xi 莘shen,xin 折zhe,she 沓ta,da 拓tuo,ta 提ti,di 尉wei,yu 蔚wei,yu \
    尾wei,yi 圩wei,xu 浒hu,xu 吓xia,he 削xiao,xue 血xue,xie 吁yu,xu 咽yan,ye 殷yin,yan 约yue,yao 钥yao,yue \
    熨yun,yu 轧ya,zha 择ze,zhai 扎za,zha 翟di,zhai 爪zhua,zhao 着zhe,zhuo,zhao 著zhu,zhe 这zhe,zhei 琢zhuo,zuo \
    仔zi,zai";

/// The readings of one character, each once.
pub(super) struct Readings {
    /// The letters of all readings, and [`SOUNDED`].
    pub(super) letters: u32,
    /// The letters with which they begin.
    pub(super) first: u32,
    /// The letters behind which the next character may go on: the first, the second of zh, ch and sh, the last.
    pub(super) last: u32,
    /// The pairs of letters that follow one another in them (see [`pairs`]).
    pub(super) pairs: u128,
    /// Their numbers among all syllables, those of common ones first.
    pub(super) syllables: Box<[u16]>,
    /// How many of them are common.
    pub(super) common: usize,
}

impl Readings {
    fn new(syllables: Box<[u16]>, common: usize) -> Self {
        Self { letters: SOUNDED, first: 0, last: 0, pairs: 0, syllables, common }
    }

    fn with(mut self, syllable: &str) -> Self {
        let mut before = 0;
        for (at, letter) in syllable.chars().map(bit).enumerate() {
            self.letters |= letter;
            self.pairs |= pairs(before, letter);
            let begins = at == 0 || (at == 1 && is_double(syllable.as_bytes()));
            self.first |= if at == 0 { letter } else { 0 };
            self.last |= if begins || at + 1 == syllable.len() { letter } else { 0 };
            before = letter;
        }
        self
    }
}

/// Whether a syllable begins with two letters that are one sound.
pub(super) fn is_double(syllable: &[u8]) -> bool {
    matches!(syllable, [b'z' | b'c' | b's', b'h', ..])
}

/// The readings of all characters.
pub(super) struct Table {
    /// For each character from [`FIRST`] on one more than the number of its readings; 0 where it has none.
    numbers: Box<[u16]>,
    pub(super) readings: Vec<Readings>,
    /// All syllables, in ASCII letters.
    pub(super) syllables: Vec<Box<str>>,
    /// The letters that stand behind the first one of some syllable.
    pub(super) behind: u32,
}

impl Table {
    pub(super) fn readings(&self, c: char) -> Option<&Readings> {
        self.readings.get(self.number(c)?)
    }

    /// Which of all sets of readings a character has.
    pub(super) fn number(&self, c: char) -> Option<usize> {
        let at = u32::from(c).checked_sub(FIRST)?;
        usize::from(*self.numbers.get(at as usize)?).checked_sub(1)
    }
}

/// The table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let common = common();
    let mut of_characters: HashMap<char, Known> = HashMap::new();
    let mut syllables: HashMap<Box<str>, u16> = HashMap::new();
    for c in (FIRST..END).filter_map(char::from_u32) {
        let known = of_characters.entry(fold_char(c)).or_default();
        let listed = common.get(&c).copied().unwrap_or_default();
        for (at, reading) in c.to_pinyin_multi().into_iter().flatten().enumerate() {
            for syllable in spellings(reading.plain()) {
                let is_common = fold_char(c) == c && (at == 0 || listed.split(',').any(|common| *common == *syllable));
                let next = u16::try_from(syllables.len()).unwrap_or(u16::MAX);
                known.add(*syllables.entry(syllable).or_insert(next), is_common);
            }
        }
    }
    let mut named: Vec<(Box<str>, u16)> = syllables.into_iter().collect();
    named.sort_unstable_by_key(|(_, number)| *number);
    let syllables: Vec<Box<str>> = named.into_iter().map(|(syllable, _)| syllable).collect();
    numbered(of_characters, syllables)
});

/// The readings that are known of a character, common ones and rare ones.
#[derive(Default)]
struct Known([Vec<u16>; 2]);

impl Known {
    fn add(&mut self, syllable: u16, is_common: bool) {
        let Self([common, rare]) = self;
        if is_common && !common.contains(&syllable) {
            rare.retain(|&other| other != syllable);
            common.push(syllable);
        } else if !common.contains(&syllable) && !rare.contains(&syllable) {
            rare.push(syllable);
        }
    }

    /// All, the common ones first; and how many those are. Where none is, all are.
    fn ordered(mut self) -> (Box<[u16]>, usize) {
        let Self([common, rare]) = &mut self;
        common.sort_unstable();
        rare.sort_unstable();
        let all: Box<[u16]> = common.iter().chain(rare.iter()).copied().collect();
        let count = if common.is_empty() { all.len() } else { common.len() };
        (all, count)
    }
}

/// The lists of common readings by their characters.
fn common() -> HashMap<char, &'static str> {
    let of_word = |word: &'static str| {
        let c = word.chars().next()?;
        Some((c, word.part(c.len_utf8()..word.len())))
    };
    COMMON.split(' ').filter_map(of_word).collect()
}

/// The table with equal sets of readings kept once.
fn numbered(of_characters: HashMap<char, Known>, syllables: Vec<Box<str>>) -> Table {
    let mut numbers = vec![0; (END - FIRST) as usize].into_boxed_slice();
    let mut known: HashMap<(Box<[u16]>, usize), u16> = HashMap::new();
    let mut readings = Vec::new();
    for (c, set) in of_characters {
        let (set, common) = set.ordered();
        let at = u32::from(c).checked_sub(FIRST).filter(|_| !set.is_empty());
        let Some(number) = at.and_then(|at| numbers.get_mut(at as usize)) else { continue };
        *number = *known.entry((set, common)).or_insert_with_key(|(set, common)| {
            let spelled = set.iter().filter_map(|&syllable| syllables.get(usize::from(syllable)));
            let new = Readings::new(set.clone(), *common);
            readings.push(spelled.fold(new, |readings, syllable| readings.with(syllable)));
            u16::try_from(readings.len()).unwrap_or(0)
        });
    }
    let behind = syllables.iter().flat_map(|syllable| syllable.chars().skip(1)).fold(0, |all, c| all | bit(c));
    Table { numbers, readings, syllables, behind }
}

/// How a reading is typed: `v` for ü, and `lue` for lüe too.
fn spellings(reading: &str) -> Vec<Box<str>> {
    let with = |u: char| -> Box<str> {
        let plain = reading.chars().map(|c| if c == 'ü' { u } else { fold_char(c) });
        plain.filter(char::is_ascii_lowercase).collect::<String>().into()
    };
    let mut all = vec![with('v')];
    if reading.contains("üe") {
        all.push(with('u'));
    }
    all.retain(|syllable| !syllable.is_empty());
    all
}

/// The bytes of memory that the table of readings takes, once for the program.
#[cfg(test)]
pub(super) fn memory() -> usize {
    let table = &*TABLE;
    let sets = table.readings.iter().map(|readings| size_of::<Readings>() + size_of_val(&*readings.syllables));
    let names = table.syllables.iter().map(|syllable| size_of::<Box<str>>() + syllable.len());
    size_of_val(&*table.numbers) + sets.sum::<usize>() + names.sum::<usize>()
}
