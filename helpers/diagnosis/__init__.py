"""The explorers of notebook ``03_how_it_is_found``: from first sign to plan, and how to read what a test says."""

ALL = ()
