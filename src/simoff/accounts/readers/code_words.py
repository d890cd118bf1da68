"""Words that announce a one-time code or a password, in the languages a Russian line receives."""

from __future__ import annotations

from typing import Final

CODE: Final = (
    # ru, uk, be, bg and other Cyrillic; kk, ky, tg
    "код", "пин", "шифр", "подтвержд", "підтвердж", "пацвярдж", "растау", "рамз", "ырасто",
    # transliterated Russian, uz, az, tr
    "kod", "podtverzhd", "podtverjd", "tasdiq", "təsdiq", "onay",
    # en and what other languages share with it
    "code", "codice", "código", "otp", "pin", "verif", "one-time", "one time",
    # zh, simplified and traditional; ja, ko
    "验证码", "驗證碼", "校验码", "校驗碼", "动态码", "動態碼", "确认码", "確認碼", "安全码", "安全碼", "认证码",
    "随机码", "激活码", "取件码", "代码", "代碼", "コード", "코드", "인증",
)  # fmt: skip
"""Lower case, found anywhere in a text. One too many only hides a few more digits."""

PASSWORD: Final = (
    "парол", "пасворд", "құпия", "сырсөз", "сыр сөз", "гасло",
    "parol", "passw", "pasvord", "maxfiy", "şifr", "şifre", "pwd", "passcode", "passphrase", "kennwort",
    "密码", "密碼", "口令", "暗号", "パスワード", "비밀번호",
)  # fmt: skip
"""After these the next word may be the secret even where it has no digit at all."""

JOINING: Final = (
    "is", "are", "это", "ваш", "ваша", "your", "на", "№", "номер", "number", "no",
    "для", "подтверждения", "доступа", "входа", "авторизации", "for", "dlya", "podtverzhdeniya", "dostupa", "vhoda",
    "是", "为", "為", "如下",
)  # fmt: skip
"""Words that may stand between such a word and the code itself."""

NO_SECRET: Final = frozenset(
    (
        "для", "никому", "не", "от", "на", "в", "и", "был", "изменен", "изменён", "успешно", "к", "из", "или",
        "это",         "dlya", "nikomu", "ne", "ot", "na", "v", "i", "k",
        "for", "to", "do", "never", "not", "and", "or", "the", "was", "has", "with", "don't", "reset", "changed",
        "нікому", "ешкімге", "hech", "请勿", "请", "切勿",
    )
)  # fmt: skip
"""Words that follow ``password –`` without being one."""

DOMAIN_ENDS: Final = (
    "ru|su|com|net|org|cn|me|io|kz|by|uz|ua|kg|tj|am|az|ge|md|info|app|bank|pro|online|site|shop|market|"
    "store|club|tv|to|cc|co|ly|gl|im|ai|dev|link|page|biz|eu|uk|de|us|hk|tw|jp|kr|asia|wang|xyz|top|рф"
)
"""Ends of web addresses whose digits belong to a name (12306.cn, 1688.com)."""

BRANDS: Final = frozenset(("12306", "1688"))
"""Services whose name is four or more digits; kept unless they stand where a code would."""
