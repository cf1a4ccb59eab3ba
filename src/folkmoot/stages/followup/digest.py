"""What has moved, in the words of a letter."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import Entry
from folkmoot.stages.contract.queries import commissioners
from folkmoot.stages.followup.followers import number_of
from folkmoot.stages.followup.wording import ANSWERS, PROGRESS
from folkmoot.stages.recommendations.queries import recommendations


def digest(assembly: Assembly, news: Sequence[Entry]) -> tuple[str, str]:
    """Subject and text of the letter about `news`, oldest first, by recommendation."""
    titles = {each.number: each.title for each in recommendations(assembly)}
    offices = {each.ref: each.office for each in commissioners(assembly)}
    subject = ngettext("%(title)s: %(n)d piece of news", "%(title)s: %(n)d pieces of news", len(news))
    parts = []
    for number in sorted({number_of(entry) for entry in news}):
        lines = [_line(entry, offices) for entry in news if number_of(entry) == number]
        parts.append("\n".join((f"{number}. {titles.get(number, '')}".rstrip(), *lines)))
    return subject % {"title": assembly.title, "n": len(news)}, "\n\n".join(parts)


def _line(entry: Entry, offices: dict[str, str]) -> str:
    return f"   {date_format(localdate(entry.at))}: {_said(entry, offices)}"


def _said(entry: Entry, offices: dict[str, str]) -> str:
    data = {name: str(value) for name, value in entry.data.items()}
    if entry.kind == "followup.replied":
        office = offices.get(data["commissioner"], data["commissioner"])
        return gettext("%(office)s replied: %(answer)s") % {"office": office, "answer": ANSWERS[data["reply"]]}
    if entry.kind == "followup.assessed":
        return gettext("%(who)s says: %(how)s") % {"who": data["assessor"], "how": PROGRESS[data["progress"]]}
    if entry.kind == "followup.compared":
        return gettext("%(who)s compared the words with %(what)s") % {"who": data["assessor"], "what": data["title"]}
    return gettext("%(debtor)s has not answered by the promised day") % {"debtor": data["debtor"]}
