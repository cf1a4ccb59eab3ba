"""Pages of the lottery: for everybody, for what goes in, for files, for lotteries themselves, for the seats."""
