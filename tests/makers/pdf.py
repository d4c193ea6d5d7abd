#!/usr/bin/env python3
"""Writes the PDF files of sample-data: python3 tests/makers/pdf.py, from the root of the repository.

Needs nothing but Python. No font is embedded: the English files use the standard fonts, the Chinese ones STSong-Light
with predefined maps of codes. What the files hold is invented.
"""

import zlib
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "sample-data"
WIDTH, HEIGHT = 595, 842
NARROW, BROAD = set("fijlrt.,;:'!()[]- "), set("mwMW—")


def advance(character, size):
    """How wide a character is, nearly."""
    if ord(character) >= 0x2E80:
        return size
    if character in NARROW:
        return 0.28 * size
    return (0.83 if character in BROAD else 0.66 if character.isupper() else 0.52) * size


def width(text, size):
    return sum(advance(character, size) for character in text)


def wrapped(text, size, room, indent=0):
    """The lines of a paragraph: words in English, characters in Chinese; a word may be parted at a soft hyphen."""
    chinese = any(ord(character) >= 0x2E80 for character in text)
    lines, line = [], ""
    for unit in list(text) if chinese else text.split(" "):
        left = room - (indent if not lines else 0)
        joint = "" if chinese or not line else " "
        if width(line + joint + unit.replace("\u00ad", ""), size) <= left:
            line += joint + unit.replace("\u00ad", "")
        elif chinese and unit in "，。；：、）”":
            line += unit
        elif "\u00ad" in unit:
            first, rest = unit.split("\u00ad", 1)
            lines.append(line + joint + first + "-")
            line = rest
        else:
            lines.append(line)
            line = unit
    return lines + [line]


class Pdf:
    """Objects, pages and bookmarks, and the file that they make."""

    def __init__(self, fonts):
        self.objects = [None, None, None]
        self.pages = []
        self.fonts = " ".join(f"/{name} {self.add(font)} 0 R" for name, font in fonts.items())

    def add(self, body):
        self.objects.append(body)
        return len(self.objects) - 1

    def stream(self, text, more=""):
        data = zlib.compress(text.encode("latin-1"))
        return self.add(f"<<{more} /Filter /FlateDecode /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")

    def page(self, content, links=()):
        """A page, with links from (rectangle, target): `#` and the name of a destination, or an address."""
        stream = self.stream(content)
        notes = ""
        for (left, low, right, high), target in links:
            leads = f"/Dest ({target[1:]})" if target[0] == "#" else f"/A << /S /URI /URI ({target}) >>"
            notes += f" << /Type /Annot /Subtype /Link /Rect [{left:.2f} {low:.2f} {right:.2f} {high:.2f}] {leads} >>"
        notes = f" /Annots [{notes} ]" if notes else ""
        page = self.add(
            f"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {stream} 0 R"
            f" /Resources << /Font << {self.fonts} >> >>{notes} >>"
        )
        self.pages.append(page)

    def outline(self, marks):
        """Bookmarks from (depth, title, name of a destination), and the tree of names."""
        root = self.add(None)
        items = [(depth, title, name, self.add(None)) for depth, title, name in marks]
        kids = {root: []}
        stack = [root]
        for depth, title, name, number in items:
            del stack[depth:]
            kids.setdefault(stack[-1], []).append(number)
            kids.setdefault(number, [])
            self.objects[number] = (title, name, stack[-1])
            stack.append(number)
        for parent, children in kids.items():
            for at, child in enumerate(children):
                title, name, above = self.objects[child]
                links = f"/Parent {above} 0 R"
                links += f" /Prev {children[at - 1]} 0 R" if at else ""
                links += f" /Next {children[at + 1]} 0 R" if at + 1 < len(children) else ""
                own = kids[child]
                links += f" /First {own[0]} 0 R /Last {own[-1]} 0 R /Count {len(own)}" if own else ""
                self.objects[child] = f"<< /Title {text_string(title)} /Dest ({name}) {links} >>"
        top = kids[root]
        self.objects[root] = f"<< /Type /Outlines /First {top[0]} 0 R /Last {top[-1]} 0 R /Count {len(top)} >>"
        return root

    def names(self, places):
        """The tree of names from (name, page, height)."""
        pairs = " ".join(f"({name}) [{self.pages[page]} 0 R /XYZ 0 {top} null]" for name, page, top in sorted(places))
        return self.add(f"<< /Names [{pairs}] >>")

    def write(self, path, title, root=None, names=None):
        self.objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{page} 0 R' for page in self.pages)}] /Count {len(self.pages)} >>"
        more = f" /Outlines {root} 0 R /Names << /Dests {names} 0 R >>" if root else ""
        self.objects[2] = f"<< /Type /Catalog /Pages 1 0 R{more} >>"
        info = self.add(f"<< /Title {text_string(title)} >>") if title else None
        out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.objects[1:], 1):
            places.append(len(out))
            body = body if isinstance(body, bytes) else body.encode("latin-1")
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(self.objects)}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        info = f" /Info {info} 0 R" if info else ""
        out += f"trailer\n<< /Size {len(self.objects)} /Root 2 0 R{info} >>\nstartxref\n{start}\n%%EOF\n".encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out)


def text_string(text):
    """A text string: as it is where it is ASCII, else UTF-16."""
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


def latin(text):
    """A string in WinAnsiEncoding."""
    data = text.encode("cp1252")
    return "<" + data.hex() + ">"


def standard(name):
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


class Sheet:
    """Pages that are filled from above to below."""

    def __init__(self, pdf, encode, furniture):
        self.pdf, self.encode, self.furniture = pdf, encode, furniture
        self.content, self.y, self.number, self.links = "", HEIGHT - 90, 0, []

    def put(self, font, size, x, y, text):
        self.content += f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm {self.encode(text)} Tj ET\n"

    def line(self, font, size, x, text, leading):
        if self.y < 90:
            self.end()
        self.put(font, size, x, self.y, text)
        self.y -= leading

    def rich(self, x, text, room, hang=0):
        """A paragraph of 11 points with `*strong*`, `_slanted_`, `=fixed=` words, and `word@target` as links."""
        at, faces = x, {"*": "B", "_": "I", "=": "T"}
        for word in text.split(" "):
            word, _, target = word.partition("@")
            font = faces.get(word[0], "R")
            word = word.strip("*_=").replace("~", " ") if font != "R" else word.replace("~", " ")
            wide = 6.6 * len(word) if font == "T" else width(word, 12 if font == "B" else 11)
            if at + wide > x + room:
                self.y -= 14
                at = x + hang
            self.put(font, 11, at, self.y, word)
            if target:
                self.links.append(((at - 1, self.y - 3, at + wide + 1, self.y + 9), target))
            at += wide + 3.2
        self.y -= 14

    def end(self):
        self.furniture(self, self.number + 1)
        self.pdf.page(self.content, self.links)
        self.links = []
        self.content, self.y, self.number = "", HEIGHT - 90, self.number + 1


GUIDE = [
    (1, "1", "Before the first visit", [
        "A tide gauge that nobody visits records its own decay. This guide tells the keeper what to look at, in which order, and what to write down. It holds for the float gauges at the four outer stations and, with the changes named in the last chapter, for the radar gauge at the lock.",
        "Read the log of the last visit first. What was put off then is the first work of today, before any\u00adthing that looks more urgent on the quay.",
    ]),
    (2, "1.1", "Tools", [
        "Take the sounding tape, two spanners of 13 mm, a brush with a long handle, fresh water in a can, the spare float wire, and the log. The tape is compared with the steel rule in the workshop once a year; the correction stands on its reel.",
    ]),
    (2, "1.2", "Permits", [
        "The outer stations lie inside the pilot area. Call the harbour office before the boat leaves and when it is back. No visit is made at a wind above force six, and none by one person alone.",
    ]),
    (1, "2", "The float gauge", [
        "The float hangs in a well that the sea enters through an orifice near the bottom. Waves are damped, the tide is not. A wire runs from the float over a wheel to the counterweight, and the wheel turns the recorder.",
    ]),
    (2, "2.1", "Cleaning the well", [
        "Close the orifice, pump the well down to the mark, and brush the wall from above to below. Mussels at the orifice delay the rising tide by up to four minutes: that is more than the clock is ever wrong. Measure the depth of the mud with the tape before and after, and write both numbers down.",
        "Open the orifice slowly. A float that drops fast tears its wire.",
    ]),
    (2, "2.2", "Checking the wire", [
        "Run the wire through a dry cloth. Where it catches, a strand is broken, and the wire is replaced on the same day. The new wire is stretched for an hour with twice the counterweight before it is cut to length.",
    ]),
    (3, "2.2.1", "Length of the wire", [
        "The counterweight stands one hand above the floor at the highest tide on record. Shorter wires have lifted it out of its pipe, longer ones have laid it down, and both give a straight line on the paper where a tide should be.",
    ]),
    (1, "3", "The radar gauge", [
        "The radar gauge has no wire and no well. It looks down on the water from an arm above the lock and averages over forty seconds. Its keeper has less to clean and more to doubt.",
    ]),
    (2, "3.1", "Reference marks", [
        "Hang the target plate at the lower mark, wait for five readings, and compare their mean with the height on the plate. A difference of more than ten millimetres is reported to the survey office before anything is adjusted.",
    ]),
    (1, "4", "The log", [
        "One line a visit is enough if it says when, who, which tide, what was found and what was done. Numbers are written as they were read; corrections are made in the office, where they can be undone.",
    ]),
]


RICH = [
    "Times are in *UTC* and heights in millimetres above _chart~datum_ . The name of the file is =gauge-07.log= , and the check of the wire@#section.2.2 stands above; the forms of the survey office are at the address https://tides.example/forms@https://tides.example/forms as well.",
    "- A line that was struck out stays readable, and beside it stands the *name* of the person who struck it out, and the day.",
    "-- A whole page is never struck out.",
    "- Weather is noted with every reading.",
    "1. Read the staff twice, from the quay and from the boat, and note the mean of the two readings with the time of the second one.",
    "2. Read the recorder.",
    "3. Write down the difference even if it is nothing at all, for nothing is what the office would rather hear of than guess at.",
]
ROWS = [("Station", "Orifice", "Wire"), ("Outer Ledge", "12 mm", "8.40 m"), ("North Mole", "15 mm", "7.95 m"), ("Ferry Pier", "12 mm", "9.10 m")]


def rich(sheet):
    """Marks, lists, a table, and code."""
    for text in RICH:
        label, _, words = text.partition(" ")
        x = {"-": 84, "--": 100, "1.": 72, "2.": 72, "3.": 72}.get(label)
        if x is None:
            sheet.rich(72, text, 400)
        else:
            sheet.put("R", 11, x, sheet.y, {"-": "\u2022", "--": "\u2013"}.get(label, label))
            sheet.rich(x + 14, words, 458 - x)
        sheet.y -= 4
    sheet.y -= 8
    for row in ROWS:
        for column, cell in enumerate(row):
            sheet.put("B" if row is ROWS[0] else "R", 10, 90 + 130 * column, sheet.y, cell)
        sheet.y -= 15
    sheet.y -= 8
    for line in ("2024-05-03 06:40 low 1320", "  staff 1318 wire 1321"):
        sheet.put("T", 10, 84 + 6 * (len(line) - len(line.lstrip())), sheet.y, line.strip())
        sheet.y -= 13


def guide():
    """English: bookmarks that name destinations; the numbers of the headings stand on the pages only."""
    fonts = {"R": "Times-Roman", "B": "Helvetica-Bold", "I": "Times-Italic", "T": "Courier"}
    pdf = Pdf({name: standard(font) for name, font in fonts.items()})

    def furniture(sheet, number):
        if number > 1:
            sheet.put("I", 9, 72, HEIGHT - 50, "Tide Gauge Maintenance Guide")
        sheet.put("R", 9, 300, 45, str(number))

    sheet = Sheet(pdf, latin, furniture)
    sheet.line("B", 22, 120, "Tide Gauge Maintenance Guide", 30)
    sheet.line("I", 11, 220, "Third issue, May 2024", 50)
    marks, places = [], []
    for level, number, title, paragraphs in GUIDE:
        size = {1: 16, 2: 13, 3: 11}[level]
        if sheet.y < 180:
            sheet.end()
        sheet.y -= 14
        marks.append((level, title, f"section.{number}"))
        places.append((f"section.{number}", sheet.number, round(sheet.y + size)))
        if level == 1:
            sheet.put("B", size, 72, sheet.y, number)
            sheet.line("B", size, 102, title, 24)
        else:
            sheet.line("B", size, 72, f"{number} {title}", 20)
        for paragraph in paragraphs:
            for line in wrapped(paragraph, 11, 451):
                sheet.line("R", 11, 72, line, 14)
            sheet.y -= 8
    rich(sheet)
    sheet.end()
    root, names = pdf.outline(marks), pdf.names(places)
    pdf.write(SAMPLES / "Engineering/Manuals/Tide Gauge Maintenance Guide.pdf", "Tide Gauge Maintenance Guide", root, names)


PLAN = [
    (1, "一、总体要求", [
        "以保障师生饮食安全为目标，坚持先急后缓、边用边改，用两个学期完成三个食堂的改造，做到明厨亮灶、分区清楚、排烟达标、就餐有序。",
        "改造期间不停止供餐。每次只关闭一个食堂，由其余两个食堂错峰接待，错峰时间由后勤处会同学生处提前一周公布。",
    ]),
    (1, "二、主要任务", []),
    (2, "（一）改造操作间", [
        "按照原料进口、粗加工、烹饪、备餐、出口的顺序重新布置，生熟不交叉，人流物流不交叉。地面换成防滑地砖，墙面贴砖到顶，排水沟加盖并设置隔油设施，每日清理一次，清理情况登记在册。",
        "更换老化的燃气管路，安装泄漏报警和自动切断装置。灶台上方安装自动灭火装置，由具备资质的单位施工和验收。",
    ]),
    (2, "（二）改善就餐环境", [
        "增设座位二百四十个，窗口由十八个增加到二十六个，取餐与回收分设两条通道。就餐大厅安装隔音吊顶和新风系统，夏季室温不高于二十六度。",
    ]),
    (2, "（三）完善管理制度", [
        "修订采购、留样、消毒、陪餐四项制度。大宗食材统一招标，供货单位每学期评价一次，评价结果向师生公开，连续两次不合格的予以更换。",
    ]),
    (1, "三、进度安排", [
        "第一阶段为准备阶段，完成设计、预算和招标；第二阶段改造第一食堂；第三阶段改造第二、第三食堂；第四阶段组织验收，并对师生满意度开展调查，调查结果作为验收的依据之一。",
    ]),
    (1, "四、保障措施", []),
    (2, "（一）加强组织领导", [
        "成立改造工作小组，由分管副校长任组长，后勤处、财务处、基建处和学生代表参加，每两周召开一次例会，研究解决施工中的问题，会议纪要报校长办公会。",
    ]),
    (2, "（二）落实经费", [
        "总预算三百八十六万元，其中学校自筹二百六十万元，申请专项补助一百二十六万元。经费专款专用，由审计处全程跟踪，完工后三个月内出具审计意见。",
    ]),
]


def plan():
    """Chinese without bookmarks: sizes tell the headings. Lines go on from page to page."""
    descriptor = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    pdf = Pdf({})
    about = pdf.add(descriptor)
    cid = pdf.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor " + f"{about} 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 [207] 814 939 500] >>"
    )
    fonts = {"U": "UniGB-UCS2-H", "G": "GBK-EUC-H"}
    pdf.fonts = " ".join(
        f"/{name} {pdf.add(f'<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-{code} /Encoding /{code} /DescendantFonts [{cid} 0 R] >>')} 0 R"
        for name, code in fonts.items()
    )

    def furniture(sheet, number):
        sheet.content += f"BT /G 10 Tf 1 0 0 1 275 50 Tm <{f'— {number} —'.encode('gbk').hex()}> Tj ET\n"

    sheet = Sheet(pdf, lambda text: "<" + text.encode("utf-16-be").hex() + ">", furniture)
    title = "校园食堂改造实施方案"
    sheet.line("U", 22, (WIDTH - width(title, 22)) / 2, title, 44)
    for line in wrapped("根据上级关于学校食品安全工作的要求，结合本校实际，制定本方案。", 12, 432, 24):
        sheet.line("U", 12, 81 + 24, line, 22)
    for level, heading, paragraphs in PLAN:
        size = 16 if level == 1 else 14
        sheet.y -= 6
        sheet.line("U", size, 81 + 24, heading, 28)
        for paragraph in paragraphs:
            for number, line in enumerate(wrapped(paragraph, 12, 432, 24)):
                sheet.line("U", 12, 81 + (24 if number == 0 else 0), line, 22)
    sheet.end()
    pdf.write(SAMPLES / "计划方案/校园食堂改造实施方案.pdf", None)


NOTES = [
    ("From the Harbour Office", [
        "The winter was mild and the dredger was early. By the middle of March the approach had its full depth again, two weeks before the first of the summer boats, and the office could take down the notices that had hung at the fuel berth since October.",
        "Berth holders are reminded that the water on the inner pontoons is turned on again from the first of April. Taps that drip should be reported, not repaired with tape: last year the tape was found in the pump.",
    ]),
    ("The New Slipway", [
        "The slipway at the old boatyard is open. It is wider than it looks from the road and shorter than it looks from the water, and it is best used two hours on either side of high tide. At low tide the concrete ends in mud, which is soft and has already kept one trailer.",
        "The winch can be used on weekdays. Ask at the office for the key and for ten minutes of instruction, which are not optional: the brake works against habit, and the wire must be laid by hand for the first three turns.",
        "Launching is free for members until the end of May. After that the ticket machine by the gate takes coins and cards, and the harbour master takes excuses, but only once.",
    ]),
    ("Birds on the Breakwater", [
        "Terns have begun to nest on the outer half of the breakwater. The part beyond the second lamp is closed until the middle of July, for people and for dogs. The lamp itself is serviced from the water in this time.",
        "Counts are made every Sunday at seven in the morning. Helpers are welcome who can stand still for an hour and who do not mind being shouted at from above.",
    ]),
    ("Races and Other Disorder", [
        "The spring series begins on the last Saturday of April with the race around the island. The start has been moved to the north, because the ferry has not. Entries close on the evening before, at the sailing school, and there is soup.",
        "Rowers meet on Tuesdays. The long boat has been repaired and is lighter than it was by the weight of the old repairs.",
    ]),
]


def notes():
    """English in two columns below a title that goes across, with running headers and page numbers; no bookmarks."""
    pdf = Pdf({"R": standard("Times-Roman"), "B": standard("Helvetica-Bold"), "H": standard("Helvetica")})
    lines = []
    for heading, paragraphs in NOTES:
        lines.append(("", "", 0, 8))
        lines.append(("B", heading, 12, 18))
        for paragraph in paragraphs:
            lines.extend(("R", line, 10, 12) for line in wrapped(paragraph, 10, 215))
            lines.append(("", "", 0, 6))
    content, number, at = "", 0, 0
    while at < len(lines):
        number += 1
        top = HEIGHT - 80
        if number == 1:
            content += f"BT /B 24 Tf 1 0 0 1 72 {top:.2f} Tm {latin('Harbour Notes')} Tj ET\n"
            content += f"BT /H 10 Tf 1 0 0 1 72 {top - 20:.2f} Tm {latin('What the berth holders of the inner and the outer harbour should know, spring 2025')} Tj ET\n"
            top -= 50
        for x in (72, 310):
            y = top
            while at < len(lines) and y > HEIGHT - 80 - 290:
                font, text, size, leading = lines[at]
                if font:
                    content += f"BT /{font} {size} Tf 1 0 0 1 {x} {y:.2f} Tm {latin(text)} Tj ET\n"
                y -= leading
                at += 1
        content += f"BT /H 8 Tf 1 0 0 1 72 {HEIGHT - 45} Tm {latin('Harbour Notes')} Tj ET\n"
        content += f"BT /H 8 Tf 1 0 0 1 480 {HEIGHT - 45} Tm {latin('Spring 2025')} Tj ET\n"
        content += f"BT /H 8 Tf 1 0 0 1 290 40 Tm {latin(f'Page {number}')} Tj ET\n"
        pdf.page(content)
        content = ""
    pdf.write(SAMPLES / "Newsletters/Harbour Notes, Spring 2025.pdf", None)


if __name__ == "__main__":
    guide()
    plan()
    notes()
