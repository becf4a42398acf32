"""The explorers of notebook ``01_what_stage_4_means``: what the words mean, how people get here, what lies ahead."""

ALL = ()
