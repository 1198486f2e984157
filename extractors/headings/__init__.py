"""What the head and the foot of a paper say of it."""
