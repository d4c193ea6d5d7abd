"""Writes the samples in RTF, and the sources of those in .doc.

    python3 tests/makers/word.py sample-data /tmp/sources
    soffice --headless --convert-to 'doc:MS Word 97' --outdir /tmp/sources /tmp/sources/*.rtf /tmp/sources/*.fodt

The second line was run once, with LibreOffice 7.4; what it made stands in 制度法规 and 会议纪要, and in boxes.doc
beside this program. The first needs nothing
but the standard library.
"""

import pathlib
import sys

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0\fprq2 Times New Roman;}{\f1\fnil\fcharset134\fprq2 \'cb\'ce\'cc\'e5;}"
    r"{\f2\froman\fcharset2\fprq2 Symbol;}}"
)


def as_bytes(text, encoding="gbk"):
    """The text as the bytes of a code page, the way older programs write it."""
    out = []
    for character in text:
        if character in "\\{}":
            out.append("\\" + character)
        elif ord(character) < 0x80:
            out.append(character)
        else:
            out.extend(f"\\'{byte:02x}" for byte in character.encode(encoding))
    return "".join(out)


def as_units(text):
    """The text as Unicode, the way newer programs write it: each character with its bytes for older ones."""
    out = []
    for character in text:
        if character in "\\{}":
            out.append("\\" + character)
        elif ord(character) < 0x80:
            out.append(character)
        else:
            units = character.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                out.append(f"\\u{unit}?")
    return "".join(out)


def summary():
    """A yearly summary, as Word writes it: styles with outline levels, numbers of lists as text, both encodings."""
    b, u = as_bytes, as_units
    head = (
        r"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052\uc1" + FONTS + "\n"
        r"{\stylesheet{\qj\fs21\snext0 Normal;}"
        r"{\s1\sbasedon0\snext0\outlinelevel0\b\fs32 heading 1;}"
        r"{\s2\sbasedon0\snext0\outlinelevel1\b\fs28 heading 2;}"
        r"{\s3\sbasedon0\snext0\qc\b\fs44 Title;}"
        r"{\s4\sbasedon1\snext0 " + b("节标题") + r";}"
        r"{\s5\sbasedon0\snext0 toc 1;}"
        r"{\*\cs6\additive Default Paragraph Font;}}" + "\n"
        r"{\*\generator maker}{\info{\title " + b("空白文档") + r"}{\author " + b("办公室") + r"}{\nofpages3}}" + "\n"
        r"{\header\pard\qr " + b("内部资料") + r"\par}{\footer\pard\qc {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}" + "\n"
    )

    def heading(style, number, text, encode=b):
        label = r"{\listtext\pard\plain\f1 " + b(number) + r"\tab}"
        return rf"\pard\plain\s{style}\outlinelevel{style - 1}\ls1\ilvl{style - 1}\b\f1 {label}{encode(text)}\par" + "\n"

    def text(*runs):
        return r"\pard\plain\qj\fi420\fs21\f1 " + "".join(runs) + r"\par" + "\n"

    def cells(*row, last=False):
        return (
            r"\trowd\trgaph108\cellx2800\cellx5600\cellx8400\pard\intbl\f1 "
            + "".join(b(cell) + r"\cell " for cell in row)
            + r"\row"
            + "\n"
        )

    link = r'{\field{\*\fldinst {HYPERLINK "http://example.org/"}}{\fldrslt {\ul ' + b("一网通办平台") + "}}}"
    note = (
        r"{\super\chftn{\footnote\pard\plain\fs18\f1 {\super\chftn} "
        + b("件数按受理日期统计，跨年办结的计入受理当年。")
        + "}}"
    )
    body = [
        r"\pard\plain\s3\qc\b\fs44\f1 " + b("行政审批局2024年工作总结") + r"\par" + "\n",
        r"\pard\plain\s5\f1 " + b("一、主要工作") + r"\tab 1\par" + "\n",
        r"\pard\plain\s5\f1 " + b("二、存在问题") + r"\tab 2\par" + "\n",
        text(b("2024年，全局围绕“少跑一趟、快办一天”的目标，稳步推进各项工作。现将情况总结如下。")),
        heading(1, "一、", "主要工作"),
        heading(2, "（一）", "压缩审批时限"),
        text(b("全年受理事项41236件，"), r"{\b " + b("平均办理时限缩短2.5天") + "}", note, b("，群众满意率稳步提高。")),
        text(u("其中“企业开办”一件事由3天压缩到"), r"{\i 0.5}", u("天，全程通过"), link, u("办理。")),
        heading(2, "（二）", "推进综合窗口改革", u),
        text(b("将原有38个专业窗口整合为12个综合窗口，"), r"{\v " + b("（此句待核）") + "}", b("实行前台综合受理、后台分类审批。")),
        cells("窗口", "受理件数", "办结率"),
        cells("企业服务", "12870", "99.2%"),
        cells("民生服务", "28366", "98.7%"),
        heading(2, "（三）", "开展帮办代办"),
        r"\pard\plain\ls2\ilvl0\f1 {\listtext\pard\plain\f2 \'b7\tab}" + b("项目代办：派专人跟进重点项目27个。") + r"\par" + "\n",
        r"\pard\plain\ls2\ilvl0\f1 {\listtext\pard\plain\f2 \'b7\tab}" + b("上门帮办：为行动不便的群众上门服务316次。") + r"\par" + "\n",
        heading(1, "二、", "存在问题"),
        text(b("对照要求，工作中还存在一些不足：部分系统数据尚未互通，个别窗口高峰时段等候较长。")),
        text(r"{\deleted " + b("人员流动较大，") + "}", u("基层代办点的业务能力有待加强。生僻字如“𬭚”仍需手工录入。")),
        heading(1, "三、", "下一步打算"),
        r"\pard\plain\s4\b\f1 " + b("附：重点任务分工") + r"\par" + "\n",
        text(b("各科室按任务分工抓好落实，每季度报送一次进展情况。")),
    ]
    return head + "".join(body) + "}"


def inspection():
    """A manual, as LibreOffice writes it: outline levels through styles, bullets, a table in a table, a frame."""

    def heading(style, text):
        return rf"\pard\plain \s{style}\ql\sb240\sa120\keepn\b\fs32 {{{text}}}" + "\n" + r"\par "

    def text(text):
        return r"\pard\plain \s0\ql\sa140\fs24 {" + text + "}\n" + r"\par "

    def item(text):
        return r"{\listtext\pard\plain \f2\u61623\'b7\tab}\pard\plain \s0\ls2\ilvl0\fi-360\li720 {" + text + "}\n" + r"\par "

    head = (
        r"{\rtf1\ansi\deff0\adeflang1025" + FONTS + "\n"
        r"{\stylesheet{\s0\snext0 Default Paragraph Style;}"
        r"{\s15\sbasedon0\snext16\b\fs28 Heading;}"
        r"{\s1\sbasedon15\snext16\ilvl0\outlinelevel0\fs36 Heading 1;}"
        r"{\s2\sbasedon15\snext16\ilvl1\outlinelevel1\fs32 Heading 2;}"
        r"{\s3\sbasedon15\snext16\ilvl2\outlinelevel2\fs28 Heading 3;}"
        r"{\s20\sbasedon2\snext16 Procedure;}"
        r"{\s21\sbasedon15\snext16\qc\fs56 Title;}}" + "\n"
        r"{\*\generator maker;}{\info{\title Lock Gate Inspection}}\sectd" + "\n"
        r"{\footer\pard\plain\qc Page {\field{\*\fldinst  PAGE }{\fldrslt 4}}\par}" + "\n"
    )
    inner = (
        r"\pard\intbl\itap2 Pin\nestcell 0.4 mm\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}"
        r"{\nonesttables\par}\pard\intbl\itap1 "
    )
    note = r"{\super\chftn}{\footnote \pard\plain\fs20 {\super\chftn} Measured at the heel post, gate closed.}"
    body = [
        r"\pard\plain \s21\qc\b\fs56 {Lock Gate Inspection}" + "\n" + r"\par ",
        text(r"This manual tells how the gates of the upper lock are inspected. It replaces the leaflet of 1998."),
        heading(1, "1 Before the inspection"),
        heading(2, "1.1 Closing the lock"),
        text(r"Tell the harbour office by 4\~pm on the day before. {\i No vessel} may be left in the chamber."),
        heading(2, "1.2 Tools"),
        item(r"a rule of two metres, and feeler gauges"),
        item(r"the \ldblquote long\rdblquote  torch \emdash  not the short one"),
        heading(1, "2 The inspection"),
        text(r"The order of the steps matters: a gate that was moved must settle for {\b one hour}."),
        heading(20, "2.1 Hinges"),
        text(r"Wear beyond the limit" + note + r" is reported {\strike by post} at once, to {\field{\*\fldinst "
             r'{HYPERLINK "http://example.org/locks"}}{\fldrslt {\ul the works office}}}.'),
        r"\trowd\cellx3000\cellx8000\pard\intbl {Part}\cell {Limit of wear}\cell\row" + "\n",
        r"\trowd\cellx3000\cellx8000\pard\intbl {Hinge}\cell " + inner + r"{see above}\cell\row" + "\n",
        heading(20, "2.2 Seals"),
        heading(3, "2.2.1 Timber"),
        text(r"Probe the mitre every 200\~mm. Soft wood {\deleted may be}{is to be} marked with chalk."),
        heading(3, "2.2.2 Rubber"),
        text(r"Look for cracks caf\'e9-coloured at the edges; they begin there."),
        heading(1, "3 After the inspection"),
        r"\trowd\cellx8000\pard\intbl {\b Never} leave a gate half open overnight.\cell\row" + "\n",
        text(r"Sign the book.\line Then open the lock again."),
    ]
    return head + "".join(body) + "}"


def minutes(number, opening, sections):
    """Minutes, as a plain editor writes them: no styles at all, only bold and centred lines."""
    b = as_bytes

    def line(text, size=24, bold=False, centred=False):
        shape = (r"\qc" if centred else r"\fi480") + (r"\b" if bold else r"\b0")
        return rf"\pard{shape}\f1\fs{size} {b(text)}\par" + "\n"

    head = r"{\rtf1\ansi\ansicpg936\deff0\nouicompat\deflang1033\deflangfe2052{\fonttbl{\f0\fnil\fcharset0 Calibri;}"
    head += r"{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}" + "\n" + r"\viewkind4\uc1 "
    body = [line(f"第{number}次局务会议纪要", 44, bold=True, centred=True), line(opening)]
    for title, text in sections:
        body += [line(title, 32, bold=True), line(text)]
    body.append(line("出席：局领导班子成员。列席：各科室负责人。"))
    return head + "".join(body) + "}"


SEPTEMBER = minutes(
    15,
    "2024年9月12日下午，局长主持召开第15次局务会议，研究水源地保护等三项工作。纪要如下。",
    [
        (
            "一、关于水源地保护工作",
            "会议听取了有关科室的汇报，逐项讨论了存在的困难，议定由分管负责同志牵头，于本月底前拿出具体办法。",
        ),
        (
            "二、关于秋季植树安排",
            "会议认为，今年的植树任务较去年增加一成，苗木已落实八成，其余由苗圃站统一调剂，不得挪用。",
        ),
        (
            "三、关于值班制度",
            "会议强调，节假日实行领导带班，值班人员不得擅自离岗；交接班记录由办公室每周抽查一次。",
        ),
    ],
)

OCTOBER = minutes(
    16,
    "2024年10月21日上午，副局长主持召开第16次局务会议，研究冬季取水安排等事项。现将议定事项纪要如下。",
    [
        (
            "冬季取水安排",
            "会议议定，十一月起各取水口每日记录两次水位，低于警戒值时先保生活用水，工业用水按协议顺序压减。",
        ),
        (
            "河道清淤验收",
            "会议同意三标段先行验收，一、二标段因弃土场变更顺延十天，所需费用在预备费中列支，不另行追加。",
        ),
        (
            "档案室搬迁",
            "会议要求搬迁前完成清点，涉密件由专人押运，搬迁期间停止查阅；新库房的温湿度须连续达标七日。",
        ),
    ],
)


LEVELS = [
    # The text of a number with its places of numbers, the length in front, where those places are; the format.
    ("第\0章", r"\levelnfc39\levelnfcn39"),
    ("第\1节", r"\levelnfc39\levelnfcn39"),
    ("（\2）", r"\levelnfc37\levelnfcn37"),
    ("\3）", r"\levelnfc0\levelnfcn0"),
]


def rules():
    """Rules whose chapters, sections and items have their numbers from a list alone: the source of a .doc."""
    u = as_units
    levels = ""
    for text, form in LEVELS:
        inside = f"\\'{len(text):02x}" + "".join(f"\\'{ord(c):02x}" if ord(c) < 9 else u(c) for c in text)
        places = "".join(f"\\'{at + 1:02x}" for at, c in enumerate(text) if ord(c) < 9)
        levels += (
            rf"{{\listlevel{form}\leveljc0\levelfollow2\levelstartat1"
            rf"{{\leveltext {inside};}}{{\levelnumbers {places};}}}}"
        )
    levels += (
        r"{\listlevel\levelnfc255\levelnfcn255\levelfollow2\levelstartat1{\leveltext \'00;}{\levelnumbers ;}}" * 5
    )
    head = (
        r"{\rtf1\ansi\ansicpg936\deff1\deflang1033\deflangfe2052\uc1" + FONTS + "\n"
        r"{\stylesheet{\qj\fs21 Normal;}"
        r"{\s1\sbasedon0\ls1\ilvl0\outlinelevel0\qc\b\fs32 heading 1;}"
        r"{\s2\sbasedon0\ls1\ilvl1\outlinelevel1\b\fs24 heading 2;}"
        r"{\s3\sbasedon0\qc\b\fs44 Title;}}" + "\n"
        r"{\*\listtable{\list\listtemplateid1\listid1 " + levels + r"}}"
        r"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}" + "\n"
        r"{\info{\title " + u("档案管理办法") + "}}" + "\n"
    )

    def heading(level, text):
        extra = r"\qc\b\fs32" if level == 1 else r"\b\fs24"
        return rf"\pard\plain\s{level}\ls1\ilvl{level - 1}\outlinelevel{level - 1}{extra}\f1 {u(text)}\par" + "\n"

    def item(level, text):
        return rf"\pard\plain\ls1\ilvl{level}\fs21\f1 {u(text)}\par" + "\n"

    def text(*runs):
        return r"\pard\plain\qj\fs21\f1 " + "".join(runs) + r"\par" + "\n"

    def cells(*row):
        return (
            r"\trowd\cellx3000\cellx8000\pard\intbl\fs21\f1 " + "".join(u(cell) + r"\cell " for cell in row) + r"\row" + "\n"
        )

    note = r"{\super\chftn}{\footnote\pard\plain\fs18\f1 {\super\chftn} " + u("含照片、录音、录像等载体。") + "}"
    link = r'{\field{\*\fldinst {HYPERLINK "http://example.org/archive"}}{\fldrslt ' + u("档案查阅系统") + "}}"
    body = [
        r"\pard\plain\s3\qc\b\fs44\f1 " + u("云溪市文化馆档案管理办法") + r"\par" + "\n",
        text(u("（2023年3月馆务会议通过）")),
        heading(1, "总则"),
        heading(2, "目的"),
        text(u("为规范本馆档案的收集、整理和利用，制定本办法。")),
        heading(2, "适用范围"),
        text(u("本办法适用于馆内各部室形成的全部文字材料和"), r"{\b " + u("声像材料") + "}", note, u("。下列材料除外：")),
        item(2, "个人来往信件；"),
        item(2, "重复的复印件，包括："),
        item(3, "供会议传阅的；"),
        item(3, "供展览使用的。"),
        heading(1, "收集与整理"),
        heading(2, "归档时间"),
        text(u("各部室应当在次年"), r"{\i 3}", u("月底前移交上一年度的档案，"), r"{\v " + u("暂缓") + "}", u("逾期须说明原因。")),
        cells("类别", "保管期限"),
        cells("馆务会议记录", "永久"),
        cells("活动策划方案", "10年"),
        heading(2, "编目"),
        text(u("档案按年度和部室编目，目录一式两份。")),
        heading(1, "利用"),
        heading(2, "查阅"),
        text(u("查阅档案应当登记，也可以通过"), link, u("申请。")),
        heading(1, "附则"),
        text(u("本办法由办公室负责解释。")),
    ]
    return head + "".join(body) + "}"


def boxes():
    """Text boxes: one, two and a group of them at a paragraph, and one in a cell; as flat OpenDocument."""

    def box(text):
        return (
            '<draw:custom-shape text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm" svg:x="1cm" svg:y="1cm">'
            f'<text:p>{text}</text:p><draw:enhanced-geometry svg:viewBox="0 0 9 9" draw:type="rectangle" '
            'draw:enhanced-path="M 0 0 L 9 0 9 9 0 9 0 0 Z N"/></draw:custom-shape>'
        )

    def paragraph(text, *boxes):
        return f'<text:p>{"".join(boxes)}{text}</text:p>'

    def row(*cells):
        return f'<table:table-row>{"".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)}</table:table-row>'

    group = f'<draw:g text:anchor-type="paragraph">{box("Grouped box five.")}{box("Grouped box six.")}</draw:g>'
    body = (
        paragraph("First paragraph.")
        + paragraph("Second paragraph.", box("Box one."))
        + paragraph("Third paragraph.", box("Box two."), box("Box three."))
        + '<table:table><table:table-column table:number-columns-repeated="2"/>'
        + row(paragraph("cell a", box("Box four.")), paragraph("cell b"))
        + row(paragraph("cell c"), paragraph("cell d"))
        + "</table:table>"
        + paragraph("Fourth paragraph.", group)
        + paragraph("Last paragraph.")
    )
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "svg": "svg-compatible"}
    declared = " ".join(f'xmlns:{name}="{oasis}:{space}:1.0"' for name, space in spaces.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {declared} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document>"
    )


def write(folder, name, text):
    path = pathlib.Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("ascii"))


samples, sources = sys.argv[1:3]
write(samples, "工作总结/2024年/行政审批局工作总结.rtf", summary())
write(samples, "Engineering/Manuals/Lock Gate Inspection.rtf", inspection())
write(samples, "会议纪要/第15次局务会议纪要.rtf", SEPTEMBER)
write(sources, "档案管理办法.rtf", rules())
write(sources, "第16次局务会议纪要.rtf", OCTOBER)
write(sources, "boxes.fodt", boxes())
