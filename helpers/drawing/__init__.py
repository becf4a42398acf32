"""Pictures as pure functions: data in, SVG or a plotly figure out. They know nothing of widgets."""
