"""What the sample city assumes where no source says anything: each figure with the sentence that discloses it."""

from __future__ import annotations

from data.population.fit import Assumption
from models.text import Text

_LIST = (
    Assumption(
        "urban_payment_share",
        0.80,
        Text(
            "城镇每人每月发放额为标准的{value:.0%}（全国2015—2020年为78%—82%），其余按全市发放额推得农村",
            "cash per urban person is {value:.0%} of the standard (nationally 78–82 % in 2015–2020); "
            "the rural figure follows from the city's total",
        ),
    ),
    Assumption(
        "zero_income_share",
        0.10,
        Text(
            "低保户中{value:.0%}没有任何收入，其余收入从零到标准递减分布",
            "{value:.0%} of dibao households have no income; the others' incomes thin out from zero to the line",
        ),
    ),
    Assumption(
        "urban_minors",
        0.1594,
        Text(
            "城镇低保对象中未成年人占比取农村数字{value:.1%}（城镇未见公布）",
            "minors among urban recipients take the rural share of {value:.1%} (none is published for urban)",
        ),
    ),
    Assumption(
        "severely_ill",
        0.08,
        Text("低保对象中重病患者占{value:.0%}", "{value:.0%} of recipients are severely ill"),
    ),
    Assumption("weak", 0.20, Text("低保对象中体弱者占{value:.0%}", "{value:.0%} of recipients are weak")),
    Assumption(
        "single_person_inclusion",
        0.008,
        Text(
            "低保对象中单人保占{value:.1%}；低保边缘家庭中的重残、重病人员全部已单人保",
            "{value:.1%} of recipients are single-person inclusions; "
            "every severely disabled or severely ill member of a low-income family is one",
        ),
    ),
    Assumption(
        "low_income_ratio",
        0.38,
        Text(
            "低保边缘家庭人口为低保对象的{value:.0%}（取宁德市2024年12月比例）",
            "persons in low-income families are {value:.0%} of dibao persons (Ningde, December 2024)",
        ),
    ),
    Assumption(
        "asset_cases",
        0.015,
        Text(
            "低保边缘家庭中{value:.1%}收入低于低保标准，但金融资产或车辆超限",
            "{value:.1%} of low-income families have incomes below the dibao line but too many assets",
        ),
    ),
    Assumption(
        "family_size",
        2.62,
        Text(
            "低保边缘和不在保家庭的平均规模取全国家庭户{value:.2f}人",
            "families of the low-income tier and outside every tier have {value:.2f} persons, the national mean",
        ),
    ),
    Assumption(
        "supplement_share",
        0.10,
        Text(
            "分类施保金为每名符合条件人员标准的{value:.0%}",
            "the categorical supplement is {value:.0%} of the line per eligible member",
        ),
    ),
    Assumption(
        "self_care",
        0.70,
        Text(
            "特困人员中{value:.0%}全自理，其余半护理、全护理各半，均为独居成年人；人数按全省特困与低保之比推得",
            "{value:.0%} of persons in extreme hardship look after themselves, the others need half or full care "
            "in equal parts; all are adults living alone; their number follows the province's ratio to dibao",
        ),
    ),
    Assumption(
        "rows",
        60_000,
        Text(
            "文件共{value:,.0f}户；不在保家庭是带权重的合成样本，不是点到的人",
            "the file has {value:,.0f} households; those outside every tier are weighted synthetic samples, "
            "nobody was counted",
        ),
    ),
)

ASSUMPTIONS: dict[str, Assumption] = {one.key: one for one in _LIST}

FURTHER_NOTES: tuple[Text, ...] = (
    Text(
        "合成数据：除公布总数外，每一户、每一人都是虚构的",
        "Synthetic data: apart from published totals every household and person is invented",
    ),
    Text(
        "样例市按城乡分设标准 708/640，便于演示城乡统筹；三明市实际自2018年城乡统一，按县（市、区）类别分设 708/640",
        "The sample city has separate urban and rural standards (708 and 640 yuan) so that unifying town and country "
        "can be shown; Sanming's own have been unified since 2018 and go by class of county (708 and 640 yuan)",
    ),
    Text(
        "以2021年末为基期：低保对象人数、对象构成均为2021年，标准为2020年7月起执行的708元和640元",
        "Base: the end of 2021. Recipients and their make-up are of 2021, standards (708 and 640 yuan) of July 2020",
    ),
    Text(
        "假设：标准以下、通过核对而未领取的家庭不在文件中，即应保尽保（申请率100%）",
        "Assumption: nobody below the line who would pass the checks goes without: take-up is full",
    ),
    Text(
        "假设：县级人口按2000年普查份额推算，永安、尤溪、大田三地合计与其余八地合计分别对齐2020年普查；"
        "各类对象按县人口分配；城镇人口比重取2017年的59%",
        "Assumption: county populations follow their shares of the 2000 census, the three largest and the other eight "
        "each scaled to 2020; every group follows population; the urban share of 59 % is that of 2017",
    ),
    Text(
        "假设：标准以上人口取2022年住户调查五等份收入的对数正态分布（相对2020年7月标准，略偏少）。"
        "其中能通过家计核对的比例，等于低保边缘人数与1—1.5倍标准人数之比；"
        "其余家庭以超限资产代表使其不在保的一切原因（财产、赡养、未申请），因此本文件不能回答放宽财产限额的问题",
        "Assumption: persons above the line follow a lognormal through the survey's income fifths of 2022 (against the "
        "lines of July 2020, so slightly few). The share that would pass the checks is the low-income tier's among "
        "everybody at 1–1.5 lines; for the others too many assets stand for every reason that keeps them out "
        "(assets, supporters, not applying), so this file cannot answer what wider asset limits would do",
    ),
)


def assumed(key: str) -> float:
    """Return the value of an assumption."""
    return ASSUMPTIONS[key].value
