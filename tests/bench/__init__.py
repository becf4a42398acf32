"""How fast and how big: ``python -m tests.bench``."""
