"""Makes the web pages among the samples: an old page in GBK that says gb2312, a page with one heading, a page saved by
a browser in one file, and a manual. Standard library only. Run from the root: python3 tests/makers/web.py"""

import quopri
from pathlib import Path

SAMPLES = Path("sample-data")

BODY = {
    "overview": "　　全乡现有行政村十一个，常住人口两万三千余人。去冬今春，各村按照统一部署开展了三轮冬春火灾防控检查，"
    "共走访农户六千四百户，检查小作坊、小餐饮、民宿等场所二百一十七处，现将有关情况通报如下。",
    "line": "　　一些场所的电气线路私拉乱接，插座老化，配电箱周围堆放纸箱和塑料筐。检查组当场责令整改，能够立即改正的"
    "当日改正，确需更换线路的限期十五日内完成，并由村网格员逐户复查销号。",
    "exit": "　　部分民宿在楼梯间停放电动自行车并充电，有的把防盗窗焊死，没有留出逃生口。检查组向经营者讲解了近年来的"
    "典型事故，督促其拆除障碍、增设逃生软梯，并张贴疏散示意图。",
    "duty": "　　各村要把消防安全写入村规民约，明确网格员每周不少于一次的巡查任务，做到隐患有登记、整改有期限、复查有结果，"
    "不得以会议落实会议、以文件落实文件。",
    "team": "　　乡里将再组建两支志愿消防队，配齐手抬泵、水带和照明灯，每季度联合演练一次。上游水塘冬季结冰期间，要提前"
    "凿开取水口，并在路口设置明显的指示牌。",
    "book": "　　中心小学和卫生院要把消防常识列入每学期的开学第一课和每月的健康讲座，教会老人和孩子报警、灭火、逃生三件事，"
    "让每户至少有一名明白人。",
}


def old_page():
    """Bold paragraphs for headings, tables for the layout, `gb2312` for GBK: 镕 and 堃 are in GBK alone."""
    menu = "".join(f"<td><a href='list{at}.asp'>{name}</a></td>" for at, name in enumerate(["首页", "政务公开", "办事指南", "乡情概况"]))
    head = lambda text: f"<P><B><FONT face=黑体>　　{text}</FONT></B>\n"
    part = lambda text: f"<p><strong>　　{text}</strong></p>\n"
    text = lambda key: f"<p>{BODY[key]}\n"
    body = (
        text("overview") + head("一、检查中发现的主要问题") + part("（一）电气线路老化") + text("line")
        + part("（二）疏散通道不畅") + text("exit") + head("二、下一步工作要求")
        + part("（一）压实网格责任") + text("duty") + part("（二）充实救援力量") + text("team")
        + head("三、宣传教育") + text("book")
    )
    rows = "".join(
        f"<tr><td>{village}</td><td>{found}</td><td>{done}</td></tr>"
        for village, found, done in [("青石村", 31, 29), ("柳湾村", 24, 24), ("上垄村", 19, 15)]
    )
    page = f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>关于冬春火灾防控检查情况的通报_云溪市石桥乡人民政府</title>
<style><!-- td {{ font-size: 12px }} --></style>
<script language=javascript>function doZoom(size){{document.getElementById('zoom').style.fontSize=size+'px'}}</script>
</head>
<body topmargin=0>
<table width=980 align=center border=0 cellpadding=0><tr>{menu}</tr></table>
<table width=980 align=center border=0>
<tr><td>当前位置：<a href=/>首页</a> &gt; <a href=/tzgg>通知公告</a> &gt; 正文</td></tr>
<tr><td>
<table width=100%><tr><td align=center><font size=5><b>关于冬春火灾防控检查情况的通报</b></font></td></tr>
<tr><td align=center>发布时间：2008-3-12&nbsp;&nbsp;来源：石桥乡安监站&nbsp;&nbsp;【字号：<a href=javascript:doZoom(16)>大</a> <a href=javascript:doZoom(14)>中</a> <a href=javascript:doZoom(12)>小</a>】</td></tr>
<tr><td id=zoom>{body}
<table border=1 cellspacing=0><caption>各村隐患整改情况</caption><tr><th>村名</th><th>发现隐患（处）</th><th>已整改（处）</th></tr>{rows}</table>
<p align=right>石桥乡安全生产监督管理站<br>站长：李镕堃
</td></tr></table>
</td></tr>
<tr><td>上一篇：<a href=1.htm>关于做好春耕备耕工作的通知</a><br>下一篇：<a href=3.htm>关于清明期间森林防火的通告</a></td></tr>
</table>
<table width=980><tr><td align=center>[<a href=javascript:print()>打印</a>] [<a href=javascript:close()>关闭</a>]</td></tr></table>
</body>
</html>
"""
    (SAMPLES / "网页收藏/冬春火灾防控检查情况的通报.htm").write_bytes(page.replace("\n", "\r\n").encode("gbk"))


def one_heading():
    """A page of today with one h1 and Chinese numbers that no mark makes headings."""
    paragraphs = [
        "为进一步规范全市公共图书馆的夜间服务，满足读者下班后的阅读需要，结合各馆实际，制定本方案。",
        "一、总体目标",
        "到今年年底，市馆和六个县级馆全部实行夜间开放，每晚延长服务时间不少于两个小时，全年夜间接待读者达到四十万人次。",
        "二、主要任务",
        "（一）合理安排开放时间",
        "各馆根据读者到馆的规律确定开放时段，考试季和寒暑假适当延长。开放时间一经公布不得随意变动，确需调整的提前三日公告。",
        "（二）完善自助服务设施",
        "在入口处设置自助借还机和预约书柜，读者凭身份证或者读者证即可办理。夜间无人值守的区域要配备一键求助装置。",
        "（三）加强安全管理",
        "夜间每层楼安排不少于两名保安人员巡查，监控录像保存三十日以上。遇有极端天气，可以提前闭馆并妥善安排读者离馆。",
        "三、保障措施",
        "市财政按照实际开放天数给予补助，各馆不得挤占其他经费。市文化主管部门每半年通报一次夜间服务情况，接受社会监督。",
    ]
    body = "\n".join(f"      <p>{text}</p>" for text in paragraphs)
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>公共图书馆夜间开放实施方案 - 云溪市文化广电和旅游局</title></head>
<body>
  <header><nav><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></nav></header>
  <main>
    <article>
      <h1>公共图书馆夜间开放实施方案</h1>
      <p class="meta">来源：云溪市文化广电和旅游局</p>
{body}
      <div class="share">分享到 <a href="#">微信</a></div>
    </article>
  </main>
  <footer><p>版权所有 云溪市文化广电和旅游局</p></footer>
</body>
</html>
"""
    (SAMPLES / "网页收藏/公共图书馆夜间开放实施方案.html").write_text(page, encoding="utf-8")


def saved_page():
    """A page in one file as browsers save it: quoted-printable GBK, headings by the size of their letters."""
    sections = [
        ("第一部分 采样点的布设", [
            "采样断面设在河道顺直、水流平稳的河段，避开死水区、回水区和排污口。断面上的垂线数按照水面宽度确定，宽度不足五十米的设一条。",
            "每条垂线上采样点的数量按照水深确定，水深不足五米的只在水面下半米处采样，冰封期在冰下半米处采样。",
        ]),
        ("第二部分 样品的采集与保存", [
            "采样前用河水冲洗采样器三次，采得的水样立即分装。测定油类的样品单独采集，不得预先冲洗，全部用于测定。",
            "样品瓶贴上标签，注明编号、时间和项目，并在四小时内送到实验室；不能及时送到的，按照规定加入固定剂并冷藏。",
        ]),
        ("第三部分 数据的记录与上报", [
            "现场记录用钢笔填写，写错的地方划线更正并签名，不得涂改。异常数据由两人当场复测，复测结果与原始数据一并保存。",
            "每月二十五日前汇总当月数据，经站长审核后上报。发现水质突变的，应当在一小时内电话报告，随后补报书面材料。",
        ]),
    ]
    body = "".join(
        f'<p style="text-align:center"><span style="font-size:18px;font-weight:bold">{title}</span></p>\n'
        + "".join(f'<p style="font-size:14px">　　{text}</p>\n' for text in texts)
        for title, texts in sections
    )
    html = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>河道水质采样操作讲义</title></head><body>
<div style="display:none">访问统计</div>
<p align=center style="font-size:24px"><b>河道水质采样操作讲义</b></p>
{body}<img src="cid:map@saved" alt="采样断面示意图"></body></html>
"""
    encoded = quopri.encodestring(html.replace("\n", "\r\n").encode("gbk"), quotetabs=False).decode("ascii")
    message = (
        "From: <Saved by a browser>\nSubject: =?gb2312?B?stnX9w==?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----=_NextPart_000_0000"\n\n'
        "This is a multi-part message in MIME format.\n\n------=_NextPart_000_0000\n"
        'Content-Type: text/html;\n\tcharset="gb2312"\nContent-Transfer-Encoding: quoted-printable\n'
        "Content-Location: http://water.example/lecture.htm\n\n"
        + encoded.replace("\r\n", "\n")
        + "\n------=_NextPart_000_0000\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\nContent-ID: <map@saved>\n\n"
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\n\n------=_NextPart_000_0000--\n"
    )
    (SAMPLES / "培训材料/河道水质采样操作讲义.mht").write_bytes(message.replace("\n", "\r\n").encode("ascii"))


def manual():
    """A manual as generators of documentation make them: permalinks, contents, notes, code, tables, figures."""
    section = lambda level, number, name, title, body: (
        f'<section id="{name}">\n<h{level}><span class="section-number">{number} </span>{title}'
        f'<a class="headerlink" href="#{name}" title="Link to this heading">¶</a></h{level}>\n{body}</section>\n'
    )
    note = '<div class="admonition note"><p class="admonition-title">Note</p><p>The gate controller keeps its clock for nine days without power.</p></div>'
    warning = '<div class="warning"><h4>Warning</h4><p>Never reach into the pit while the travelling screen is armed.</p></div>'
    table = """<table><caption>Signals of the gate</caption>
<thead><tr><th>Lamp</th><th>Meaning</th><th>What to do</th></tr></thead>
<tbody><tr><td rowspan=2>Amber</td><td>Level above mark 3</td><td>Wait</td></tr><tr><td>Sensor silent</td><td>Read the staff gauge</td></tr>
<tr><td>Red</td><td colspan=2>Gate blocked &mdash; call the lock keeper</td></tr></tbody></table>"""
    code = '<pre><code>gate status --all\n  north   open    <b>2.41 m</b>\n  south   closed  2.39 m\n</code></pre>'
    body = (
        section(2, "1.", "purpose", "Purpose", "<p>This manual tells operators of the tidal gates how to read the panel,\nhow to close a gate by hand, and whom to call.</p>\n" + note)
        + section(2, "2.", "panel", "The Panel", "<p>Every gate has a panel with three lamps and one key switch.</p>"
            + section(3, "2.1.", "lamps", "Lamps", table)
            + section(3, "2.2.", "console", "Console", "<p>The same state can be read from the console:</p>" + code))
        + section(2, "3.", "closing", "Closing a Gate", "<p>Close a gate when the forecast says more than <em>mark 3</em>.</p>"
            + section(3, "3.1.", "by-motor", "By Motor", "<ol><li>Turn the key to <strong>local</strong>.</li><li>Hold the button until the lamp is steady.<ul><li>about forty seconds in summer</li><li>up to two minutes in frost</li></ul></li></ol>")
            + section(3, "3.2.", "by-hand", "By Hand", warning + '<figure><img src="crank.svg" alt="The crank in its bracket"><figcaption>Figure 1. Where the crank hangs</figcaption></figure>'))
        + section(2, "4.", "contacts", "Contacts", "<dl><dt>Lock keeper</dt><dd>extension 114, day and night</dd><dt>Harbour office</dt><dd>extension 120</dd></dl>")
    )
    page = f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Tidal Gate Operator Manual &#8212; Harbour Works</title>
<style>.hidden {{ display: none }}</style></head>
<body>
<div class="related" role="navigation"><h3>Navigation</h3><ul><li><a href="index.html">index</a></li><li><a href="next.html">next</a></li></ul></div>
<main>
<h1>Tidal Gate Operator Manual<a class="headerlink" href="#top">¶</a></h1>
<nav class="contents" aria-label="Contents"><p class="topic-title">Contents</p><ul><li><a href="#purpose">1. Purpose</a></li><li><a href="#panel">2. The Panel</a></li></ul></nav>
{body}</main>
<aside><h3>See also</h3><p>The tide tables of the year.</p></aside>
<footer><p>&copy; Harbour Works</p></footer>
<script>document.title += " (offline)";</script>
</body>
</html>
"""
    (SAMPLES / "Engineering/Manuals/Tidal Gate Operator Manual.html").write_text(page, encoding="utf-8")


old_page()
one_heading()
saved_page()
manual()
