"""Makes one manual in six formats, whose outlines must agree. Standard library only. Run from the root:

    python3 tests/makers/manual.py

Plain text and the PDF have their numbers in the text, the web page and the book too; Word and OpenDocument count theirs.
"""

from html import escape

import epub
import office
import pdf

FOLDER = "设备手册"
NAME = "排涝泵站运行维护手册"

# Levels, titles and what stands below them: a paragraph, a list of items, or a table of rows.
MANUAL = [
    (1, "总则", ["本手册适用于沿江四座排涝泵站的值班、巡视、检修和应急操作。各站人员上岗前应当通读全册，并在站长监督下完成一次完整的开停机演练。"]),
    (2, "编制目的", ["统一各站的操作方法，减少因交接不清造成的误操作，保证汛期设备随时能够投入运行。手册每两年修订一次，修订期间仍按原版执行。"]),
    (2, "适用范围", ["除移动泵车以外，站内的水泵、电动机、闸门、拦污栅、变配电设备和监控设备都按照本手册使用和维护。租用的临时设备按照出租方的说明执行。"]),
    (1, "值班与交接", ["非汛期每站两人值班，汛期四人值班，值班人员不得擅自离岗、替岗。"]),
    (2, "值班要求", ["值班期间每两小时记录一次水位、电流、电压和轴承温度。水位接近警戒值时，改为每半小时记录一次。", ["水位以标尺读数为准，遥测读数只作参考；", "电流以配电屏上的表计为准；", "轴承温度超过七十度时报告站长。"]]),
    (2, "交接班", ["交接双方在机房当面清点工具和钥匙，逐项核对运行记录，双方签名以后交班人员方可离开。处理故障期间不得交接班。"]),
    (3, "交接内容", ["交清设备状态、未完成的操作票、上级的调度指令，以及当班期间发现而没有消除的缺陷。"]),
    (3, "交接记录", ["交接记录用钢笔填写，不得涂改。记录本写满以后编号归档，保存期限为五年。"]),
    (1, "设备运行", ["设备投入运行以前，应当检查供电、润滑、冷却和控制四个方面，任何一个方面不合格都不得开机。"]),
    (2, "开机", ["按照下列数值确认以后再按下启动按钮，启动以后观察三分钟，电流稳定方可离开操作台。", [("项目", "下限", "上限"), ("母线电压", "三百六十伏", "四百伏"), ("前池水位", "二点四米", "四点一米"), ("油位", "下刻度", "上刻度")]]),
    (2, "停机", ["先关闭出水闸阀，再切断电源。停机以后水泵反转超过一分钟的，说明拍门没有关严，应当立即落下检修闸门并报告站长。"]),
    (2, "巡视", ["巡视人员沿规定的路线行走，一听二看三摸四闻。雷雨期间不得靠近避雷针和变压器。"]),
    (1, "检修", ["检修分为日常保养、年度检修和大修，分别由值班人员、检修班和外委单位承担。"]),
    (2, "日常保养", ["每周清扫一次配电屏，每月给闸门启闭机的丝杆涂一次黄油，每季度校对一次水位计。保养以后在卡片上注明日期和姓名。"]),
    (2, "年度检修", ["年度检修安排在十一月至次年二月，每次只停一台机组。检修以前办理工作票，验电、接地、挂牌三项措施齐全以后方可开工。"]),
    (1, "应急处置", ["遇有险情先保人员、再保设备，任何人发现险情都有权停机。"]),
    (2, "全站停电", ["立即断开进线开关，启动柴油发电机，先恢复监控和照明，再逐台恢复水泵。十五分钟以内不能恢复供电的，向防汛指挥机构报告。"]),
    (2, "机房进水", ["切断低处的电源，封堵电缆沟，用潜水泵抽排。积水淹没电动机底座的，未经绝缘测试不得再次送电。"]),
]

CHINESE = "零一二三四五六七八九"
FORMS = ["第{}章", "第{}节", "{}、"]


def numbered():
    """The number, the level, the title and the parts of each section."""
    counts = [0, 0, 0]
    for level, title, parts in MANUAL:
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        yield FORMS[level - 1].format(CHINESE[counts[level - 1]]), level, title, parts


def joint(level):
    return "" if level == 3 else " "


def is_table(part):
    return isinstance(part, list) and isinstance(part[0], tuple)


def text():
    lines = [NAME, ""]
    for number, level, title, parts in numbered():
        lines += ["", number + joint(level) + title, ""]
        for part in parts:
            if is_table(part):
                lines += ["\t".join(row) for row in part]
            else:
                lines += ["    " + item for item in part] if isinstance(part, list) else ["　　" + part]
    path = office.SAMPLES / FOLDER / f"{NAME}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def markup(parts):
    """The parts of a section in XHTML."""
    out = ""
    for part in parts:
        if is_table(part):
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in part)
            out += "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>\n"
        elif isinstance(part, list):
            out += "<ul>" + "".join(f"<li>{item}</li>" for item in part) + "</ul>\n"
        else:
            out += f"<p>{escape(part)}</p>\n"
    return out


def web():
    body, menu = "", ""
    for at, (number, level, title, parts) in enumerate(numbered()):
        body += f'<h{level + 1} id="s{at}"><span class="number">{number}</span>{joint(level)}{title}</h{level + 1}>\n{markup(parts)}'
        menu += f'<li><a href="#s{at}">{number}{joint(level)}{title}</a></li>'
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{NAME}</title></head>\n<body>\n'
        f"<nav><ul>{menu}</ul></nav>\n<main>\n<h1>{NAME}</h1>\n{body}</main>\n</body></html>\n"
    )
    (office.SAMPLES / FOLDER / f"{NAME}.html").write_text(page, encoding="utf-8")


def book():
    """A chapter a page; the contents have no numbers, and not the third level."""
    pages, contents = [], ""
    for at, (number, level, title, parts) in enumerate(numbered()):
        if level == 1:
            pages.append("")
            contents += ("</ol></li>" if contents else "") + f'<li><a href="c{len(pages)}.xhtml">{title}</a><ol>'
        elif level == 2:
            contents += f'<li><a href="c{len(pages)}.xhtml#s{at}">{title}</a></li>'
        pages[-1] += f'<h{level} id="s{at}">{number}{joint(level)}{title}</h{level}>\n{markup(parts)}'
    items = "".join(f'<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(1, len(pages) + 1))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(1, len(pages) + 1))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": epub.CONTAINER.format(path="OPS/package.opf"),
        "OPS/package.opf": '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:pump</dc:identifier><dc:title>{NAME}</dc:title><dc:language>zh</dc:language></metadata>'
        f'<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest><spine>{spine}</spine></package>',
        "OPS/nav.xhtml": epub.page("目录", f'<nav epub:type="toc"><ol>{contents}</ol></li></ol></nav>'),
    }
    parts |= {f"OPS/c{at}.xhtml": epub.page(NAME, page) for at, page in enumerate(pages, 1)}
    epub.write(f"{FOLDER}/{NAME}.epub", parts)


def word():
    names = ["heading 1", "heading 2", "heading 3"]
    styles = office.style("a", "Normal", default=True) + office.style("T", "Title", "a") + "".join(
        office.style(str(at), name, "a", f'<w:numPr><w:ilvl w:val="{at - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{at - 1}"/>', "<w:b/>")
        for at, name in enumerate(names, 1)
    )
    levels = [office.level(at, "chineseCounting", form.format(f"%{at + 1}"), str(at + 1), "space") for at, form in enumerate(FORMS)]
    bullets = office.level(0, "bullet", "·", behind="space")
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = office.p(NAME, "T")
    for level, title, parts in MANUAL:
        body += office.p(title, str(level))
        for part in parts:
            if is_table(part):
                body += office.table(3, [[office.cell(cell) for cell in row] for row in part])
            elif isinstance(part, list):
                body += "".join(office.p(item, "", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>') for item in part)
            else:
                body += office.p(part)
    office.docx(f"{FOLDER}/{NAME}.docx", body, styles, numbering, title=NAME)


def opendocument():
    levels = "".join(
        f'<text:outline-level-style text:level="{at}" style:num-format="一, 二, 三, ..." style:num-prefix="{form.split("{}")[0]}" style:num-suffix="{form.split("{}")[1]}"/>'
        for at, form in enumerate(FORMS, 1)
    )
    names = "".join(
        f'<style:style style:name="Heading_20_{at}" style:display-name="Heading {at}" style:family="paragraph" style:default-outline-level="{at}"/>' for at in (1, 2, 3)
    )
    styles = f'<office:styles>{names}<style:style style:name="Title" style:family="paragraph"/><text:outline-style>{levels}</text:outline-style></office:styles>'
    body = f'<text:p text:style-name="Title">{NAME}</text:p>'
    for level, title, parts in MANUAL:
        body += office.heading(level, title)
        for part in parts:
            if is_table(part):
                cells = ("".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) for row in part)
                columns = f'<table:table-column table:number-columns-repeated="{len(part[0])}"/>'
                body += f"<table:table>{columns}" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>"
            elif isinstance(part, list):
                body += "<text:list>" + "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in part) + "</text:list>"
            else:
                body += f"<text:p>{part}</text:p>"
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    office.write(
        f"{FOLDER}/{NAME}.odt",
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", office.HEAD + office.MANIFEST),
            ("styles.xml", f"{office.HEAD}<office:document-styles {office.SPACES}>{styles}</office:document-styles>"),
            ("content.xml", f"{office.HEAD}<office:document-content {office.SPACES}>{content}</office:document-content>"),
        ],
    )


def pages():
    """Bookmarks of two levels without numbers; the third level is found on the pages, by the size of its letters."""
    file = pdf.Pdf({})
    about = file.add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    cid = file.add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor {about} 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>"
    )
    font = file.add(f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [{cid} 0 R] >>")
    file.fonts = f"/U {font} 0 R"
    encode = lambda text: "<" + text.encode("utf-16-be").hex() + ">"

    def furniture(sheet, number):
        sheet.content += f"BT /U 10 Tf 1 0 0 1 290 50 Tm {encode(f'{number}')} Tj ET\n"

    sheet = pdf.Sheet(file, encode, furniture)
    sheet.line("U", 22, (pdf.WIDTH - pdf.width(NAME, 22)) / 2, NAME, 44)
    marks, places = [], []
    for at, (number, level, title, parts) in enumerate(numbered()):
        size = [18, 16, 14][level - 1]
        sheet.y -= 8
        if sheet.y < 130:
            sheet.end()
        marks.append((level, title, f"s{at}"))
        places.append((f"s{at}", sheet.number, f"{sheet.y + size:.0f}"))
        sheet.line("U", size, 81, number + joint(level) + title, 30)
        for part in parts:
            if is_table(part):
                for row in part:
                    if sheet.y < 90:
                        sheet.end()
                    for column, cell in enumerate(row):
                        sheet.put("U", 12, 105 + 120 * column, sheet.y, cell)
                    sheet.y -= 22
                continue
            for item in part if isinstance(part, list) else [part]:
                for line, words in enumerate(pdf.wrapped(item, 12, 432, 24)):
                    sheet.line("U", 12, 81 + (24 if line == 0 else 0), words, 22)
                sheet.y -= 4
    sheet.end()
    file.write(pdf.SAMPLES / FOLDER / f"{NAME}.pdf", NAME, file.outline(marks), file.names(places))


def golden():
    """What the outlines say; that of the web page has the title on top."""
    for ending in ("txt", "html", "epub", "docx", "odt", "pdf"):
        top = int(ending == "html")
        lines = [f"title: {NAME}"] + [NAME] * top
        lines += ["  " * (level - 1 + top) + number + joint(level) + title for number, level, title, _ in numbered()]
        path = office.SAMPLES.parent / "tests/outlines" / FOLDER / f"{NAME}.{ending}.outline"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


text()
web()
book()
word()
opendocument()
pages()
golden()
