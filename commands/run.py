"""Makes the store, shows the sample city, and serves the dashboard: ``python3 tidu.py run``."""

from __future__ import annotations

import argparse

from commands._serve import serve
from data.sample import sample_dataset
from data.store import open_store
from models.law import law
from models.scenario import Scenario
from models.text import Text
from models.version import VERSION
from reports.headline import headline_lines
from simulations.caseload import Caseload
from simulations.simulate import simulate

TEXT = Text(
    "建库、载入示例城市、试算一次并打开网页", "make the store, load the sample city, simulate once, serve the dashboard"
)
REFORM = {"rural_convergence": 1.0}
NAME = Text("农村低保标准提高到城镇标准", "The rural dibao standard raised to the urban one")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to serve, and ``--once``."""
    parser.add_argument("--once", action="store_true", help="除网页服务外全部完成后退出 / do all but serving")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on")
    parser.add_argument("--port", type=int, default=8501, help="首选端口，被占用时顺延 / first port to try")


def main(arguments: argparse.Namespace) -> int:
    """Do it all; serve unless ``--once`` was given."""
    print("建立数据库、生成示例城市… / making the store and the sample city…", flush=True)
    store = open_store()
    sample = sample_dataset(store)
    print("编译规则并试算一项改革… / compiling the rules, simulating one reform…", flush=True)
    reform = Scenario.model_validate({"place": sample.place, "day": sample.day, "changes": REFORM})
    result = simulate(Caseload.read(store.caseload_path(sample.id)), reform)
    store.record_run(sample.id, reform.model_dump(mode="json"), result.to_json()["difference"], VERSION)
    print(f"\n{sample.title.zh}\n{sample.title.en}")
    print(f"{law().place(reform.place).name.zh} {reform.day}：{NAME.zh} / {NAME.en}\n")
    for line in headline_lines(result):
        print(line)
    print(flush=True)
    return 0 if arguments.once else serve(arguments.host, arguments.port)
