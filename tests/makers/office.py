"""Writes the samples of word processors into sample-data. Run in the root of the repository:

    python3 tests/makers/office.py

The same files come out each time. Only the standard library is needed.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SAMPLES = Path("sample-data")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
)


def write(path, parts):
    """Writes parts into a zip file, all with the same date."""
    path = SAMPLES / path
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))


# Word

def docx(path, body, styles="", numbering="", footnotes="", title=""):
    """Writes a Word document."""
    kinds = [kind for kind, text in (("styles", styles), ("numbering", numbering), ("footnotes", footnotes)) if text]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for kind in kinds
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(kinds, 1)
    )
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006'
    parts = [
        (
            "[Content_Types].xml",
            f'{HEAD}<Types {package}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.document.main+xml"/>{types}</Types>',
        ),
        (
            "_rels/.rels",
            f'{HEAD}<Relationships {package}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
            'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        ),
        (
            "docProps/core.xml",
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
        ),
        ("word/_rels/document.xml.rels", f'{HEAD}<Relationships {package}/relationships">{relations}</Relationships>'),
        ("word/document.xml", f"{HEAD}<w:document {W} {DRAWING}><w:body>{body}<w:sectPr/></w:body></w:document>"),
    ]
    parts += [("word/styles.xml", f"{HEAD}<w:styles {W}>{styles}</w:styles>")] if styles else []
    parts += [("word/numbering.xml", f"{HEAD}<w:numbering {W}>{numbering}</w:numbering>")] if numbering else []
    parts += [("word/footnotes.xml", f"{HEAD}<w:footnotes {W}>{footnotes}</w:footnotes>")] if footnotes else []
    write(path, parts)


def run(text, properties=""):
    """A run of letters."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content, style="", properties=""):
    """A paragraph; content that is no markup becomes one run."""
    content = content if content.startswith("<") else run(content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{properties}{content}</w:p>"


def style(id, name, based="", paragraph="", letters="", default=False):
    """A style of paragraphs."""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val={quoteattr(name)}/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def level(at, form, text, style="", behind="nothing"):
    """A level of automatic numbers."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}'
        f'<w:suff w:val="{behind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def cell(content, properties=""):
    """A cell of a table."""
    content = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(columns, rows):
    """A table; rows are lists of cells."""
    grid = "<w:gridCol/>" * columns
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def regulation():
    """Numeric style ids as a Chinese Word writes them, with automatic numbers, tables, changes, notes and a box."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("a", "Normal", default=True)
        + style("1", "heading 1", "a", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>', "<w:b/>")
        + style(
            "2",
            "heading 2",
            "a",
            '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>',
            "<w:b/>",
        )
        + style("a3", "Title", "a", '<w:jc w:val="center"/>', '<w:sz w:val="44"/>')
        + style("30", "小标题", "a", '<w:outlineLvl w:val="2"/>', "<w:b/>")
        + style("10", "toc 1", "a")
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCountingThousand", "第%1章　", "1")
        + level(1, "chineseCounting", "%2、", "2")
        + level(2, "chineseCounting", "（%3）")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1．")
        + level(1, "lowerLetter", "%2)", behind="tab")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1">'
        + p("<w:r><w:footnoteRef/></w:r>" + run(" 单位价值在一千元以上、使用年限超过一年的器具。"))
        + "</w:footnote>"
    )
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    contents = p(
        field.format("begin")
        + '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'
        + field.format("separate")
        + run("第一章　总则")
        + "<w:r><w:tab/></w:r>"
        + run("1"),
        "10",
    ) + p(run("第二章　盘点") + "<w:r><w:tab/></w:r>" + run("2") + field.format("end"), "10")
    merged = table(
        3,
        [
            [cell("类别", '<w:vMerge w:val="restart"/>'), cell("数量", '<w:gridSpan w:val="2"/>')],
            [cell("<w:p/>", "<w:vMerge/>"), cell("账面"), cell("实盘")],
            [
                cell("测绘仪器"),
                cell("41"),
                cell(p("40") + table(2, [[cell("差异"), cell("1")]]) + p("已核实")),
            ],
        ],
    )
    box = p(
        run("盘点流程见右侧说明。")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='框'/>"
        + "<wps:txbx><w:txbxContent>"
        + p("先自查，后复核。")
        + "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + "<w:txbxContent>"
        + p("先自查，后复核。")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    change = '<w:{0} w:id="9" w:author="校对" w:date="2024-03-01T00:00:00Z">{1}</w:{0}>'
    body = [
        p("固定资产盘点办法", "a3"),
        p("目录", properties='<w:jc w:val="center"/>'),
        contents,
        p("总则", "1"),
        p("目的", "2"),
        p(
            run("为掌握固定资产")
            + "<w:r><w:footnoteReference w:id='1'/></w:r>"
            + run("的实际状况，")
            + change.format("del", "<w:r><w:delText>特</w:delText></w:r>")
            + change.format("ins", run("依据有关规定"))
            + run("制定本办法。")
        ),
        p("适用范围", "2"),
        p("本办法适用于馆内各部门。下列物品不在其列："),
        p("低值易耗品；", properties=number.format(0, 2)),
        p("借入的展品，包括", properties=number.format(0, 2)),
        p("交换展览的展品，", properties=number.format(1, 2)),
        p("私人寄存的展品；", properties=number.format(1, 2)),
        p("图书。", properties=number.format(0, 2)),
        p("盘点", "1"),
        p("组织", "2"),
        p("人员", "30", number.format(2, 1)),
        p("盘点小组由三人组成，设组长一名。"),
        p("时间", "30", number.format(2, 1)),
        p("每年十一月盘点一次。"),
        p("结果", "2"),
        p("结果按下表填写："),
        merged,
        box,
        p("附则", "1"),
        p("本办法由综合科负责解释："),
        p("综合科设在三楼；", properties=number.format(0, 3)),
        p(run("电话以", "<w:b/>") + run("公布的为准。"), properties=number.format(0, 3)),
    ]
    docx("制度法规/固定资产盘点办法.docx", "".join(body), styles, numbering, footnotes, "固定资产盘点办法")


def summary():
    """No styles: a large title, headings in the faces and weights of official papers."""
    face = '<w:rFonts w:eastAsia="{0}" w:hint="eastAsia"/><w:sz w:val="{1}"/>'
    usual, black, kai = face.format("仿宋_GB2312", 32), face.format("黑体", 32), face.format("楷体_GB2312", 32)

    def text(words):
        return p(run(words, usual), properties='<w:ind w:firstLine="640"/>')

    def top(words):
        return p(run(words, black), properties='<w:ind w:firstLine="640"/>')

    def second(words):
        return p(run(words, kai + "<w:b/>"), properties='<w:ind w:firstLine="640"/>')

    centre = '<w:jc w:val="center"/>'
    body = [
        p(run("临川区档案馆2024年工作总结", face.format("方正小标宋简体", 44)), properties=centre),
        p(run("（2024年12月20日）", kai), properties=centre),
        text("2024年，区档案馆围绕服务群众查档这一主线，完成了馆藏整理、数字化和新馆搬迁三项任务。现将有关情况总结如下。"),
        top("一、主要工作"),
        second("（一）馆藏整理有序推进"),
        text("全年整理文书档案一万二千余卷，新编目录十七册。对虫蛀、霉变的案卷逐一登记，送修四百卷。"),
        text("其中，民国时期的地契共三箱，已经请专家鉴定，计划明年影印。"),
        second("（二）数字化加工按期完成"),
        text("扫描档案二百三十万页，抽检合格率百分之九十九点六。"),
        second("（三）新馆搬迁平稳有序"),
        text("搬迁历时四十天，动用车辆一百六十车次，没有丢失或者损坏一卷档案。"),
        top("二、存在的问题"),
        text("一是专业人员不足，二是部分声像档案没有播放设备，三是查档窗口中午无人值守。"),
        top("三、下一步打算"),
        second("（一）补充人员"),
        text("争取招录两名档案专业毕业生，安排到保管利用科。"),
        second("（二）改善服务"),
        text("查档窗口全天开放，节假日预约开放，电话预约当日答复。"),
    ]
    docx("工作总结/2024年/区档案馆年度工作总结.docx", "".join(body), title="Microsoft Word - 文档1")


def handbook():
    """The styles of a publisher, without levels."""
    names = ["Body", "ChapterTitle", "HeadA", "HeadB", "BoxTitle", "BoxBody", "Code", "ListBullet"]
    styles = style("Normal", "Normal", default=True) + "".join(style(name, name, "Normal") for name in names)
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = [
        p("Selling Tickets on the Ferry", "ChapterTitle"),
        p("This chapter shows a new deckhand how the ticket machine works, and what to do when it does not.", "Body"),
        p("Before the First Sailing", "HeadA"),
        p("Charge the machine overnight. Three lamps tell its state:", "Body"),
        p("green: ready,", "ListBullet", bullet),
        p("amber: printing,", "ListBullet", bullet),
        p("red: out of paper.", "ListBullet", bullet),
        p("Loading Paper", "HeadB"),
        p(run("Open the lid and drop the roll in ") + run("with the print side up", "<w:i/>") + run("."), "Body"),
        p("Setting the Clock", "HeadB"),
        p("The clock decides which fare applies. Set it from the wheelhouse, never from a telephone.", "Body"),
        p("A Word on Summer Time", "BoxTitle"),
        p("The machine does not know of summer time.", "BoxBody"),
        p("At the Gangway", "HeadA"),
        p("Passengers pay before they board. The machine takes these commands:", "Body"),
        p("SELL 2 ADULT", "Code"),
        p("  VOID LAST", "Code"),
        p("Group Fares", "HeadB"),
        p("Ten passengers or more are a group, whatever they say.", "Body"),
        p("When the Machine Fails", "HeadA"),
        p("Use the paper book in the locker and write down the numbers of the tickets.", "Body"),
    ]
    docx("Engineering/Manuals/Ticket Handbook, Chapter 2.docx", "".join(body), styles, numbering, title="Template")


# OpenDocument

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
    ]
)


def heading(at, words):
    """A heading of OpenDocument."""
    return f'<text:h text:style-name="Heading_20_{at}" text:outline-level="{at}">{words}</text:h>'


def plan():
    """Numbers of headings in styles.xml, a list that goes on, a table with a merged cell, a note and a deleted word."""

    def outline(at, form, prefix, suffix, shown=1):
        return (
            f'<text:outline-level-style text:level="{at}" style:num-format="{form}" style:num-prefix="{prefix}" '
            f'style:num-suffix="{suffix}" text:display-levels="{shown}"/>'
        )

    chinese = "一, 二, 三, ..."
    styles = (
        "<office:styles>"
        + "".join(
            f'<style:style style:name="Heading_20_{at}" style:display-name="Heading {at}" style:family="paragraph" '
            f'style:default-outline-level="{at}"/>'
            for at in (1, 2, 3)
        )
        + '<style:style style:name="Title" style:family="paragraph"/>'
        + "<text:outline-style>"
        + outline(1, chinese, "", "、")
        + outline(2, chinese, "（", "）")
        + outline(3, "1", "", "", 1)
        + "</text:outline-style>"
        + '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style></office:styles>'
    )
    items = '<text:list xml:id="l{0}" text:style-name="L1"{1}>{2}</text:list>'
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>作废的一句。</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="Title">社区食堂运营方案</text:p>'
        + heading(1, "基本情况")
        + "<text:p>食堂设在老年活动中心一楼，面积二百平方米<text:note text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>不含后厨。</text:p></text:note-body></text:note>，"
        "<text:change text:change-id='c1'/>可供八十人同时就餐。</text:p>"
        + heading(1, "运营安排")
        + heading(2, "供餐时间")
        + "<text:p>每日供应两餐：</text:p>"
        + items.format(1, "", item.format("午餐，十一时至十三时；"))
        + "<text:p>夏季提前半小时。</text:p>"
        + items.format(2, ' text:continue-list="l1"', item.format("晚餐，十七时至十九时。"))
        + heading(2, "价格与补贴")
        + heading(3, "价格")
        + '<text:p>各类餐品的价格如下：</text:p><table:table><table:table-column table:number-columns-repeated="3"/>'
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>套餐</text:p></table:table-cell>'
        "<table:covered-table-cell/><table:table-cell><text:p>价格</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>一荤两素"
        "</text:p></table:table-cell><table:table-cell><text:p>十二元</text:p></table:table-cell></table:table-row>"
        "</table:table>"
        + heading(3, "补贴")
        + "<text:p>七十岁以上老人每餐补贴三元。</text:p>"
        + heading(1, "监督检查")
        + "<text:p>食品留样保存四十八小时，<text:s text:c='2'/>账目按月公布。</text:p>"
    )
    write(
        "计划方案/社区食堂运营方案.odt",
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", HEAD + MANIFEST),
            ("styles.xml", f"{HEAD}<office:document-styles {SPACES}>{styles}</office:document-styles>"),
            (
                "content.xml",
                f"{HEAD}<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>",
            ),
        ],
    )


if __name__ == "__main__":
    regulation()
    summary()
    handbook()
    plan()
