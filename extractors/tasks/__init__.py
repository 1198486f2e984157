"""Which words lay a task on somebody, and in which part of a paper."""
