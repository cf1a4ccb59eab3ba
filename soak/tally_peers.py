"""Every rule of counting beside an independent implementation, on thousands of invented votes.

The peers (abcvoting and pref_voting, MIT; pabutools, GPL-3.0) are no dependency of ours: the first run installs them
into an environment of their own, `var/peer-voting`. Votes that end in a tie are left out, because each side breaks it
its own way; how many that were is told.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.profiles import Kind, Option, Profile, Turnout, grouped
from folkmoot.core.tally.ruling import rule_from
from soak.absence import Absent

PEER = Path("var/peer-voting")
PACKAGES = ("pabutools==1.2.3", "abcvoting==2.19.2", "pref_voting==1.18.2")
VOTES = 400  # of each rule
SCALE = [str(grade) for grade in range(5)]

THEIRS = """
import json, random, sys
from abcvoting import abcrules
from abcvoting.preferences import Profile as Approvals
from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pref_voting.grade_profiles import GradeProfile
from pref_voting.profiles import Profile
from pref_voting.proportional_methods import stv_scottish
from pref_voting.grade_methods import majority_judgement
from pref_voting import voting_methods as methods

def budget(case, rule, **more):
    projects = [Project(str(place), cost) for place, cost in enumerate(case["costs"])]
    instance = Instance(projects, budget_limit=case["budget"])
    ballots = [ApprovalBallot([projects[each] for each in ballot]) for ballot in case["ballots"]]
    sat = Cardinality_Sat if case.get("satisfaction") == "cardinality" else Cost_Sat
    return sorted(int(each.name) for each in rule(instance, ApprovalProfile(ballots), sat_class=sat, **more))

def committee(case, name, **more):
    profile = Approvals(case["options"])
    profile.add_voters(case["ballots"])
    found = abcrules.compute(name, profile, committeesize=case["seats"], resolute=False, **more)
    return sorted(found[0]) if len(found) == 1 else None

def grades(case):
    maps = [dict(enumerate(ballot)) for ballot in case["ballots"]]
    best = majority_judgement(GradeProfile(maps, list(range(5))))  # by the majority gauge, which knows more ties
    return sorted(map(int, best)) if len(best) == 1 else None

def ranked(case, method):
    return sorted(int(each) for each in method(Profile(case["ballots"])))

RULES = {
    "greedy": lambda case: budget(case, greedy_utilitarian_welfare),
    "equal-shares": lambda case: budget(case, method_of_equal_shares),
    "add1": lambda case: budget(case, method_of_equal_shares, voter_budget_increment=1),
    "approval": lambda case: committee(case, "av"),
    "majority-judgement": grades,
    "plurality": lambda case: ranked(case, methods.plurality),
    "borda": lambda case: ranked(case, methods.borda),
    "condorcet": lambda case: ranked(case, methods.beat_path),
    "scottish-stv": lambda case: sorted(
        int(each) for each in stv_scottish(Profile(case["ballots"]), num_seats=case["seats"], rng=random.Random(1))
    ),
}
print(json.dumps([RULES[case["rule"]](case) for case in json.load(sys.stdin)]))
"""


def trial() -> list[str]:
    """How many votes of each rule were counted alike; raises `AssertionError` with the first that was not."""
    chance = random.Random(7)
    lines = []
    for name, (make, plain) in CASES.items():
        cases = [make(chance) | {"rule": name} for _ in range(VOTES)]
        theirs = json.loads(_run(json.dumps(cases)))
        tied = 0
        for case, their in zip(cases, theirs, strict=True):
            mine = _ours(case, plain)
            if mine is None or their is None:
                tied += 1
            elif mine != their:
                raise AssertionError(f"{name}: ours {mine}, theirs {their}: {json.dumps(case)}")
        lines.append(f"{name}: {VOTES - tied} votes counted alike, {tied} with a tie left out")
    return lines


def _run(cases: str) -> str:
    python = PEER / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "-qq", *PACKAGES], check=True)
    except subprocess.CalledProcessError as error:
        raise Absent("the peers could not be installed: pip needs a package index") from error
    done = subprocess.run([str(python), "-c", THEIRS], input=cases, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _ours(case: dict[str, Any], plain: dict[str, Any]) -> list[int] | None:
    """The winners in order of their numbers; None where there is a tie."""
    seats = {"seats": case["seats"]} if "seats" in case else {}
    more = {"satisfaction": case["satisfaction"]} if "satisfaction" in case else {}
    rule = rule_from({**plain, **seats, **more, "ties": plain.get("ties", [])})
    costs = case.get("costs", [0] * case["options"])
    marks = [_marks(rule.kind, ballot) for ballot in case["ballots"]]
    profile = Profile(
        kind=rule.kind,
        options=tuple(Option(id=str(place), cost=Fraction(cost)) for place, cost in enumerate(costs)),
        ballots=grouped((ballot, 1) for ballot in marks),
        turnout=Turnout(cast=len(marks)),
        budget=Fraction(case.get("budget", 0)),
    )
    outcome = decide(profile, rule)
    return None if outcome.tied else sorted(outcome.winners)


def _marks(kind: Kind, ballot: list[int]) -> tuple[Any, ...]:
    return tuple((option,) for option in ballot) if kind is Kind.RANKING else tuple(ballot)


def _budget_vote(chance: random.Random) -> dict[str, Any]:
    options = chance.randint(3, 8)
    costs = [chance.randint(2, 30) for _ in range(options)]
    ballots = [sorted(chance.sample(range(options), chance.randint(1, options))) for _ in range(chance.randint(4, 20))]
    ballots += [list(range(options))]  # every project has a supporter
    satisfaction = chance.choice(["cost", "cardinality"])
    return {
        "options": options,
        "costs": costs,
        "ballots": ballots,
        "budget": chance.randint(20, 90),
        "satisfaction": satisfaction,
    }


def _approvals(chance: random.Random) -> dict[str, Any]:
    vote = _budget_vote(chance)
    return {"options": vote["options"], "ballots": vote["ballots"], "seats": chance.randint(1, vote["options"] - 1)}


def _rankings(chance: random.Random) -> dict[str, Any]:
    options = chance.randint(3, 6)
    ballots = [chance.sample(range(options), options) for _ in range(chance.randint(5, 40))]
    return {"options": options, "ballots": ballots}


def _seats(chance: random.Random) -> dict[str, Any]:
    vote = _rankings(chance)
    return {**vote, "seats": chance.randint(1, vote["options"] - 1)}


def _judgements(chance: random.Random) -> dict[str, Any]:
    options = chance.randint(2, 5)
    ballots = [[chance.randint(0, 4) for _ in range(options)] for _ in range(chance.randint(3, 25))]
    return {"options": options, "ballots": ballots}


Maker = Callable[[random.Random], dict[str, Any]]
CASES: dict[str, tuple[Maker, dict[str, Any]]] = {
    "greedy": (_budget_vote, {"method": "greedy"}),
    "equal-shares": (_budget_vote, {"method": "equal-shares"}),
    "add1": (_budget_vote, {"method": "equal-shares", "completion": ["add1"], "stop": "exhausted"}),
    "approval": (_approvals, {"method": "approval"}),
    "majority-judgement": (_judgements, {"method": "majority-judgement", "scale": SCALE}),
    "plurality": (_rankings, {"method": "plurality"}),
    "borda": (_rankings, {"method": "borda"}),
    "condorcet": (_rankings, {"method": "condorcet"}),
    "scottish-stv": (_seats, {"method": "stv", "decimals": 5, "ties": ["latest-count"]}),
}
