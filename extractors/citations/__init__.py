"""How other documents are cited, and which document a citation means."""
