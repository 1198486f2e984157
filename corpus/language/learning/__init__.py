"""Learning: from the texts of the corpus to the network, the runs and the channel that come with the program.

Nothing here is needed to run it.
"""
