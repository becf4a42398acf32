"""Explorers, pictures and data behind *Stage 4 Breast Cancer*, an interactive notebook series for nurses."""

__version__ = "0.1.0"
