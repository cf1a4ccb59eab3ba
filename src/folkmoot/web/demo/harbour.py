"""Ravnkilde: the contract is public, the pool is closed, a thousand panels are published. The balls are yours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from folkmoot.commons.assemblies.actions import translate_text
from folkmoot.commons.languages.queries import Translation
from folkmoot.core.contract.answers import Breach, Reply
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Publicity
from folkmoot.core.contract.mandate import Influence, InfluenceLevel, OnDisagreement, Question, Scope, Threshold
from folkmoot.core.contract.spans import Span
from folkmoot.core.tally.rules import Base
from folkmoot.stages.contract.queries import public_texts
from folkmoot.web.demo.acts import Plan, convene, fill_pool, name_commissioners, promise, publish_lottery
from folkmoot.web.demo.cast import Cast, day, pool, targets

SLUG = "ravnkilde-harbour"


def story(cast: Cast, now: datetime) -> Iterator[datetime]:
    """From the question to the evening before the draw."""
    yield day(now, -40)
    plan = Plan(
        slug=SLUG,
        title="Ravnkilde Harbour Assembly",
        place="Ravnkilde",
        summary="The old freight harbour falls empty in two years. Thirty people drawn by lot work out what it should become, "
        "before the council decides on the plan.",
        seats=30,
        decision="Local plan for the old freight harbour",
        decision_owner="Ravnkilde town council",
        decision_on=(now + timedelta(days=210)).date(),
        mayor="Mayor of Ravnkilde",
    )
    assembly = convene(cast, plan)
    name_commissioners(cast, assembly, plan)
    clauses = Clauses(
        question=Question(
            words="What should Ravnkilde make of its old harbour, so that people in fifty years are glad that we did?"
        ),
        influence=InfluenceLevel(level=Influence.COLLABORATE),
        on_disagreement=OnDisagreement(
            words="Where the council decides otherwise, it says why in a public meeting, to each recommendation, before it votes."
        ),
        scope=Scope(
            off_the_table=(
                "The flood wall: it is being built and will stay.",
                "The shipyard's lease, which runs until 2041.",
            )
        ),
        threshold=Threshold(numerator=4, denominator=5, of=Base.CAST),
        reply=Reply(
            within=Span(count=90),
            form="In writing to each recommendation, and in a public meeting to which all members are invited.",
        ),
        publicity=Publicity(
            words="Talks and documents are public at once. Tables are not recorded. Members decide whether their name is shown."
        ),
        data_rules=DataRules(
            words="Answers to the invitation are deleted four weeks after the last draw. Members' data is deleted a year after the end."
        ),
        breach=Breach(
            words="The page of this assembly shows every day of silence, and the council puts the matter on its next agenda."
        ),
    )
    yield from promise(cast, assembly, clauses, day(now, -38))
    yield day(now, -30)
    for text in public_texts(assembly):
        if text.subject in DANISH:
            translate_text(
                by=cast.organiser,
                assembly=assembly,
                text=text,
                language="da",
                wording=DANISH[text.subject],
                provenance=Translation.Provenance.MACHINE,
            )
    yield day(now, -2)
    fill_pool(cast, assembly, targets=targets("harbour"), pool=pool("harbour"))
    yield day(now, -1, 16)
    publish_lottery(cast, assembly)


DANISH = {
    f"contract/{SLUG}/question": "Hvad skal Ravnkilde bruge sin gamle havn til, så folk om halvtreds år er glade for, at vi gjorde det?",
    f"contract/{SLUG}/on_disagreement": "Hvor byrådet beslutter noget andet, siger det hvorfor på et offentligt møde, for hver anbefaling, før det stemmer.",
    f"contract/{SLUG}/reply_form": "Skriftligt på hver anbefaling og på et offentligt møde, som alle medlemmer er inviteret til.",
    f"contract/{SLUG}/breach": "Borgersamlingens side viser hver dags tavshed, og byrådet sætter sagen på sin næste dagsorden.",
}
