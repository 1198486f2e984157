"""What the program knows about the Vietnamese state and its language: data first, code only to load and check it."""
