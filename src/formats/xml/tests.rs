//! Whole and damaged ones, byte by byte.

use super::*;

/// The events of a document in a line: `<a k=v`, `>a`, and text in quotes.
fn events(source: &str) -> (String, bool) {
    let mut xml = Xml::new(source);
    let mut found = Vec::new();
    for event in xml.by_ref() {
        found.push(match event {
            Event::Start(element) => {
                let attributes = element.attributes().map(|(name, value)| format!(" {name}={value}"));
                format!("<{}{}", element.name, attributes.collect::<String>())
            }
            Event::End(name) => format!(">{name}"),
            Event::Text(text) => format!("“{text}”"),
        });
    }
    (found.join(" "), xml.is_damaged())
}

#[test]
fn whole_documents() {
    let check = |source: &str, expected: &str| assert_eq!(events(source), (expected.to_owned(), false), "{source}");
    check("<?xml version='1.0'?><!-- c --><w:a w:k='v' n=\"&lt;&#x76ee;\">x</w:a >", "<a k=v n=<目 “x” >a");
    check("<a><b:b/>&amp;<![CDATA[<]]></a>", "<a <b >b “&” “<” >a");
    check("<a>x\r\ny&nbsp;&#8212;&unknown;</a>", "<a “x\ny” “\u{a0}” “—” “&unknown;” >a");
    check("<!DOCTYPE a [<!ENTITY e \"words\"> <!ENTITY f SYSTEM '/etc/passwd'>]><a>&e;&f;</a>", "<a “words” “&f;” >a");
    check("<目录 键='值'/>", "<目录 键=值 >目录");
    check("<a>1 & 2</a>", "<a “1 ” “& 2” >a");
    check("", "");
}

#[test]
fn broken_documents_balance() {
    let check = |source: &str, expected: &str| assert_eq!(events(source), (expected.to_owned(), true), "{source}");
    check("<a><b>x", "<a <b “x” >b >a");
    check("<a><b>x</a>y", "<a <b “x” >b >a “y”");
    check("<a>x</b></a>", "<a “x” >a");
    check("<a>x<b", "<a “x” >a");
    check("<a>x<!y><b>z</b></a>", "<a “x” <b “z” >b >a");
    check("<a>x<b k='y><c>z</c></a>", "<a “x” <c “z” >c >a");
    check("<a", "");
}

#[test]
fn deep_documents_keep_their_text() {
    let deep = format!("{}x{}<b/>", "<a>".repeat(9000), "</a>".repeat(9000));
    let (found, damaged) = events(&deep);
    assert_eq!((found.matches("<a").count(), found.matches(">a").count(), damaged), (DEEPEST, DEEPEST, false));
    assert!(found.contains("“x”") && found.ends_with("<b >b"));
}

#[test]
fn what_is_broken_everywhere_is_given_up() {
    let (found, damaged) = events(&"<a '".repeat(100_000));
    assert!(found.is_empty() && damaged);
}

#[test]
fn elements_are_passed_over_or_read_as_text() {
    let mut xml = Xml::new("<a><b>1<c>2</c>3</b><d/>4<e>5</e></a>");
    let mut found = String::new();
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) if element.name == "b" => found.push_str(&xml.text()),
            Event::Start(element) if element.name == "e" => xml.pass_over(),
            Event::Text(text) => found.push_str(&text),
            _ => {}
        }
    }
    assert_eq!(found, "1234");
}

#[test]
fn encodings_are_as_declared() {
    let check = |bytes: &[u8], expected: &str, encoding: &str| {
        let found = decoded(bytes.to_vec());
        assert_eq!((found.text.as_str(), found.encoding), (expected, encoding));
    };
    check("<a>目录</a>".as_bytes(), "<a>目录</a>", "UTF-8");
    check("\u{feff}<a/>".as_bytes(), "<a/>", "UTF-8");
    let wide: Vec<u8> = "<a>目录</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&wide, "<a>目录</a>", "UTF-16LE");
    check(&[&[0xff, 0xfe], wide.as_slice()].concat(), "<a>目录</a>", "UTF-16LE");
    let chinese = [b"<?xml version='1.0' encoding='gb2312'?><a>".as_slice(), b"\xc4\xbf\xc2\xbc</a>"].concat();
    check(&chinese, "<?xml version='1.0' encoding='gb2312'?><a>目录</a>", "GB18030");
    let wrong = "<?xml version='1.0' encoding='UTF-16'?><a/>";
    check(wrong.as_bytes(), wrong, "UTF-8");
}
