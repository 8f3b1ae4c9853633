"""Published facts with their sources."""
