"""A page and a drawing read strictly: well nested, made of elements and attributes of ours alone, with links that lead somewhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser

VOID = {"meta", "br", "input"}
TAGS = VOID.union(
    *[
        ("html", "head", "title", "style", "script", "body", "header", "main", "nav", "section", "article", "div", "span"),
        ("h1", "h2", "h3", "p", "ul", "li", "a", "details", "summary", "blockquote", "q", "cite", "code", "em", "mark", "strong", "time"),
        ("table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "label", "select", "option", "button"),
        ("svg", "g", "path", "text", "circle"),
    ]
)
ATTRIBUTES: set[str] = set().union(
    *[
        ("lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "role", "hidden", "title", "rel", "scope", "tabindex"),
        ("aria-label", "aria-labelledby", "aria-hidden", "type", "value", "checked", "autocomplete", "spellcheck"),
        ("viewbox", "width", "height", "d", "x", "y", "cx", "cy", "r"),
        ("data-told", "data-relation", "data-role", "data-event", "data-sources", "data-of"),
    ]
)
SVG = "{http://www.w3.org/2000/svg}"


class Page(HTMLParser):
    """A page: its elements, its text, its anchors and links. Reading fails where elements are not closed in their order."""

    def __init__(self, out: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.raw: dict[str, str] = {"style": "", "script": ""}
        self.policy = ""
        self.feed(out)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        told = {name: value or "" for name, value in attrs}
        assert len(told) == len(attrs), attrs
        self.attributes |= told.keys()
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.policy = told["content"] if told.get("http-equiv") == "Content-Security-Policy" else self.policy
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]] += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def is_page(out: str) -> Page:
    """The page, made of nothing but ours."""
    page = Page(out)
    assert set(page.tags) <= TAGS, set(page.tags) - TAGS
    assert page.attributes <= ATTRIBUTES, page.attributes - ATTRIBUTES
    assert page.tags["script"] == page.tags["style"] == 1
    assert all(re.match(r"#|https?://", link) for link in page.links), page.links
    assert len(set(page.ids)) == len(page.ids), Counter(page.ids).most_common(3)
    assert {link[1:] for link in page.links if link[0] == "#"} <= set(page.ids)
    assert out.endswith("</html>\n")
    return page


def is_drawing(out: str) -> ET.Element:
    """The drawing, made of nothing but ours."""
    root = ET.fromstring(out.encode())
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "style", "rect", "text", "tspan", "title", "g", "path", "circle"}, tags
    assert not {name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name}
    assert out.endswith("</svg>\n")
    return root
