"""Makes src/formats/html/entities.txt, the names of the HTML standard's character references (section 13.5), from the
table that Python's standard library holds. Run: python3 tests/makers/entities.py > src/formats/html/entities.txt"""

from html.entities import html5

for name, characters in sorted(html5.items()):
    print(name, " ".join(f"{ord(character):x}" for character in characters))
