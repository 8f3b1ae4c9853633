#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""梯度 Tidu: the one command. It sets itself up, then does what is asked: python3 tidu.py --help.

This file is written for any old Python, so that a too old one is answered with a sentence and not a traceback.
"""

import sys

if sys.version_info < (3, 11):
    message = (
        "梯度需要 Python 3.11 或更新版本，而本机为 %d.%d。请安装后用它运行，如：python3.11 tidu.py run\n"
        "Tidu needs Python 3.11 or newer; this one is %d.%d. Install it and use it, as in: python3.11 tidu.py run\n"
    ) % (sys.version_info[:2] * 2)
    getattr(sys.stderr, "buffer", sys.stderr).write(message.encode("utf-8"))
    sys.exit(1)

if __name__ == "__main__":
    from commands._entry import main

    sys.exit(main(sys.argv[1:]))
