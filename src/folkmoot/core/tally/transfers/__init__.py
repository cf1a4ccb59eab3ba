"""The single transferable vote: `parcels` the papers and where they go, `stv` the count."""
