"""Bodies and classes of bodies as papers name them."""
