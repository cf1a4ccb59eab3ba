"""Somebody at a browser that shows words, links and forms, and nothing else: no styles, no scripts, no pictures.

She does with the site what somebody at Chromium does, by the same names, in a sixth of the time. The forms are sent as
the standard says (HTML, "constructing the entry list"), with the token against forged requests, through all of the
site's middleware.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

Name = re.Pattern[str]
BUTTONS = "button, input[type=submit]"


class Reader:
    """What she sees now (`url`, `page`), and what she can do there."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.url = ""
        self.page = BeautifulSoup()
        self._files: dict[str, SimpleUploadedFile] = {}

    # -- What she sees ---------------------------------------------------------------------------------------------

    def all(self, css: str) -> list[str]:
        """The words of everything that this selects, each in one line."""
        return [words(each) for each in self.page.select(css)]

    def table(self, name: str) -> list[list[str]]:
        """The rows of the body of the table that is called so: the words of each cell."""
        table = next(each for each in self.page.find_all("table") if self._name(each).startswith(name))
        return [[words(cell) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]

    def find(self, css: str, name: Name) -> Iterator[Tag]:
        """Those among what this selects that are called so."""
        return (each for each in self.page.select(css) if name.search(self._name(each)))

    def _name(self, tag: Tag) -> str:
        """What a screen reader calls it: by its label, its caption or its legend, else by its words."""
        if label := tag.get("aria-label"):
            return str(label)
        if others := tag.get("aria-labelledby"):
            return " ".join(self.all(", ".join(f"#{other}" for other in str(others).split())))
        heading = tag.find(["caption", "legend"]) if tag.name in {"table", "fieldset"} else None
        return words(heading if isinstance(heading, Tag) else tag)

    # -- Where she goes --------------------------------------------------------------------------------------------

    def goto(self, address: str) -> None:
        """Open an address."""
        self._shows(address, self.client.get(address))

    def follow(self, name: Name) -> None:
        """Follow the first link that is called so."""
        link = next(self.find("a[href]", name), None)
        assert link is not None, f"no link {name.pattern} on {self.url}"
        self.goto(urljoin(self.url, str(link["href"])))

    def press(self, name: Name, *, within: str = "body") -> None:
        """Press the one button that is called so."""
        found = [each for each in self.find(BUTTONS, name) if each.find_parent(within)]
        assert len(found) == 1, f"{len(found)} buttons {name.pattern} on {self.url}"
        form = self._form_of(found[0])
        address = urljoin(self.url, str(found[0].get("formaction") or form.get("action") or self.url))
        sent = self._entries(form, found[0])
        method = self.client.post if str(form.get("method")).lower() == "post" else self.client.get
        self._shows(address, method(address, sent))

    def _shows(self, address: str, answer: Any) -> None:
        while answer.status_code in {301, 302, 303}:
            address = urljoin(address, answer["Location"])
            answer = self.client.get(address)
        assert answer.status_code in {200, 422}, f"{answer.status_code} at {address}"
        self.url, self.page, self._files = address, BeautifulSoup(answer.content, "html.parser"), {}

    # -- What she fills in -----------------------------------------------------------------------------------------

    def write(self, label: Name, answer: object) -> None:
        """Fill in the field with this label: words, the option to choose, or yes and no."""
        field = self.field(label)
        if isinstance(answer, bool):
            mark(field, "checked", on=answer)
        elif field.name == "select":
            for option in field.find_all("option"):
                mark(option, "selected", on=words(option) == str(answer))
            assert field.find("option", selected=True), f"no option {answer} in {label.pattern} on {self.url}"
        elif field.name == "textarea":
            field.string = str(answer)
        else:
            field["value"] = str(answer)

    def attach(self, label: Name, filename: str, content: bytes) -> None:
        """Choose a file."""
        self._files[str(self.field(label)["name"])] = SimpleUploadedFile(filename, content)

    def choose(self, question: str, answer: str) -> None:
        """Choose one of several answers to a question."""
        group = next(self.find("fieldset, [role=group], [role=radiogroup]", re.compile(re.escape(question))))
        inside = {id(each) for each in group.find_all("input")}
        chosen = next(each for each in self._labelled(re.compile(rf"^{re.escape(answer)}$")) if id(each) in inside)
        for other in group.find_all("input", attrs={"name": chosen["name"]}):
            mark(other, "checked", on=other is chosen)

    def tick(self, number: int) -> None:
        """Tick the first boxes of the page."""
        for box in self.page.select("main input[type=checkbox]")[:number]:
            mark(box, "checked", on=True)

    def field(self, label: Name) -> Tag:
        """The field of a form with this label."""
        inside = {id(each) for each in self.page.select("form[method=post] :is(input, select, textarea)")}
        found = [each for each in self._labelled(label) if id(each) in inside]
        assert len(found) == 1, f"{len(found)} fields {label.pattern} on {self.url}"
        return found[0]

    def _labelled(self, label: Name) -> Iterator[Tag]:
        for each in self.page.find_all("label"):
            if label.search(words(each)):
                to = str(each.get("for") or "")
                field = self.page.find(id=to) if to else each.find(["input", "select", "textarea"])
                if isinstance(field, Tag):
                    yield field
        yield from self.find("[aria-label]:is(input, select, textarea)", label)

    # -- What is sent ----------------------------------------------------------------------------------------------

    def _form_of(self, button: Tag) -> Tag:
        form = self.page.find(id=str(button["form"])) if button.get("form") else button.find_parent("form")
        assert isinstance(form, Tag), f"{button} belongs to no form"
        return form

    def _entries(self, form: Tag, button: Tag) -> Mapping[str, object]:
        """What the form holds, and the button's own value."""
        sent: MultiValueDict[str, object] = MultiValueDict()
        for field in self.page.select("input, select, textarea"):
            of = self.page.find(id=str(field["form"])) if field.get("form") else field.find_parent("form")
            if of is form and field.get("name") and not field.has_attr("disabled"):
                for value in self._values(field):
                    sent.appendlist(str(field["name"]), value)
        if button.get("name"):
            sent.appendlist(str(button["name"]), str(button.get("value") or ""))
        return dict(sent.lists())

    def _values(self, field: Tag) -> list[object]:
        kind = str(field.get("type") or "text")
        if field.name == "select":
            options = field.find_all("option")
            chosen = [each for each in options if each.has_attr("selected")] or options[:1]
            return [str(each.get("value", words(each))) for each in chosen]
        if field.name == "textarea":
            return [field.get_text().removeprefix("\n")]
        if kind == "file":
            return [self._files[name]] if (name := str(field["name"])) in self._files else []
        if kind in {"checkbox", "radio"}:
            return [str(field.get("value", "on"))] if field.has_attr("checked") else []
        return [] if kind in {"submit", "button", "reset", "image"} else [str(field.get("value") or "")]


def words(tag: Tag) -> str:
    """The words that it shows, in one line: without what is hidden from everybody or from screen readers."""
    shown = (text for text in tag.find_all(string=True) if not any(unseen(parent) for parent in text.parents))
    return " ".join("".join(shown).split())


def unseen(tag: Tag) -> bool:
    """Whether it is hidden from everybody, or from screen readers."""
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or tag.name in {"script", "style", "template"}


def mark(tag: Tag, attribute: str, *, on: bool) -> None:
    """Set or remove an attribute that only stands or does not."""
    if on:
        tag[attribute] = ""
    elif tag.has_attr(attribute):
        del tag[attribute]
