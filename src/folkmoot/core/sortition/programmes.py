"""Linear and integer programmes over HiGHS, kept alive between solves: one thread, fixed seed, no output."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.profiles import Floats

INFINITY = highspy.kHighsInf
_OPTIONS: tuple[tuple[str, Any], ...] = (
    ("output_flag", False),
    ("threads", 1),
    ("parallel", "off"),
    ("random_seed", 0),
    ("primal_feasibility_tolerance", 1e-9),
    ("dual_feasibility_tolerance", 1e-9),
    ("mip_feasibility_tolerance", 1e-7),
    ("mip_abs_gap", 1e-9),
)
_SOLVED = frozenset({highspy.HighsModelStatus.kOptimal})
_EMPTY = frozenset({highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A solved programme: its `value`, a proved `bound` on it, the `columns`, and for linear ones the duals of rows and
    columns.
    """

    value: float
    bound: float
    columns: Floats
    row_duals: Floats
    column_duals: Floats


class Programme:
    """minimise `costs @ x` with `lower ≤ x ≤ upper` and `row_lower ≤ matrix @ x ≤ row_upper`, perhaps in integers,
    and then to within `close` of the best value. `first` columns only need be whole where it is given.
    """

    def __init__(
        self,
        matrix: csc_matrix,
        *,
        costs: Floats,
        lower: Floats,
        upper: Floats,
        row_lower: Floats,
        row_upper: Floats,
        whole: bool = False,
        close: float = 0.0,
        first: int | None = None,
    ) -> None:
        self._whole = whole
        self._solver = highspy.Highs()
        for name, value in _OPTIONS:
            self._solver.setOptionValue(name, value)
        self._solver.setOptionValue("mip_rel_gap", close)
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_, model.col_lower_, model.col_upper_ = costs, lower, upper
        model.row_lower_, model.row_upper_ = row_lower, row_upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data
        if whole:
            kinds = [highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous]
            model.integrality_ = [kinds[first is not None and column >= first] for column in range(model.num_col_)]
        self._solver.passModel(model)

    def solve(self) -> Answer | None:
        """The optimum, or `None` when nothing satisfies the rows. Raises `ArithmeticError` if HiGHS cannot tell."""
        self._solver.run()
        if (status := self._solver.getModelStatus()) not in _SOLVED | _EMPTY:
            # What it remembers of the solve before can lead it astray: once more, from nothing.
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
        if status in _EMPTY:
            return None
        if status not in _SOLVED:
            raise ArithmeticError(f"HiGHS stopped without an answer: {status}")
        info, solution = self._solver.getInfo(), self._solver.getSolution()
        value = info.objective_function_value
        return Answer(
            value=value,
            bound=info.mip_dual_bound if self._whole else value,
            columns=np.array(solution.col_value),
            row_duals=np.array(solution.row_dual),
            column_duals=np.array(solution.col_dual),
        )

    def price(self, costs: Floats) -> None:
        """Change every cost."""
        self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def bound(self, column: int, lower: float, upper: float) -> None:
        """Change the bounds of one column."""
        self._solver.changeColBounds(column, lower, upper)

    def bound_columns(self, first: int, lower: Floats, upper: Floats) -> None:
        """Change the bounds of as many columns as there are, from `first` on."""
        columns = np.arange(first, first + len(lower), dtype=np.int32)
        self._solver.changeColsBounds(len(columns), columns, lower, upper)

    def bound_row(self, row: int, lower: float, upper: float) -> None:
        """Change the bounds of one row."""
        self._solver.changeRowBounds(row, lower, upper)

    def bound_rows(self, lower: Floats, upper: Floats) -> None:
        """Change the bounds of every row."""
        for row, (least, most) in enumerate(zip(lower, upper, strict=True)):
            self._solver.changeRowBounds(row, least, most)

    def add_columns(self, matrix: csc_matrix, *, costs: Floats) -> None:
        """Add columns of at least 0 to the right."""
        count = matrix.shape[1]
        self._solver.addCols(
            count,
            costs,
            np.zeros(count),
            np.full(count, INFINITY),
            matrix.nnz,
            matrix.indptr[:-1].astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )

    def add_row(self, columns: Sequence[int], values: Sequence[float], *, lower: float, upper: float) -> None:
        """Add a row below: `lower ≤ values @ x[columns] ≤ upper`."""
        self._solver.addRow(
            lower, upper, len(columns), np.array(columns, dtype=np.int32), np.array(values, dtype=float)
        )
