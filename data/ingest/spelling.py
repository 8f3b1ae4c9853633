"""Fold the many spellings of one word: full-width, traditional script, blanks, brackets, Chinese numerals."""

from __future__ import annotations

import re
import unicodedata

_TRADITIONAL = (
    "戶號編鄉鎮區縣類別標準額補貼護費計實發證與關係齡殘級農業邊緣險當總會務財產轉養贍撫撥給權屬單對電話開"
    "銀帳賬聯繫註備審複覈檢視聽語體髮長幣萬億兩個僅時間間數據資料庫處歲婦兒親媽爺孫媳嬸姪內無斷"
    "醫療學歷婚狀態況勞動職業貧困難緊張負責統製錄順擔導廳屆報縣於旗蓋範圍圖納進終結續領現狀狹條件廠產鄰黨團員籍貫國"
    "線點項種檔類訊詢議論誤讀寫價買賣賬貸車輛輪樓層間廣場園區嶺嶼灣鶴鳳龍馬魚鳥麥黃龜齊齒東"
    "雙複雜漢滿藏維吾爾壯傣遷離過還連運達選適遠進遲遺鄭鄧錢鐵銅鎖鋼錯鍵鏡閉閃閘閱隊陽陰陳陸隨隱雲霧靈靜頁頂頃須預頑頓頗顏願顧顯風飛飯飲館馮驗騎騙髒鬥鬧鬱鮮鴻鹽麗"
    "蘇蘭薩藝藥處術衛衝補裝裡製複見規覺覽觀訂訃訓託記訪設許訴診詞試詩話該詳認誌誠說請諒談調謂謝證識譜譯護讓豐貓貝貞貢賃貿貽賀賜賞賠賢質賴購贈贊趕趙跡踐躍軌軍軟載輔輕輛輩輸辦辭農"
    "養餘鰥煢獨僑榮軍復員複轉優撫恤濟臨時採納應確認餘額繳納儲蓄債券證書幹"
)
_SIMPLIFIED = (
    "户号编乡镇区县类别标准额补贴护费计实发证与关系龄残级农业边缘险当总会务财产转养赡抚拨给权属单对电话开"
    "银账账联系注备审复核检视听语体发长币万亿两个仅时间间数据资料库处岁妇儿亲妈爷孙媳婶侄内无断"
    "医疗学历婚状态况劳动职业贫困难紧张负责统制录顺担导厅届报县于旗盖范围图纳进终结续领现状狭条件厂产邻党团员籍贯国"
    "线点项种档类讯询议论误读写价买卖账贷车辆轮楼层间广场园区岭屿湾鹤凤龙马鱼鸟麦黄龟齐齿东"
    "双复杂汉满藏维吾尔壮傣迁离过还连运达选适远进迟遗郑邓钱铁铜锁钢错键镜闭闪闸阅队阳阴陈陆随隐云雾灵静页顶顷须预顽顿颇颜愿顾显风飞饭饮馆冯验骑骗脏斗闹郁鲜鸿盐丽"
    "苏兰萨艺药处术卫冲补装里制复见规觉览观订讣训托记访设许诉诊词试诗话该详认志诚说请谅谈调谓谢证识谱译护让丰猫贝贞贡赁贸贻贺赐赏赔贤质赖购赠赞赶赵迹践跃轨军软载辅轻辆辈输办辞农"
    "养余鳏茕独侨荣军复员复转优抚恤济临时采纳应确认余额缴纳储蓄债券证书干"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]+")
_DASHES = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "―": "-", "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")"}
)
_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "/",
        "\\",
        "无",
        "空",
        "暂无",
        "未知",
        "不详",
        "不祥",
        "nan",
        "null",
        "none",
        "n/a",
        "na",
        "#n/a",
        ".",
    }
)

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5,
           "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}  # fmt: skip
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def fold(value: object) -> str:
    """Return a cell as compared text: half-width, simplified, without blanks, lower-case; numbers as Excel shows them."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).translate(_DASHES)
    return _BLANKS.sub("", text).translate(_TO_SIMPLIFIED).lower()


def says_nothing(folded: str) -> bool:
    """Return whether folded text is one of the ways to write nothing."""
    return folded in _NOTHING


def chinese_number(folded: str) -> int | None:
    """Return the value of a Chinese numeral below ten thousand (三, 十二, 二〇二二), ``None`` when it is none."""
    if not folded or any(c not in _DIGITS and c not in _PLACES for c in folded):
        return None
    if all(c in _DIGITS for c in folded):
        return int("".join(str(_DIGITS[c]) for c in folded))
    total, digit = 0, None
    for character in folded:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (1 if digit is None else digit) * _PLACES[character]
            digit = None
    return total + (digit or 0)
