"""What is true about doses, containers, billing units and dates. No Qt, no files, no clock, no sentences."""
