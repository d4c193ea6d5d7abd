//! How fast damage is looked for, and undone.
//!
//! `cargo bench --bench repair`

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use mulu::text::repair::repair;

const BYTES: usize = 16 << 20;

fn main() {
    divan::main();
}

fn repeated(paragraph: &str) -> String {
    paragraph.repeat(BYTES / paragraph.len())
}

static CHINESE: LazyLock<String> = LazyLock::new(|| {
    repeated(
        "（一）坚持问题导向。今年以来，各部门认真落实年初下达的128项任务，把群众反映的困难一件一件办好，\
         全年完成投资4.6亿元，同比增长7.5%。\n二是完善制度。修订工作规则、议事规则等6项制度，做到有章可循；\
         加强督促检查，对进展缓慢的3个项目逐一约谈。\n",
    )
});

static TRADITIONAL: LazyLock<String> = LazyLock::new(|| {
    repeated(
        "壹、施政成果：本府持續推動社區營造，輔導四十二個社區提出計畫，並結合學校與志工團隊，改善公共空間。\n\
         貳、未來展望：將整合各局處資源，強化防災應變，完善長期照顧服務，讓市民安心生活。\n",
    )
});

static ENGLISH: LazyLock<String> = LazyLock::new(|| {
    repeated(
        "3.2 Findings of the review. The team visited all twelve stations (three of them twice) and measured the flow \
         for a week.\nTwo pumps were found to run without maintenance records; both have been repaired since.\n",
    )
});

static FRENCH: LazyLock<String> = LazyLock::new(|| {
    repeated("La réunion a été préparée par l’équipe générale (réélue à l’unanimité), après un été très chargé.\n")
});

static DAMAGED: LazyLock<String> = LazyLock::new(|| {
    repeated(
        "基層黨組織是一切工作的基礎,促進(jìn)各項事業(yè)發(fā)展;鶎狱h支部帶頭學習。\n\
         å…¨å¿ƒå…¨æ„为人民服务,鍩哄眰缁勭粐建设。\n",
    )
});

static TRIGGERS: LazyLock<String> = LazyLock::new(|| repeated("鶎鶎é(狱夵(a)é»\n"));

#[divan::bench(args = ["chinese", "traditional", "english", "french", "damaged", "triggers"])]
fn repairing(bencher: Bencher, name: &str) {
    let text: &str = match name {
        "chinese" => &CHINESE,
        "traditional" => &TRADITIONAL,
        "english" => &ENGLISH,
        "french" => &FRENCH,
        "damaged" => &DAMAGED,
        _ => &TRIGGERS,
    };
    bencher.counter(BytesCount::of_str(text)).bench(|| repair(text));
}
