"""Recommendations: what the ballot adopted, with minority statements, in a report that is handed over. Domain 6.7.

After a counted ballot the frozen texts are recommendations, or are listed as not adopted: never hidden. Members write
the foreword and sign off the report; the hand-over gives every commissioner one duty to reply per recommendation.
"""
