"""The version that every result, export and record carries."""

VERSION = "0.1.0"
