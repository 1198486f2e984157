"""The recogniser of text lines: weights, what goes into them, and the code that trains them."""
