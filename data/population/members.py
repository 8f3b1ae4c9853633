"""Members of made households: age, sex, health and disability, so that shares are exact and households plausible.

The first member of a household is always an adult; members lie household by household in flat arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.population.shapes import Flags, Floats, Ints, pick
from models.columns import FEMALE, MALE
from models.tiers import (
    AGE_BANDS,
    DISABLED,
    HEALTHY,
    HEARING,
    INTELLECTUAL,
    MENTAL,
    MULTIPLE,
    NO_DISABILITY,
    PHYSICAL,
    SEVERELY_ILL,
    SPEECH,
    VISUAL,
    WEAK,
)

_KINDS = np.array([VISUAL, HEARING, SPEECH, PHYSICAL, INTELLECTUAL, MENTAL, MULTIPLE])
_KIND_SHARES = np.array([0.12, 0.11, 0.02, 0.50, 0.10, 0.11, 0.04])
_MIND = (INTELLECTUAL, MENTAL)
_LEVEL_SHARES = np.array([0.25, 0.35, 0.25, 0.15])
_MILD_LEVEL_SHARES = np.array([0.0, 0.0, 0.6, 0.4])


@dataclass(frozen=True, slots=True)
class MemberMix:
    """Shares of persons: at least 60 years old, under 18, female, disabled, severely ill, weak.

    ``severe`` is false where nobody may be severely disabled or severely ill.
    """

    elderly: float
    minors: float
    female: float
    disabled: float
    severely_ill: float
    weak: float
    severe: bool = True


@dataclass(frozen=True, slots=True)
class Members:
    """Flat member columns; ``household`` is the position of each member's household."""

    household: Ints
    age: Ints
    sex: Ints
    health: Ints
    disability_kind: Ints
    disability_level: Ints

    @property
    def age_band(self) -> Ints:
        """Return the index of each member's band in ``AGE_BANDS``."""
        return np.searchsorted(np.array(AGE_BANDS), self.age, side="right") - 1

    @property
    def severe(self) -> Flags:
        """Return who is severely disabled (level 1–2; level 3 of 智力, 精神) or severely ill."""
        level, mind = self.disability_level, np.isin(self.disability_kind, _MIND)
        found: Flags = ((level >= 1) & (level <= 2)) | ((level == 3) & mind) | (self.health == SEVERELY_ILL)
        return found

    @property
    def supplement_eligible(self) -> Flags:
        """Return who draws the categorical supplement: severe, at least 60, or under 18 (once for all reasons)."""
        return self.severe | (self.age >= 60) | (self.age < 18)


def draw_members(rng: np.random.Generator, size: Ints, mix: MemberMix) -> Members:
    """Draw the members of households with ``size`` persons each, with the shares of ``mix``."""
    household = np.repeat(np.arange(size.size), size)
    position = np.arange(household.size) - np.repeat(np.cumsum(size) - size, size)
    generation = _generations(rng, size, household, position, mix)
    age = _ages(rng, generation)
    kind, level = _disabilities(rng, generation, mix)
    return Members(
        household=household,
        age=age,
        sex=_sexes(rng, size[household], position, generation, mix.female),
        health=_health(rng, generation, level, mix),
        disability_kind=kind,
        disability_level=level,
    )


MINOR, ADULT, ELDER = 0, 1, 2


def _generations(rng: np.random.Generator, size: Ints, household: Ints, position: Ints, mix: MemberMix) -> Ints:
    """Return who is minor, adult under 60, or elder; heads are never minors."""
    persons = household.size
    generation = np.full(persons, ADULT)
    room_for_minor = np.where(position == 0, 0.0, np.where(position == 1, 0.5, 1.0))
    generation[pick(rng, room_for_minor, round(mix.minors * persons))] = MINOR
    with_minors = np.bincount(household[generation == MINOR], minlength=size.size)[household] > 0
    own_size = size[household]
    leaning = np.select([own_size == 1, with_minors & (position < 2), with_minors], [2.0, 0.25, 1.5], default=1.0)
    generation[pick(rng, np.where(generation == ADULT, leaning, 0.0), round(mix.elderly * persons))] = ELDER
    return generation


def _ages(rng: np.random.Generator, generation: Ints) -> Ints:
    minor = rng.integers(0, 18, generation.size)
    adult = np.floor(18 + 42 * rng.beta(2.4, 1.6, generation.size)).astype(np.int64)
    elder = 60 + np.minimum(rng.exponential(10.0, generation.size), 38.0).astype(np.int64)
    return np.choose(generation, [minor, np.minimum(adult, 59), elder])


def _sexes(rng: np.random.Generator, own_size: Ints, position: Ints, generation: Ints, female: float) -> Ints:
    """Return each sex: a second adult is of the other sex, people living alone carry the rest of the share."""
    is_female = rng.random(own_size.size) < 0.5
    head_of_more = (position == 0) & (own_size > 1)
    is_female[head_of_more] = rng.random(int(head_of_more.sum())) < 0.3
    partner = (position == 1) & (generation != MINOR)
    is_female[partner] = ~is_female[np.flatnonzero(partner) - 1]
    alone = own_size == 1
    wanted = round(female * own_size.size) - int(is_female[~alone].sum())
    is_female[alone] = False
    is_female[pick(rng, np.where(alone, 1.0, 0.0), max(wanted, 0))] = True
    return np.where(is_female, FEMALE, MALE)


def _disabilities(rng: np.random.Generator, generation: Ints, mix: MemberMix) -> tuple[Ints, Ints]:
    kind = np.full(generation.size, NO_DISABILITY)
    level = np.zeros(generation.size, dtype=np.int64)
    leaning: Floats = np.array([0.4, 1.4, 0.9])[generation]
    who = pick(rng, leaning, round(mix.disabled * generation.size))
    kind[who] = rng.choice(_KINDS, who.size, p=_KIND_SHARES)
    level[who] = rng.choice(np.arange(1, 5), who.size, p=_LEVEL_SHARES if mix.severe else _MILD_LEVEL_SHARES)
    if not mix.severe:
        level[np.isin(kind, _MIND)] = 4
    return kind, level


def _health(rng: np.random.Generator, generation: Ints, level: Ints, mix: MemberMix) -> Ints:
    health = np.where(level > 0, DISABLED, HEALTHY)
    leaning: Floats = np.where(level > 0, 0.0, np.array([0.2, 1.0, 2.0])[generation])
    if mix.severe:
        who = pick(rng, leaning, round(mix.severely_ill * level.size))
        health[who] = SEVERELY_ILL
        leaning[who] = 0.0
    health[pick(rng, leaning, round(mix.weak * level.size))] = WEAK
    return health


def make_severe(rng: np.random.Generator, members: Members, who: Ints) -> Members:
    """Return the members with ``who`` severely disabled (two in three) or severely ill."""
    disabled = rng.random(who.size) < 2 / 3
    kind, level, health = (c.copy() for c in (members.disability_kind, members.disability_level, members.health))
    kind[who] = np.where(disabled, rng.choice(_KINDS, who.size, p=_KIND_SHARES), NO_DISABILITY)
    level[who] = np.where(disabled, rng.integers(1, 3, who.size), 0)
    health[who] = np.where(disabled, DISABLED, SEVERELY_ILL)
    return replace(members, disability_kind=kind, disability_level=level, health=health)
