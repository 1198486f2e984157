"""How a paper is laid out: its lines, paragraphs, titles and tables, its parts, their fronts and backs."""
