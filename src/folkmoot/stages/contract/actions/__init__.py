"""Writes: draft, negotiate, offer and amend (`drafting`); sign, publish, succeed, confirm a reading (`signing`)."""

from folkmoot.stages.contract.actions.drafting import (
    amend_contract,
    decide_change,
    draft_contract,
    name_commissioner,
    offer_contract,
    propose_changes,
    remove_commissioner,
)
from folkmoot.stages.contract.actions.signing import (
    confirm_reading,
    enter_paper_signature,
    enter_reading,
    publish_contract,
    sign_contract,
    succeed,
)

__all__ = [
    "amend_contract",
    "confirm_reading",
    "decide_change",
    "draft_contract",
    "enter_paper_signature",
    "enter_reading",
    "name_commissioner",
    "offer_contract",
    "propose_changes",
    "publish_contract",
    "remove_commissioner",
    "sign_contract",
    "succeed",
]
