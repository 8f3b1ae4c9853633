"""Who is helped: households and persons by tier, always kept apart."""

from models.text import Text
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
)
from simulations.indicator import indicator, ratio


@indicator(Text("现金救助户数", "Households receiving cash"), unit="households")
def recipient_households(recipients: int) -> bool:
    """Households with at least one member who receives cash."""
    return recipients > 0


@indicator(Text("现金救助人数", "Persons receiving cash"), unit="persons")
def recipient_persons(recipients: int) -> int:
    """Members who receive cash."""
    return recipients


@indicator(Text("低保户数", "Dibao households"), unit="households")
def dibao_households(tier: int) -> bool:
    """Households in dibao."""
    return tier == DIBAO


@indicator(Text("低保人数", "Dibao persons"), unit="persons")
def dibao_persons(tier: int, recipients: int) -> int:
    """Insured members of dibao households."""
    return recipients if tier == DIBAO else 0


@indicator(Text("特困户数", "Extreme-hardship households"), unit="households")
def extreme_hardship_households(tier: int) -> bool:
    """Households in extreme hardship, as recorded."""
    return tier == EXTREME_HARDSHIP


@indicator(Text("特困人数", "Extreme-hardship persons"), unit="persons")
def extreme_hardship_persons(tier: int, recipients: int) -> int:
    """Supported persons in extreme hardship, as recorded."""
    return recipients if tier == EXTREME_HARDSHIP else 0


@indicator(Text("单人保户数", "Single-person-inclusion households"), unit="households")
def single_person_inclusion_households(tier: int) -> bool:
    """Low-income households with a member covered alone."""
    return tier == SINGLE_PERSON_INCLUSION


@indicator(Text("单人保人数", "Persons covered alone"), unit="persons")
def single_person_inclusion_persons(tier: int, recipients: int) -> int:
    """Members covered alone."""
    return recipients if tier == SINGLE_PERSON_INCLUSION else 0


@indicator(Text("低保边缘户数", "Low-income households"), unit="households")
def low_income_tier_households(tier: int) -> bool:
    """Households in the low-income tier, without those that have a member covered alone."""
    return tier == LOW_INCOME_TIER


@indicator(Text("低保边缘人数", "Persons in low-income households"), unit="persons")
def low_income_tier_persons(tier: int, family_members: int) -> int:
    """Members of low-income households."""
    return family_members if tier == LOW_INCOME_TIER else 0


@indicator(Text("刚性支出困难户数", "Rigid-expenditure households"), unit="households")
def rigid_expenditure_hardship_households(tier: int) -> bool:
    """Households in rigid-expenditure hardship, as recorded."""
    return tier == RIGID_EXPENDITURE_HARDSHIP


@indicator(Text("刚性支出困难人数", "Persons in rigid-expenditure households"), unit="persons")
def rigid_expenditure_hardship_persons(tier: int, family_members: int) -> int:
    """Members of households in rigid-expenditure hardship, as recorded."""
    return family_members if tier == RIGID_EXPENDITURE_HARDSHIP else 0


@indicator(Text("收入不明、按登记计户数", "Households held as recorded: income unknown"), unit="households")
def income_unknown_households(income_known: bool, extreme_hardship: bool) -> bool:
    """Households whose tier and amounts stay as recorded because their income is not known."""
    return not income_known and not extreme_hardship


@ratio(Text("覆盖率", "Coverage"), unit="share")
def coverage(recipient_persons: float, population: float) -> float:
    """Persons receiving cash ÷ resident population."""
    return recipient_persons / population


@ratio(Text("户均保障人数", "Recipients per household"), unit="persons/household")
def recipients_per_household(recipient_persons: float, recipient_households: float) -> float:
    """Persons receiving cash ÷ households receiving cash."""
    return recipient_persons / recipient_households
