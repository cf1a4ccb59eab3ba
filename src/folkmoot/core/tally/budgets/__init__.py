"""What a budget buys: the Method of Equal Shares and the greedy rule, exactly.

`purses` the money of the voters · `shares` the method itself · `greedy` · `choosing` completions and the comparison of
both · `stories` what is told.
"""
