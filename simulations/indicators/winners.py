"""Who enters, leaves, gains and loses between two sides."""

from models.text import Text
from models.tiers import LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION
from simulations.indicator import indicator


@indicator(Text("新纳入户数", "Households newly in"), unit="households")
def newly_in_households(recipients_before: int, recipients_after: int) -> bool:
    """Households that receive cash after and did not before."""
    return recipients_before == 0 and recipients_after > 0


@indicator(Text("新纳入人数", "Persons newly in"), unit="persons")
def newly_in_persons(recipients_before: int, recipients_after: int) -> int:
    """Recipients of cash in excess of those before."""
    return max(recipients_after - recipients_before, 0)


@indicator(Text("退出户数", "Households newly out"), unit="households")
def newly_out_households(recipients_before: int, recipients_after: int) -> bool:
    """Households that received cash before and do not after."""
    return recipients_before > 0 and recipients_after == 0


@indicator(Text("退出人数", "Persons newly out"), unit="persons")
def newly_out_persons(recipients_before: int, recipients_after: int) -> int:
    """Recipients of cash fewer than before."""
    return max(recipients_before - recipients_after, 0)


@indicator(Text("新进边缘户数", "Households newly in the low-income tier"), unit="households")
def newly_low_income_households(tier_before: int, tier_after: int) -> bool:
    """Households in the low-income tier after that were not before."""
    low_before = tier_before in (LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION)
    return tier_after == LOW_INCOME_TIER and not low_before


@indicator(Text("新进边缘人数", "Persons newly in the low-income tier"), unit="persons")
def newly_low_income_persons(tier_before: int, tier_after: int, family_members: int) -> int:
    """Members of households newly in the low-income tier."""
    low_before = tier_before in (LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION)
    return family_members if tier_after == LOW_INCOME_TIER and not low_before else 0


@indicator(Text("受益户数", "Households gaining"), unit="households")
def gaining_households(net_resources_before: float, net_resources_after: float) -> bool:
    """Households whose cash and aid rise by more than one yuan a month, newly covered ones included."""
    return net_resources_after - net_resources_before > 1.0


@indicator(Text("受益人数", "Persons gaining"), unit="persons")
def gaining_persons(net_resources_before: float, net_resources_after: float, family_members: int) -> int:
    """Members of households that gain."""
    return family_members if net_resources_after - net_resources_before > 1.0 else 0


@indicator(Text("受损户数", "Households losing"), unit="households")
def losing_households(net_resources_before: float, net_resources_after: float) -> bool:
    """Households whose cash and aid fall by more than one yuan a month, those newly out included."""
    return net_resources_before - net_resources_after > 1.0


@indicator(Text("受损人数", "Persons losing"), unit="persons")
def losing_persons(net_resources_before: float, net_resources_after: float, family_members: int) -> int:
    """Members of households that lose."""
    return family_members if net_resources_before - net_resources_after > 1.0 else 0
