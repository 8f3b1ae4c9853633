"""Who counts as living here, and by which area's standard: registration, residence permit, neither."""

from models.rule import rule
from models.text import Text
from models.tiers import LOCAL_HUKOU, RESIDENCE_PERMIT, RURAL

HUKOU, PERMIT_FULL = 0, 2


@rule(
    Text("户籍或居住证符合", "Residence entitles"),
    reference="社会救助暂行办法 第九条；居住证暂行条例；上海市社会救助条例 第十五条、第三十六条",
    needs=("residence",),
)
def residence_entitled(residence: int, residence_rule: int) -> bool:
    """Registered here, or with a residence permit where permit holders are entitled in full."""
    return residence == LOCAL_HUKOU or (residence == RESIDENCE_PERMIT and residence_rule == PERMIT_FULL)


@rule(
    Text("适用标准的城乡", "Area whose standard holds"),
    unit="area",
    reference="关于改革完善社会救助制度的实施方案（青海）：长期在城市居住的农牧民按城镇居民救助",
    needs=("hukou_rural",),
)
def standard_area(area: int, hukou_rural: bool, rural_hukou_in_city_as_urban: bool) -> int:
    """Area where the household lives; the countryside where registration is rural and does not count as urban."""
    if hukou_rural and not rural_hukou_in_city_as_urban:
        return RURAL
    return area


@rule(
    Text("可申请临时救助的居住情形", "Residence entitles to temporary assistance"),
    reference="社会救助暂行办法 第九章；上海市社会救助条例 第三十六条：居住证持有人在居住地申请临时救助",
    needs=("residence",),
)
def temporary_residence_entitled(residence: int, residence_rule: int) -> bool:
    """Registered here, or with a residence permit unless only registration counts."""
    return residence == LOCAL_HUKOU or (residence == RESIDENCE_PERMIT and residence_rule != HUKOU)
