"""Text as it is meant, not as it is dressed up, with every place kept so that quotes are exact.

Fullwidth and styled letters, invisible and reordering marks, emoji, letters set apart by spaces or dots, digits
and look-alike letters inside words are folded away. Nothing here is slower than linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

CUT = "\0"
"""Stands for what is taken out in the second step."""

_KEPT_BELOW = 0x3100  # how far the table may grow: a hostile text must not fill the memory
_TRADITIONAL = (
    "驗證碼號電話銀轉賬帳護領館發訊點擊鏈網辦銷註續過請詐騙實約戶餘額開關機優惡償錢處務簽當檢鎖凍結運"
    "營國聯繫訴說讓費購達還這選門間語識讀財貨貸車遠進邊郵頭預風飛東傳價個們備億動區協單員報壞獎學寫將"
    "專屬師帶幣廳張強後從應態憑據掃換損擔攜數斷無時書會條來構樣氣沒況測滿漢為爭獲獨現環產異監盤眾確禮"
    "種稱筆節範簡紀級納紙終組絕給統經綁緊線編總繳罰習職脅臨與舉舊術衛裝補製規視計討託記訓設許評試該詳"
    "認誤誠調談論謹譯議變負責貴買賣貼資賠賺贈輕載違連適遲遺錄錯鍵長閉陸際隊隨雙難離雲頁項順須頻題願類"
    "顯嚴匯掛"
)
_SIMPLIFIED = (
    "验证码号电话银转账账护领馆发讯点击链网办销注续过请诈骗实约户余额开关机优恶偿钱处务签当检锁冻结运"
    "营国联系诉说让费购达还这选门间语识读财货贷车远进边邮头预风飞东传价个们备亿动区协单员报坏奖学写将"
    "专属师带币厅张强后从应态凭据扫换损担携数断无时书会条来构样气没况测满汉为争获独现环产异监盘众确礼"
    "种称笔节范简纪级纳纸终组绝给统经绑紧线编总缴罚习职胁临与举旧术卫装补制规视计讨托记训设许评试该详"
    "认误诚调谈论谨译议变负责贵买卖贴资赔赚赠轻载违连适迟遗录错键长闭陆际队随双难离云页项顺须频题愿类"
    "显严汇挂"
)
"""Traditional characters and, in the same order, the simplified ones that the packs are written in."""

_PLAIN = {
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    **dict.fromkeys("“„«‹「『《", "«"),
    **dict.fromkeys("”»›」』》", "»"),
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    "。": ".",
    "、": "/",
    "й": "и",
    "ё": "е",
    "✱": "*",
    "∗": "*",
    "＃": "#",
}
_LIKE_CYRILLIC = dict(zip("abcehikmnoprtuxy", "авсеникмпоргтиху", strict=True))
LIKE_LATIN = dict(zip("авсенкмоуртхпиіѕјгьһӏԛԝ", "abcehkmoyptxnuisjrbhlqw", strict=True))
_CYRILLIC_DIGITS = dict(zip("0346", "озчб", strict=True))
_LATIN_DIGITS = dict(zip("013457", "oleast", strict=True))

_CYRILLIC = "а-яіїєґўѕјһӏԛԝ"
_WORD = re.compile(f"[a-z{_CYRILLIC}]+")
_MIXED = re.compile(f"[a-z][{_CYRILLIC}]|[{_CYRILLIC}][a-z]")
_IN_CYRILLIC = re.compile("(?<=[а-я])[0346](?=[а-я])")
_IN_LATIN = re.compile("(?<=[a-z])[013457](?=[a-z])")
_HAN = "\u3400-\u9fff"
_APART = r"[ \n\0.\-_*|/·,+~]{1,3}+"
_TAKEN = re.compile(
    rf"(?<![^\W\d_])(?P<apart>[^\W\d_](?:{_APART}[^\W\d_](?![^\W\d_])){{2,}}+)"
    rf"|(?P<han>(?<=[{_HAN}])[ \n\0]++(?=[{_HAN}]))"
    r"|(?P<blank>[ \n][ \n\0]++)"
    r"|(?P<cut>\0++)"
)
_SEPARATOR = re.compile(_APART)


class _Table(dict[int, int | str]):
    """A translation table that learns the characters of a text as they come."""

    def __missing__(self, code: int) -> int | str:
        plain = _plain(chr(code))
        if code < _KEPT_BELOW:
            self[code] = plain
        return plain


def _plain(sign: str) -> str:
    """One character for one character."""
    known = _PLAIN.get(sign)
    if known is not None:
        return known
    if sign == "\n":
        return sign
    compatible = unicodedata.normalize("NFKC", sign)
    kind = unicodedata.category(sign)
    if len(compatible) == 1 and compatible != sign:
        return _PLAIN.get(compatible) or _plain(compatible)
    if sign.isspace():
        return " "
    if kind in ("Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn") or (kind in ("So", "Sk") and sign > "\u2200"):
        return CUT
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    lower = sign.lower()
    return _PLAIN.get(lower, lower) if len(lower) == 1 else sign


_TABLE = _Table()


class Folded(Struct, frozen=True):
    """A text in its plain form.

    ``text`` is what phrases are looked for in; ``bare`` is the same before look-alikes were folded (for links);
    both have the same length. ``joints`` are places in them where something was taken out: a word may begin or
    end there, and need not. ``mixed`` are the words that were written in two scripts, as places.
    """

    original: str
    text: str
    bare: str
    joints: frozenset[int]
    mixed: tuple[tuple[int, int], ...]
    starts: list[int]
    offsets: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A place of the plain form, in characters of the original."""
        return self._original_place(start), self._original_place(end - 1) + 1 if end > start else start

    def quote(self, start: int, end: int) -> str:
        """The original's own words at a place of the plain form."""
        first, last = self.place(start, end)
        return self.original[first:last]

    def _original_place(self, at: int) -> int:
        if not self.starts:
            return at
        piece = bisect_right(self.starts, at) - 1
        return self.offsets[piece] + at - self.starts[piece]


def fold(text: str) -> Folded:
    """The plain form of a text of any length."""
    pieces = _Pieces(text.translate(_TABLE))
    bare = pieces.joined()
    folded, mixed = _one_script(bare)
    folded = _IN_CYRILLIC.sub(lambda found: _CYRILLIC_DIGITS[found[0]], folded)
    folded = _IN_LATIN.sub(lambda found: _LATIN_DIGITS[found[0]], folded)
    return Folded(text, folded, bare, frozenset(pieces.joints), mixed, pieces.starts, pieces.offsets)


class _Pieces:
    """The parts of a text that stay when others are taken out."""

    def __init__(self, plain: str) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.offsets: list[int] = []
        self.joints: set[int] = set()
        self._length = 0
        at = 0
        for found in _TAKEN.finditer(plain):
            self._keep(plain[at : found.start()], at)
            if found["apart"] is not None:
                self._set_together(found["apart"], found.start())
            elif found["blank"] is not None:
                self._keep("\n" if found["blank"].count("\n") > 1 else " ", found.start())
            else:
                self.joints.add(self._length)
            at = found.end()
        if at:
            self._keep(plain[at:], at)
        else:
            self.parts.append(plain)

    def joined(self) -> str:
        return "".join(self.parts)

    def _keep(self, part: str, offset: int) -> None:
        if part:
            self.parts.append(part)
            self.starts.append(self._length)
            self.offsets.append(offset)
            self._length += len(part)

    def _set_together(self, apart: str, offset: int) -> None:
        at = 0
        for gap in _SEPARATOR.finditer(apart):
            self._keep(apart[at : gap.start()], offset + at)
            self.joints.add(self._length)
            at = gap.end()
        self._keep(apart[at:], offset + at)


def _one_script(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Words of two scripts in the one they are meant in; of the same length."""
    if not _MIXED.search(text):
        return text, ()
    mixed: list[tuple[int, int]] = []

    def meant(found: re.Match[str]) -> str:
        word = found[0]
        if not _MIXED.search(word):
            return word
        for table, script in ((_LIKE_CYRILLIC, "a-z"), (LIKE_LATIN, _CYRILLIC)):
            others = set(re.findall(f"[{script}]", word))
            if all(letter in table for letter in others):
                mixed.append(found.span())
                return "".join(table[letter] if letter in others else letter for letter in word)
        return word

    return _WORD.sub(meant, text), tuple(mixed)
