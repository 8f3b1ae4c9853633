"""Makes the store, shows the sample city, and serves the dashboard: ``python3 tidu.py run``."""

from __future__ import annotations

import argparse

from commands._serve import serve
from models.text import Text

TEXT = Text(
    "建库、载入示例城市、试算一次并打开网页", "make the store, load the sample city, simulate once, serve the dashboard"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to serve, and ``--once``."""
    parser.add_argument("--once", action="store_true", help="除网页服务外全部完成后退出 / do all but serving")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on")
    parser.add_argument("--port", type=int, default=8501, help="首选端口，被占用时顺延 / first port to try")


def main(arguments: argparse.Namespace) -> int:
    """Do it all; serve unless ``--once`` was given."""
    if arguments.once:
        return 0
    return serve(arguments.host, arguments.port)
