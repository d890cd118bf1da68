"""A made archive with a known truth: 50,000 messages, of which those of 60 services are evidence of an account.

Made, not collected: brands are spelled here by hand and sentences phrased by hand, apart from the pack's own words.
It shows that the rules do what they are meant to on texts nobody tuned them to one by one; it cannot show how
often real services write in some other way.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from simoff.accounts.model import Message

SIZE = 50_000
SERVICES = 60
OWN, OTHER = "SIM1", "SIM2"
SINCE = datetime(2023, 3, 1, tzinfo=UTC)
"""When the person's own contract began; what came before was for the former holder."""
END = datetime(2026, 11, 20, tzinfo=UTC)
GRAVE = ("critical", "high")


class Brand(NamedTuple):
    """How a service shows itself in messages: id in the pack, senders, spelling in ru, en and zh."""

    id: str
    senders: tuple[str, ...]
    ru: str
    en: str
    zh: str


ANY = ("InfoSMS", "SMS", "Verify", "NOTICE", "AUTHMSG")
"""Senders that carry codes of everybody."""

BRANDS = (
    Brand("sberbank", ("900",), "СберБанк Онлайн", "Sberbank Online", "Sberbank"),
    Brand("tbank", ("T-Bank", "TINKOFF"), "Тинькофф", "Tinkoff", "Tinkoff"),
    Brand("vtb", ("VTB",), "ВТБ Онлайн", "VTB-Online", "VTB"),
    Brand("alfabank", ("Alfa-Bank",), "Альфа-Банк", "Alfa-Bank", "阿尔法银行"),
    Brand("gazprombank", ("Gazprombank",), "Газпромбанк", "Gazprombank", "Gazprombank"),
    Brand("raiffeisen", ("Raiffeisen",), "Райффайзенбанк", "Raiffeisenbank", "Raiffeisen"),
    Brand("mtsbank", ("MTS-Bank",), "МТС Банк Онлайн", "MTS Bank", "MTS-Bank"),
    Brand("sovcombank", ("Sovcombank",), "Совкомбанк", "Sovcombank", "Sovcombank"),
    Brand("pochtabank", ("POCHTABANK",), "Почта Банк", "Pochta Bank", "Pochta Bank"),
    Brand("otpbank", ("OTP Bank",), "ОТП Банк", "OTP Bank", "OTP Bank"),
    Brand("ozonbank", ("OZON Bank",), "Ozon Банк", "Ozon Bank", "Ozon Bank"),
    Brand("yoomoney", ("YooMoney",), "ЮMoney", "YooMoney", "YooMoney"),
    Brand("kaspi", ("KaspiGold",), "Kaspi.kz", "Kaspi", "Kaspi"),
    Brand("gosuslugi", ("gosuslugi",), "Госуслуги", "Gosuslugi", "Gosuslugi"),
    Brand("mosru", ("mos.ru",), "mos.ru", "mos.ru", "mos.ru"),
    Brand("nalog-npd", ANY, "«Мой налог»", "Moy nalog", "Moy nalog"),
    Brand("telegram", ("Telegram",), "Telegram", "Telegram", "Telegram"),
    Brand("whatsapp", ("WhatsApp", *ANY), "WhatsApp", "WhatsApp", "WhatsApp"),
    Brand("max", ANY, "мессенджере MAX", "MAX", "MAX"),
    Brand("viber", ("Viber",), "Viber", "Viber", "Viber"),
    Brand("wechat", ("WeChat",), "WeChat", "WeChat", "微信"),
    Brand("qq", ANY, "QQ", "QQ", "QQ"),
    Brand("line", ("LINE",), "LINE", "LINE", "LINE"),
    Brand("vk", ("VK", *ANY), "ВКонтакте", "VK", "VK"),
    Brand("ok", ANY, "Одноклассники", "OK.ru", "OK.ru"),
    Brand("yandex", ("Yandex",), "Яндексе", "Yandex", "Yandex"),
    Brand("mailru", ANY, "Mail.ru", "Mail.ru", "Mail.ru"),
    Brand("google", ("Google",), "Google", "Google", "谷歌"),
    Brand("apple", ("Apple",), "Apple", "Apple", "Apple"),
    Brand("microsoft", ("Microsoft",), "Microsoft", "Microsoft", "微软"),
    Brand("facebook", ("Facebook", *ANY), "Facebook", "Facebook", "Facebook"),
    Brand("instagram", ("Instagram",), "Instagram", "Instagram", "Instagram"),
    Brand("tiktok", ("TikTok",), "TikTok", "TikTok", "TikTok"),
    Brand("tinder", ("Tinder",), "Tinder", "Tinder", "Tinder"),
    Brand("ozon", ("OZON.ru", *ANY), "Ozon", "Ozon", "Ozon"),
    Brand("wildberries", ("Wildberries", *ANY), "Wildberries", "Wildberries", "野莓"),
    Brand("avito", ("Avito",), "Авито", "Avito", "Avito"),
    Brand("steam", ("Steam", *ANY), "Steam", "Steam", "Steam"),
    Brand("binance", ("Binance",), "Binance", "Binance", "币安"),
    Brand("bybit", ("Bybit",), "Bybit", "Bybit", "Bybit"),
    Brand("okx", ("OKX",), "OKX", "OKX", "欧易"),
    Brand("alipay", ANY, "Alipay", "Alipay", "支付宝"),
    Brand("taobao", ANY, "Taobao", "Taobao", "淘宝网"),
    Brand("jd", ANY, "JD.com", "JD.com", "京东"),
    Brand("railway12306", ("12306",), "12306", "12306", "铁路客服"),
    Brand("unionpay", ANY, "UnionPay", "UnionPay", "云闪付"),
    Brand("xiaomi", ("Xiaomi",), "Xiaomi", "Xiaomi", "小米"),
    Brand("huawei", ("HUAWEI",), "HUAWEI", "HUAWEI", "华为"),
    Brand("samsung", ("Samsung",), "Samsung", "Samsung", "三星"),
    Brand("beget", ANY, "Beget", "Beget", "Beget"),
    Brand("paypal", ("PayPal",), "PayPal", "PayPal", "PayPal"),
    Brand("wise", ("Wise",), "Wise", "Wise", "Wise"),
    Brand("kontur", ("Kontur",), "Контур", "Kontur", "Kontur"),
    Brand("douyin", ANY, "Douyin", "Douyin", "抖音"),
    Brand("meituan", ANY, "Meituan", "Meituan", "美团"),
    Brand("xiaohongshu", ANY, "Xiaohongshu", "Xiaohongshu", "小红书"),
    Brand("weibo", ANY, "Weibo", "Weibo", "微博"),
    Brand("x5", ANY, "X5 Клуб", "X5 ID", "X5 ID"),
    Brand("cian", ("CIAN",), "Циан", "Cian", "Cian"),
    Brand("megamarket", ANY, "МегаМаркет", "Megamarket", "Megamarket"),
    Brand("lamoda", ("Lamoda",), "Lamoda", "Lamoda", "Lamoda"),
    Brand("hh", ("hh.ru",), "hh.ru", "hh.ru", "hh.ru"),
    Brand("uber-ru", ("Uber",), "Uber", "Uber", "优步"),
    Brand("discord", ("Discord",), "Discord", "Discord", "Discord"),
    Brand("airbnb", ("Airbnb",), "Airbnb", "Airbnb", "爱彼迎"),
    Brand("delimobil", ANY, "Делимобиль", "Delimobil", "Delimobil"),
    Brand("vkusvill", ANY, "ВкусВилл", "VkusVill", "VkusVill"),
    Brand("samokat", ANY, "Самокат", "Samokat", "Samokat"),
    Brand("cdek", ("CDEK",), "СДЭК", "CDEK", "CDEK"),
    Brand("rostelecom", ("Rostelecom",), "Ростелеком", "Rostelecom", "Rostelecom"),
)

LOGIN = {
    "ru": (
        "{c} — ваш код, чтобы войти в {b}. Храните его в секрете",
        "{b}: {c} (код входа). Мы никогда не звоним и не спрашиваем его",
        "Код подтверждения {c}. {b}",
        "Никому не говорите код {c}! Вход в {b} в {t}",
        "Здравствуйте! Для авторизации в {b} введите {c}, это одноразовый пароль",
        "Vash kod dlya {e}: {c}. Nikomu ne soobschajte ego",
        "{c} - Nikomu ne soobschajte etot SMS-kod. {e}",
        "Пароль {c} действует 5 минут. Сервис {b}. Если это не вы, войдите и смените пароль",
        "Восстановление доступа к {b}, код {c}",
        "Код {c} для входа в {b}.",
        "СМС-код: {c}. Если вы не входили в {b}, никому его не сообщайте, даже сотрудникам Сбербанка",
        "«{b}» {c} kod dostupa",
    ),
    "en": (
        "{c} is your {e} verification code. Don't share it.",
        "Your {e} code: {c}",
        "Use {c} to log in to {e}. This one-time code expires in 10 minutes",
        "{e}: your security code is {c}. It expires in 5 min",
        "<#> {c} is the code for your {e} account",
        "[{e}] Enter {c} as your one-time password to sign in",
        "Someone is signing in to {e}. If it was you, the passcode is {c}",
        "{e} sign-in PIN {c}. Never give it to anyone, not even our staff",
        "{e}: {c} - use this code to activate your profile.",
        "Use the code ({c}) on {e} to log in. Don't forward it!",
        "Hi, your {e} OTP: {c}",
    ),
    "zh": (
        "【{z}】验证码{c}，5分钟内有效，请勿告诉任何人。",
        "【{z}】您正在登录，校验码：{c}。如非本人操作请忽略",
        "您的{z}登录验证码为 {c}，切勿转发。",
        "{c} 是您的 {z} 动态码，十分钟后失效",
        "【{z}】{c}（动态验证码），工作人员不会向您索要",
        "尊敬的用户，{z}账号安全验证的验证码是{c}。【{z}】",
        "【{z}】重置密码所需的确认码：{c}，泄露有风险",
    ),
}
BINDING = {
    "ru": (
        "{b}: подтверждение номера телефона. Код: {c}",
        "Для проверки номера телефона сообщите код {c}. {b}",
        "Подтверждение номера телефона в {b}. Код: {c}",
        "Регистрация в {b}: {c} — ваш код",
    ),
    "en": (
        "{c}: confirm your phone number with this {e} code",
        "You are changing the phone number of your {e} account. To verify your number enter code {c}",
        "Welcome to {e}! Code {c} completes your registration",
        "You are editing the phone number information of your {e} account, code {c}",
    ),
    "zh": (
        "【{z}】您正在绑定手机号，验证码{c}",
        "【{z}】更换手机号的验证码：{c}，请勿泄露",
        "【{z}】欢迎注册，激活码{c}",
    ),
}
BANKS = ("sberbank", "tbank", "vtb", "alfabank", "gazprombank", "raiffeisen", "mtsbank", "sovcombank", "kaspi")
MONEY = {
    "ru": (
        "MIR-1234 {t} Покупка по СБП {m}р {o}. Баланс: 1234.50р",
        "Списание {m} р. в {o}, код {c}. Держите его в тайне",
        "Покупка, счет карты *1023. {m} ₽ {o}. Доступно 20 100,10 ₽",
        "Код {c} для оплаты {m} RUB, {o}. Никому не сообщайте",
        "Karta *1234: Oplata {m} RUB; {o}; dostupno 5000 RUB",
    ),
    "en": (
        "Purchase {m} RUB at {o}. Card *1234. Available: 9000 RUB",
        "OTP {c} for a payment of {m} RUB to {o}. Do not share it",
        "Card *1234 was debited {m} RUB, {o}. Balance 1200 RUB",
    ),
    "zh": ("您尾号1234的卡在{o}消费{m}卢布，余额1200。", "付款验证码{c}，商户{o}，金额{m}卢布，请勿泄露。"),
}
SHOPS = (
    "AGODA",
    "EPIC GAMES",
    "LITRES",
    "SPORTMASTER",
    "GITHUB",
    "OKKO",
    "TUTU.RU",
    "KINOPOISK",
    "AVIASALES",
    "LETUAL",
)
"""Brands of the pack that nobody here has an account with, in banks' texts."""
ADVERT = {
    "ru": (
        "{o}: скидки до 70% только сегодня! Подробнее по ссылке",
        "Дарим 500 бонусов за покупку в {o}, промокод SALE{n}. Отписка: СТОП",
        "Успейте! Распродажа в {o} до конца недели",
        "Вам одобрен кредит до 900 000 р. Акция до 30.11",
        "Купон на {n} рублей ждёт вас в {o}",
    ),
    "en": (
        "{o} sale: up to 70% off, this week only. Reply STOP to opt out",
        "Your promo code SAVE{n} for {o}! Limited time offer",
        "Win a free gift with {o}. Unsubscribe: link",
    ),
    "zh": (
        "【{o}】双11大促，满300减{n}，回TD退订",
        "【{o}】限时优惠券已到账，点击领取，拒收请回复R",
        "新品折扣5折起，{o}等你来抢，退订回T",
    ),
}
DELIVERY = {
    "ru": (
        "Заказ {n} из {o} ожидает в пункте выдачи. Код получения {c}",
        "Посылка прибыла, код для получения {c}. Хранение 5 дней",
        "Водитель подъезжает, белая Киа {n}",
        "Курьер {o} приедет сегодня с 14 до 16, заказ {n}",
    ),
    "en": (
        "Your order {n} from {o} has arrived. Pickup code {c}",
        "Your parcel is out for delivery, tracking number {n}",
        "Your driver is here, white Kia {n}",
    ),
    "zh": (
        "【菜鸟驿站】您的包裹已到，取件码{n}-2-{n}",
        "【{o}】您的快递正在派送，请保持电话畅通",
        "骑手已取餐，订单{n}即将送达",
    ),
}
CHAT = {
    "ru": (
        "Привет! Ты где? Буду через {n} минут",
        "Купи молоко, хлеб и сыр, пожалуйста",
        "Скинь деньги на Сбер, {m} рублей, номер тот же",
        "Мне на {b} код не приходит, а тебе?",
        "Домофон {n}, пятый этаж, звони как подъедешь",
        "Позвони маме, она волнуется",
        "Завтра в {t} у метро, не забудь паспорт",
        "Какой пароль от вайфая? Вроде {c}",
        "Напиши мне в {b}, тут дорого",
        "Видел новость про {b}? Жесть",
        "С днём рождения! Счастья, здоровья, удачи!",
    ),
    "en": (
        "Hey, where are you? I'll be there in {n} min",
        "Can you buy milk and bread please",
        "Text me on {b}, it is cheaper",
        "The door code is {n}, third floor",
        "Did you see the news about {b}? Crazy",
        "Happy birthday! All the best to you",
        "The wifi password is {c}, welcome",
    ),
    "zh": (
        "你到哪了？我还有{n}分钟到",
        "帮我买点牛奶和面包，谢谢",
        "在{b}上找我吧，短信太贵",
        "楼下门禁是{n}，到了打电话",
        "你看到{b}的新闻了吗",
        "生日快乐！天天开心",
        "家里wifi密码是{c}",
    ),
}
UNKNOWN = {
    "ru": (
        "Ваш код: {c}",
        "Код подтверждения {c}. Зоолавка «Хвостик»",
        "{c} — код входа в личный кабинет клиники",
    ),
    "en": ("Your confirmation code is {c}.", "{c} is your code for Pawmart", "Login code {c}, Blue Dental"),
    "zh": ("【小尾巴宠物】验证码{c}，请勿泄露", "您的验证码是{c}", "【蓝天牙科】登录验证码{c}"),
}


BAIT = {
    "ru": (
        "Мне пришёл код {c} от {b}, это ты регистрируешься?",
        "Введи код {c} для {b}, это для меня",
        "{b}: ваш аккаунт взломан! Код обращения {n}. Срочно позвоните",
        "Код бронирования {c}. {b}. Счастливого пути",
        "Ваша подарочная карта {b}, код {c}",
    ),
    "en": (
        "I got a {b} code {c}, was that you?",
        "Enter code {c} in {b} for me please",
        "{b}: your account has been blocked, case number {n}. Call us urgently",
        "Booking code {c}, {b}. Have a nice trip",
        "Your gift card for {b}: code {c}",
    ),
    "zh": (
        "我收到{b}的验证码{c}，是你在注册吗",
        "帮我在{b}输入验证码{c}",
        "【{b}】您的账号已被冻结，编号{n}，请拨打客服验证码{c}",
        "您的{b}订座编码{c}，祝旅途愉快",
        "{b}礼品卡，卡号{c}",
    ),
}
"""Texts that name a service beside a code and are no account: friends, swindlers, bookings, gift cards."""


class Made(NamedTuple):
    """The archive and its truth: the ids of the services with an account on the person's own line."""

    messages: list[Message]
    truth: frozenset[str]
    others: frozenset[str]
    """Services that only the former holder, the other SIM or sent messages speak of."""


def made(lang: str, seed: int = 20261124) -> Made:
    """The made archive of a language; the same seed gives the same archive."""
    maker = _Maker(lang, random.Random(f"{lang}{seed}"))
    messages = list(maker.messages())
    messages.sort(key=lambda message: str(message.at))
    return Made(messages, frozenset(b.id for b in maker.mine), frozenset(b.id for b in maker.others))


class _Maker:
    def __init__(self, lang: str, draw: random.Random) -> None:
        self.lang = lang
        self.draw = draw
        brands = list(BRANDS)
        draw.shuffle(brands)
        self.mine, self.others = brands[:SERVICES], brands[SERVICES:]
        self.made = 0
        self.friends = ["+79" + self._digits(9) for _ in range(150)]

    def messages(self) -> Iterator[Message]:
        for brand in self.mine:
            yield from self._account(brand)
        banks = [brand for brand in self.mine if brand.id in BANKS]
        while self.made < SIZE:
            share = self.draw.random()
            if share < 0.14:
                yield self._of_bank(self.draw.choice(banks))
            elif share < 0.24:
                yield self._noise(ADVERT, ("SALE", "PROMO", "InfoSMS", self._number()))
            elif share < 0.32:
                yield self._noise(DELIVERY, ("Dostavka", "InfoSMS", "POSTA", self._number()))
            elif share < 0.35:
                yield self._noise(UNKNOWN, ("InfoSMS", "HVOSTIK", "DENTAL", "1069055551234"))
            elif share < 0.38:
                yield self._foreign()
            elif share < 0.39:
                yield self._bait()
            else:
                yield self._chat()

    def _account(self, brand: Brand) -> Iterator[Message]:
        for _ in range(self.draw.choice((2, 3, 5, 8, 20))):
            texts = LOGIN if self.draw.random() < 0.85 else BINDING
            yield self._of(brand, texts)

    def _of(self, brand: Brand, texts: dict[str, tuple[str, ...]], **changed: str) -> Message:
        sender = self.draw.choice(brand.senders)
        if sender in ANY and self.draw.random() < 0.3:
            sender = "1069" + self._digits(9)
        return self._message(sender, self.draw.choice(texts[self.lang]), brand, **changed)

    def _of_bank(self, brand: Brand) -> Message:
        return self._message(self.draw.choice(brand.senders), self.draw.choice(MONEY[self.lang]), brand)

    def _noise(self, texts: dict[str, tuple[str, ...]], senders: tuple[str, ...]) -> Message:
        return self._message(
            self.draw.choice(senders), self.draw.choice(texts[self.lang]), self.draw.choice(BRANDS)
        )

    def _bait(self) -> Message:
        which = self.draw.randrange(5)
        sender = self.draw.choice(self.friends) if which < 2 else self.draw.choice(("InfoSMS", self._number()))
        return self._message(sender, BAIT[self.lang][which], self.draw.choice(self.others))

    def _chat(self) -> Message:
        """Friends write and are written to."""
        changed = {"direction": "out"} if self.draw.random() < 0.45 else {}
        text = self.draw.choice(CHAT[self.lang])
        return self._message(self.draw.choice(self.friends), text, self.draw.choice(BRANDS), **changed)

    def _foreign(self) -> Message:
        """A code of a service that is not the person's: of the former holder, on the other SIM, or sent on."""
        brand, which = self.draw.choice(self.others), self.draw.randrange(3)
        if which == 0:
            return self._of(brand, LOGIN, when="before")
        if which == 1:
            return self._of(brand, LOGIN, line=OTHER)
        return self._message(self._number(), self.draw.choice(LOGIN[self.lang]), brand, direction="out")

    def _message(self, sender: str, text: str, brand: Brand, **changed: str) -> Message:
        self.made += 1
        first, last = (SINCE - timedelta(days=500), SINCE) if changed.get("when") else (SINCE, END)
        at = first + self.draw.random() * (last - first)
        names = {
            "b": brand.ru if self.lang == "ru" else brand.zh if self.lang == "zh" else brand.en,
            "e": brand.en,
            "z": brand.zh,
        }
        amount = str(self.draw.randrange(100, 90_000))
        filled = text.format(
            **names,
            c="•" * self.draw.choice((4, 5, 6)),
            t=f"{self.draw.randrange(24)}:{self.draw.randrange(10, 60)}",
            m=amount,
            n=str(self.draw.randrange(10, 999)),
            o=self.draw.choice(SHOPS),
        )
        return Message(
            kind="sms",
            direction="out" if changed.get("direction") == "out" else "in",
            sender=sender,
            text=filled,
            at=at,
            line=changed.get("line", OWN),
            place=f"message {self.made}",
        )

    def _number(self) -> str:
        return "+79" + self._digits(9)

    def _digits(self, count: int) -> str:
        return "".join(str(self.draw.randrange(10)) for _ in range(count))
