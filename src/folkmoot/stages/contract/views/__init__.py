"""Pages of the contract: reading it (`reading`), writing and negotiating it (`drafting`), signing it (`signing`)."""
