"""The Vietnamese language: its letters and syllables, and a model, learnt from official papers, of how they follow."""
