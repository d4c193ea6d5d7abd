"""Makes the books among the samples: one of EPUB 3 and one of EPUB 2. Standard library only. Run from the root:
python3 tests/makers/epub.py"""

import zipfile
from pathlib import Path

SAMPLES = Path("sample-data")
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def write(path, parts):
    with zipfile.ZipFile(SAMPLES / path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            method = zipfile.ZIP_STORED if name.endswith("mimetype") else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, (2024, 5, 1, 8, 0, 0))
            entry.compress_type = method
            book.writestr(entry, text)


def page(title, body, head=""):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">
<head><title/>{head}<meta name="description" content="{title}"/><script src="x.js"/></head>
<body>{body}</body></html>"""


def third():
    """A guide in EPUB 3: contents of two levels, numbered sections below them, boxes with headings, notes."""
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="OPS/package.opf"),
        "OPS/package.opf": """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:lamp</dc:identifier>
<dc:title>Keeping a Harbour Light</dc:title><dc:language>en</dc:language></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c0" href="text/preface.xhtml" media-type="application/xhtml+xml"/>
<item id="c1" href="text/the%20lamp.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/fog.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="nav" linear="no"/><itemref idref="c0"/><itemref idref="c1"/><itemref idref="c2"/></spine>
</package>""",
        "OPS/nav.xhtml": page("Contents", """<nav epub:type="toc"><h1>Contents</h1><ol>
<li><a href="text/preface.xhtml">Preface</a></li>
<li><a href="text/the%20lamp.xhtml">The Lamp</a><ol>
<li><a href="text/the%20lamp.xhtml#trim">Trimming the Wick</a></li>
<li><a href="text/the%20lamp.xhtml#glass">Cleaning the Glass</a></li></ol></li>
<li><a href="text/fog.xhtml">Fog</a><ol><li><a href="text/fog.xhtml#bell">The Bell</a></li></ol></li></ol></nav>
<nav epub:type="landmarks" hidden=""><ol><li><a href="text/preface.xhtml">Start</a></li></ol></nav>"""),
        "OPS/text/preface.xhtml": page("Preface", """<section epub:type="preface"><h1>Preface</h1><h3 class="author">The keepers of the north mole</h3>
<p>This guide was written down by four keepers over two winters&#8212;and read aloud to a fifth.</p></section>"""),
        "OPS/text/the lamp.xhtml": page("The Lamp", """<section><h1><span class="number">1.</span> The Lamp</h1>
<p>The lamp burns from dusk until the morning gun.<a epub:type="noteref" href="#n1">1</a></p>
<section><h2 id="trim">1.1. Trimming the Wick</h2><div/><p>Trim straight across, never to a point.</p>
<h3>1.1.1. In Frost</h3><p>Warm the shears before they touch the brass.</p>
<div class="caution"><h3>Caution</h3><p>Hot brass looks like cold brass.</p></div></section>
<section><a id="glass"/><h2>1.2. Cleaning the Glass</h2><ul><li>vinegar for salt</li><li>chalk for soot</li></ul></section>
<aside epub:type="footnote" id="n1"><p>On Sundays until the second gun.</p></aside></section>"""),
        "OPS/text/fog.xhtml": page("Fog", """<section><h1><span class="number">2.</span> Fog</h1><p>When the second buoy is lost to sight, it is fog.</p>
<p id="bell" class="subtitle"><b>The Bell</b></p><p>Three strokes, then count to twenty.</p>
<table><tr><th>Strokes</th><th>Meaning</th></tr><tr><td>3</td><td>fog</td></tr><tr><td>5</td><td>boat in distress</td></tr></table></section>"""),
    }
    write("Engineering/Handbook/Keeping a Harbour Light.epub", parts)


def second():
    """A course book in EPUB 2, below a folder of its own: NCX, titles in paragraphs, a volume that has no page."""
    lessons = [
        ("part1.html", "第一章 茶园管理", [("s1", "第一节 冬季清园", "霜降以后清除枯枝落叶，剪去病虫枝，在行间撒施石灰，减少来年的虫口基数。"),
                                     ("s2", "第二节 春茶前施肥", "开采前一个半月施催芽肥，以速效氮肥为主，沿树冠滴水线开沟，施后覆土。")]),
        ("part2.html", "第二章 鲜叶采摘", [("s1", "第一节 采摘标准", "名优茶采一芽一叶初展，大宗茶采一芽二三叶，不采雨水叶、紫色叶和病虫叶。"),
                                     ("s2", "第二节 鲜叶运送", "鲜叶用竹篓盛装，不紧压、不日晒，两小时内送到厂里摊放，摊放厚度不超过三厘米。")]),
        ("part3.html", "第三章 初制工艺", [("s1", "第一节 杀青", "锅温二百二十度左右，先高后低，抖闷结合，杀青适度的叶子手捏成团、松手即散。")]),
    ]
    html = lambda title, body: f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body>{body}</body></html>"""
    parts = {"epub/META-INF/container.xml": CONTAINER.format(path="OEBPS/content.opf")}
    items, points = [], []
    for at, (name, chapter, sections) in enumerate(lessons):
        style = '<p class="chapter"><span style="font-size:150%"><b>{}</b></span></p>' if at == 0 else "<h2>{}</h2>"
        body = style.format(chapter)
        inner = ""
        for key, title, text in sections:
            body += f'<div><a id="{key}"/><h3>{title}</h3></div><p>　　{text}</p><p>　　操作前后都要做好记录，由当班人员签名&nbsp;&mdash;&nbsp;记录保存两年。</p>'
            inner += f'<navPoint id="n{at}{key}"><navLabel><text>{title[3:].strip()}</text></navLabel><content src="text/{name}#{key}"/></navPoint>'
        parts[f"epub/OEBPS/text/{name}"] = html(chapter, body)
        items.append(name)
        points.append(f'<navPoint id="n{at}"><navLabel><text>{chapter}</text></navLabel><content src="text/{name}"/>{inner}</navPoint>')
    parts["epub/OEBPS/text/cover.html"] = html("封面", '<div><img src="cover.jpg" alt="封面"/></div>')
    manifest = "".join(f'<item id="{name}" href="text/{name}" media-type="application/xhtml+xml"/>' for name in ["cover.html", *items])
    spine = "".join(f'<itemref idref="{name}"/>' for name in ["cover.html", *items])
    parts["epub/OEBPS/content.opf"] = f"""<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>山茶初制培训教材</dc:title><dc:language>zh</dc:language></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{manifest}</manifest><spine toc="ncx">{spine}</spine></package>"""
    parts["epub/OEBPS/toc.ncx"] = f"""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><docTitle><text>山茶初制培训教材</text></docTitle><navMap>
<navPoint id="v1"><navLabel><text>上篇 种与采</text></navLabel>{points[0]}{points[1]}</navPoint>
<navPoint id="v2"><navLabel><text>下篇 制</text></navLabel>{points[2]}</navPoint></navMap></ncx>"""
    parts["epub/mimetype"] = "application/epub+zip"
    write("培训材料/山茶初制培训教材.epub", parts)


if __name__ == "__main__":
    third()
    second()
