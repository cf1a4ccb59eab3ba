"""What the lottery keeps: pool and targets, lotteries and draws."""

from folkmoot.stages.lottery.models.lotteries import Draw, Lottery, Reading
from folkmoot.stages.lottery.models.pool import PendingImport, PoolSecret, Respondent, TargetRow

__all__ = ["Draw", "Lottery", "PendingImport", "PoolSecret", "Reading", "Respondent", "TargetRow"]
