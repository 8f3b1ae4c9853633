"""The rules, one function each; the folder is read as a whole, so a new function is all that a new rule needs."""
