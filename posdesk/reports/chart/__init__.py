"""A flow as a chart on paper: its words, its places on a grid, its lines, its drawing."""
