"""The line: from a paper in the inbox to rows of the catalogue, and the questions asked of it."""
