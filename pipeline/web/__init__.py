"""The desk: what the clerk, the officer and the lawyer see in a browser, on this machine only."""
