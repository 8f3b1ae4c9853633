"""County names of the region codes that the bundled places use (GB/T 2260; mergers of 2021 included)."""

from __future__ import annotations

COUNTIES: dict[str, str] = {
    "350402": "三元区", "350403": "三元区", "350404": "三元区", "350405": "沙县区", "350421": "明溪县", "350423": "清流县",
    "350424": "宁化县", "350425": "大田县", "350426": "尤溪县", "350427": "沙县区", "350428": "将乐县", "350429": "泰宁县",
    "350430": "建宁县", "350481": "永安市", "150102": "新城区", "150103": "回民区", "150104": "玉泉区", "150105": "赛罕区",
    "150121": "土默特左旗", "150122": "托克托县", "150123": "和林格尔县", "150124": "清水河县", "150125": "武川县",
}  # fmt: skip


def county_of(code: str) -> str:
    """Return the county's name, or the code itself where the name is not known."""
    return COUNTIES.get(code, code)
