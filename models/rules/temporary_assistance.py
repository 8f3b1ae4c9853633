"""Temporary assistance (临时救助): an amount per emergency, whatever the tier; no monthly resource."""

from models.rule import rule
from models.text import Text
from models.tiers import ACCIDENT_EVENT, DISASTER_EVENT, ILLNESS_EVENT, NO_EVENT

PER_PERSON = 1
PER_PERSON_AND_MONTH = 2


@rule(
    Text("急难救助倍数", "Multiple of an emergency"),
    unit="multiple of the standard",
    reference="社会救助暂行办法 第九章；枞阳、天长等地临时救助标准",
    needs=("event_kind",),
)
def event_multiple(
    event_kind: int,
    event_self_pay: float,
    dibao_bundle: bool,
    temporary_band_lower: float,
    temporary_band_upper: float,
    temporary_band_lower_others: float,
    temporary_band_upper_others: float,
    temporary_multiple_minor: float,
    temporary_multiple_lower: float,
    temporary_multiple_upper: float,
    temporary_multiple_emergency: float,
    temporary_multiple_other: float,
) -> float:
    """Illness by bands of the cost borne (lower for extreme hardship and dibao); else by kind of event."""
    if event_kind == NO_EVENT:
        return 0.0
    if event_kind in (ACCIDENT_EVENT, DISASTER_EVENT):
        return temporary_multiple_emergency
    if event_kind != ILLNESS_EVENT:
        return temporary_multiple_other
    lower = temporary_band_lower if dibao_bundle else temporary_band_lower_others
    upper = temporary_band_upper if dibao_bundle else temporary_band_upper_others
    if event_self_pay > upper:
        return temporary_multiple_upper
    return temporary_multiple_lower if event_self_pay >= lower else temporary_multiple_minor


@rule(Text("临时救助封顶", "Cap of temporary assistance"), unit="yuan", reference="浙江省社会救助条例；青海省临时救助")
def temporary_cap(
    dibao_line: float,
    dibao_standard_urban: float,
    family_members: int,
    temporary_cap_on_urban: bool,
    temporary_cap_per_person: float,
    temporary_cap_per_case: float,
) -> float:
    """min(multiple per person × members, multiple per case) × standard (the urban one where the place says so).

    −1 as the multiple per case stands for no cap on the case.
    """
    base = dibao_standard_urban if temporary_cap_on_urban else dibao_line
    multiple = temporary_cap_per_person * family_members
    if temporary_cap_per_case >= 0.0:
        multiple = min(multiple, temporary_cap_per_case)
    return multiple * base


@rule(
    Text("临时救助金", "Temporary assistance"), unit="yuan", reference="社会救助暂行办法 第九章", needs=("event_kind",)
)
def temporary_assistance(
    event_multiple: float,
    events_this_year: int,
    dibao_line: float,
    family_members: int,
    temporary_cap: float,
    temporary_basis: int,
    temporary_months: float,
    temporary_times: float,
    temporary_residence_entitled: bool,
) -> float:
    """Multiple × standard (× members where it goes by person), or standard × members × months; within the cap.

    Nothing once the household has been aided as often in the year as it may, or where it may not apply here.
    """
    if event_multiple <= 0.0 or events_this_year >= temporary_times or not temporary_residence_entitled:
        return 0.0
    amount = event_multiple * dibao_line
    if temporary_basis == PER_PERSON:
        amount = amount * family_members
    if temporary_basis == PER_PERSON_AND_MONTH:
        amount = dibao_line * family_members * temporary_months
    return min(amount, temporary_cap)


@rule(Text("乡镇可直接审批", "Decided by the town"), reference="乡镇（街道）临时救助审批额度", needs=("event_kind",))
def town_decides(temporary_assistance: float, dibao_line: float, temporary_town_multiple: float) -> bool:
    """Whether the amount is no more than the town may grant: its multiple × standard."""
    return 0.0 < temporary_assistance <= temporary_town_multiple * dibao_line
