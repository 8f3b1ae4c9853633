"""The commands of ``tidu.py``: one file each, found by its name.

A command is a file ``commands/NAME.py`` (a trailing underscore is dropped: ``import_.py`` is ``import``) with

- ``TEXT = Text("…", "…")``: what it does, in one line of each language, written out (it is read without importing);
- ``add_arguments(parser)``: adds its arguments to an :class:`argparse.ArgumentParser`;
- ``main(arguments) -> int``: does it; 0 when done, 1 when a problem was told. Collected problems are raised.

Files whose name begins with an underscore are no commands.
"""
