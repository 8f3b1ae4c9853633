"""The indicators, one function each; the folder is read as a whole."""
