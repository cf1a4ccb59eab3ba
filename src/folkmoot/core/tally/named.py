"""Rules that have a name, so that nobody need write a file for what most assemblies do.

Each is what a rule file would say; `docs/spec/tally-rules.md` lists them. A name is for ever: what it means never
changes, another rule gets another name.
"""

from collections.abc import Mapping
from typing import Any

from folkmoot.core.tally.methods import Method
from folkmoot.core.tally.ruling import rule_from

AGREEMENT_5 = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]
AGREEMENT_6 = ["strongly disagree", "disagree", "rather disagree", "rather agree", "agree", "strongly agree"]
CONSENSUS = ["object", "stand aside", "can live with it", "support"]
JUDGEMENT = ["reject", "poor", "acceptable", "good", "very good", "excellent"]
_BUDGET_TIES = ["votes", "cheap", "lot"]
_MORE_THAN_HALF = {"fraction": "1/2", "of": "valid", "strict": True}

RULES: Mapping[str, Mapping[str, Any]] = {
    "simple-majority": {"method": "yes-no", "threshold": _MORE_THAN_HALF},
    "absolute-majority": {"method": "yes-no", "threshold": {"fraction": "1/2", "of": "eligible", "strict": True}},
    "two-thirds": {"method": "yes-no", "threshold": {"fraction": "2/3", "of": "valid"}},
    "four-fifths": {"method": "yes-no", "threshold": {"fraction": "4/5", "of": "valid"}},
    "approval": {"method": "approval", "seats": 1},
    "approval-majority": {"method": "approval", "threshold": _MORE_THAN_HALF},
    "score-0-10": {"method": "score", "scale": "0-10", "seats": 1},
    "agreement-5": {"method": "agreement", "scale": AGREEMENT_5, "agree": 2, "threshold": _MORE_THAN_HALF},
    "agreement-6": {"method": "agreement", "scale": AGREEMENT_6, "agree": 3, "threshold": _MORE_THAN_HALF},
    "consensus": {"method": "consensus", "scale": CONSENSUS},
    "consensus-or-four-fifths": {
        "method": "consensus",
        "scale": CONSENSUS,
        "otherwise": {"fraction": "4/5", "of": "valid"},
    },
    "majority-judgement": {"method": "majority-judgement", "scale": JUDGEMENT},
    "plurality": {"method": "plurality"},
    "borda": {"method": "borda"},
    "condorcet": {"method": "condorcet"},
    "instant-runoff": {"method": "stv", "seats": 1},
    "scottish-stv": {"method": "stv", "decimals": 5, "ties": ["latest-count", "lot"]},
    "wigm-stv": {"method": "stv", "ties": ["latest-count", "lot"]},
    "irish-stv": {"method": "stv", "surplus": "last-parcel", "defers": True, "ties": ["earliest-count", "lot"]},
    "equal-shares": {"method": "equal-shares", "ties": _BUDGET_TIES},
    "equal-shares-add1": {"method": "equal-shares", "completion": ["add1"], "ties": _BUDGET_TIES},
    "equal-shares-add1u": {"method": "equal-shares", "completion": ["add1", "utilitarian"], "ties": _BUDGET_TIES},
    "equal-shares-add1-whole": {
        "method": "equal-shares",
        "completion": ["add1"],
        "endowment": "whole",
        "ties": _BUDGET_TIES,
    },
    "equal-shares-add1-comparison": {
        "method": "equal-shares",
        "completion": ["add1"],
        "compare": "satisfaction",
        "ties": _BUDGET_TIES,
    },
    "greedy": {"method": "greedy", "ties": _BUDGET_TIES},
}


def named_rule(name: str) -> Method | None:
    """The rule of that name; None where there is none."""
    return rule_from(RULES[name]) if name in RULES else None
