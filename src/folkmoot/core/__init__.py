"""The mathematics of democracy: values in, values out; no clock, no dice, no network, no disk, no language."""
