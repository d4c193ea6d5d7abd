//! The words of the grammars that fuzz targets are made of, each list in one string.

/// Values that are at the limits of something. Parted by `|`.
pub(super) const VALUES: &str = "\
    0|1|2|9|-1|255|65535|65536|2147483647|-2147483648|4294967295|1e9||a|甲";

/// Elements of the zipped formats, and of HTML.
pub(super) const ELEMENTS: &str = "\
    w:p w:r w:t w:tbl w:tr w:tc w:pPr w:rPr w:pStyle w:numPr w:ilvl w:numId w:outlineLvl w:sdt w:sdtContent \
    w:ins w:del w:hyperlink w:fldSimple w:fldChar w:instrText w:tab w:br w:sym w:footnoteReference \
    w:txbxContent mc:AlternateContent mc:Choice mc:Fallback w:tcPr w:gridSpan w:vMerge w:style w:basedOn w:name \
    w:lvl w:lvlText w:numFmt w:abstractNum w:num w:abstractNumId w:start w:lvlOverride w:startOverride w:isLgl \
    w:numStyleLink w:b w:sz w:jc w:body w:drawing wp:docPr text:p text:h text:span text:list text:list-item \
    text:a text:s text:tab text:line-break text:note text:note-body text:section text:tracked-changes \
    text:change-start text:bookmark text:soft-page-break table:table table:table-row table:table-cell \
    table:covered-table-cell draw:frame draw:text-box office:body office:text style:style text:outline-style \
    text:outline-level-style text:list-style text:list-level-style-number html head body title h1 h2 h6 p div \
    span table tr td th ul ol li a nav pre code br img section article aside header footer blockquote dl dt dd \
    script style select option template svg math ruby rt frameset navMap navPoint navLabel text content package \
    metadata dc:title manifest item spine itemref rootfile";

/// Their attributes.
pub(super) const ATTRIBUTES: &str = "\
    w:val w:styleId w:type w:ilvl w:numId w:abstractNumId w:id w:fldCharType w:instr w:char w:font \
    text:outline-level text:style-name style:name style:parent-style-name text:c text:level style:num-format \
    text:display-levels text:start-value table:number-columns-repeated table:number-rows-repeated \
    table:number-columns-spanned id class style href src rowspan colspan role aria-level start type epub:type \
    full-path idref media-type properties toc hidden align size";

/// What stands between elements. Parted by `¦`.
pub(super) const WORDS: &str = "\
    一、总则¦第一章 ¦1.1 ¦text¦ ¦\n¦&amp;¦&lt;¦&#x4e00;¦&none;¦<!--¦-->¦<![CDATA[¦]]>¦<?xml version=\"1.0\"?>¦\
    <!DOCTYPE a [<!ENTITY b \"&b;&b;\">]>¦&b;¦heading 1¦begin¦separate¦end¦TOC \\o";

/// Rich Text Format. Parted by `¦`.
pub(super) const RTF: &str = "\
    {¦}¦{\\rtf1¦\\ansi¦\\ansicpg936¦{\\*¦\\par ¦\\pard¦\\plain¦\\b¦\\b0 ¦\\fs¦\\f¦\\s¦\\ls¦\\ilvl¦\
    \\outlinelevel¦\\u¦\\uc¦\\'b0\\'a1¦\\'¦\\bin¦\\trowd¦\\cellx¦\\cell ¦\\row ¦\\intbl¦\\itap¦\\nestcell ¦\
    \\nestrow¦\\nesttableprops¦{\\fonttbl¦{\\f0\\fcharset134 a;}¦{\\stylesheet¦{\\s1\\sbasedon1 heading 1;}¦\
    {\\listtable¦{\\list¦\\listid¦{\\listlevel¦{\\leveltext\\'02\\'00.;}¦{\\listoverridetable¦{\\field¦\
    {\\fldinst HYPERLINK \"a\"}¦{\\fldrslt¦{\\footnote¦{\\pict¦{\\info{\\title ¦{\\upr¦{\\listtext¦\\deleted¦\
    \\v¦\\qc¦\\tab ¦\\line ¦\\~¦\\_¦\\-¦\\\\¦\\{¦\\}¦text¦一、¦;¦ ¦\n";

/// Files and content streams of PDF. Parted by `¦`.
pub(super) const PDF: &str = "\
    %PDF-1.7\n¦1 0 obj\n¦2 0 obj\n¦3 0 obj\n¦4 0 obj\n¦5 0 obj\n¦endobj\n¦<<¦>>¦[¦]¦stream\n¦\nendstream\n¦\
    xref\n0 6\n¦0000000000 65535 f \n¦0000000010 00000 n \n¦trailer\n¦startxref\n9\n%%EOF\n¦/Type¦/Catalog ¦\
    /Pages ¦/Page ¦/Kids ¦/Count ¦/Parent ¦/Contents ¦/Resources ¦/Font ¦/F1 ¦/Subtype ¦/Type0 ¦/Type1 ¦/Type3 ¦\
    /TrueType ¦/Encoding ¦/Identity-H ¦/GBK-EUC-H ¦/ToUnicode ¦/DescendantFonts ¦/Widths ¦/FirstChar ¦\
    /LastChar ¦/W ¦/DW ¦/Outlines ¦/First ¦/Next ¦/Last ¦/Title ¦/Dest ¦/A ¦/D ¦/Names ¦/Dests ¦/Length ¦\
    /Filter ¦/FlateDecode ¦/LZWDecode ¦/ASCIIHexDecode ¦/ASCII85Decode ¦/RunLengthDecode ¦/DecodeParms ¦\
    /Predictor ¦/Columns ¦/ObjStm ¦/XRef ¦/N ¦/Index ¦/Prev ¦/Root ¦/Size ¦/Encrypt ¦/ID ¦\
    /MediaBox [0 0 600 800] ¦/XObject ¦/Form ¦/Fm ¦/Matrix ¦/Rotate ¦1 0 R ¦2 0 R ¦3 0 R ¦4 0 R ¦5 0 R ¦0 ¦1 ¦\
    -1 ¦12 ¦1000000000 ¦1e30 ¦(text) ¦(\\376\\377\\116\\000) ¦<4e00> ¦<¦(¦)¦BT ¦ET ¦Tf ¦Td ¦TD ¦Tm ¦T* ¦Tj ¦TJ ¦\
    ' ¦\" ¦Tc ¦Tw ¦Tz ¦TL ¦Tr ¦Ts ¦q ¦Q ¦cm ¦Do ¦BDC ¦EMC ¦BI ¦ID ¦EI ¦begincmap ¦1 beginbfchar ¦endbfchar ¦\
    beginbfrange ¦endbfrange ¦begincodespacerange ¦endcodespacerange ¦usecmap ¦null ¦true ";
