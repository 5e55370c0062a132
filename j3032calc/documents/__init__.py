"""What goes on paper, as plain data that templates take."""
