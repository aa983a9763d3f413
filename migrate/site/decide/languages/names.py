"""What languages call themselves, by their codes."""

from __future__ import annotations

_NAMES = """
af Afrikaans, am አማርኛ, ar العربية, az Azərbaycanca, be Беларуская, bg Български, bn বাংলা, bs Bosanski, ca Català,
cs Čeština, cy Cymraeg, da Dansk, de Deutsch, el Ελληνικά, en English, eo Esperanto, es Español, et Eesti, eu Euskara,
fa فارسی, fi Suomi, fr Français, fy Frysk, ga Gaeilge, gl Galego, gu ગુજરાતી, he עברית, hi हिन्दी, hr Hrvatski,
hu Magyar, hy Հայերեն, id Bahasa Indonesia, is Íslenska, it Italiano, ja 日本語, ka ქართული, kk Қазақша, km ខ្មែរ,
kn ಕನ್ನಡ, ko 한국어, ku Kurdî, ky Кыргызча, la Latina, lb Lëtzebuergesch, lo ລາວ, lt Lietuvių, lv Latviešu,
mk Македонски, ml മലയാളം, mn Монгол, mr मराठी, ms Bahasa Melayu, mt Malti, my မြန်မာ, nb Norsk bokmål, ne नेपाली,
nl Nederlands, nn Norsk nynorsk, no Norsk, oc Occitan, pa ਪੰਜਾਬੀ, pl Polski, ps پښتو, pt Português, rm Rumantsch,
ro Română, ru Русский, sd سنڌي, si සිංහල, sk Slovenčina, sl Slovenščina, sq Shqip, sr Српски, sv Svenska,
sw Kiswahili, ta தமிழ், te తెలుగు, th ไทย, tl Tagalog, tr Türkçe, uk Українська, ur اردو, uz Oʻzbekcha,
vi Tiếng Việt, yi ייִדיש, zh 中文, zh-hans 简体中文, zh-hant 繁體中文, zu isiZulu, ckb کوردی, dv ދިވެހި, ug ئۇيغۇرچە
"""
_AUTONYMS = dict(one.strip().split(" ", 1) for one in _NAMES.replace("\n", " ").split(",") if one.strip())
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


def is_known(code: str) -> bool:
    """Whether it begins as the code of a language does that many speak, and goes on as that of a country or script."""
    language, _, rest = code.replace("_", "-").partition("-")
    return language in _AUTONYMS and (not rest or rest.isalnum())


def autonym(code: str) -> str:
    """What a language calls itself; its code where that is not known."""
    code = code.replace("_", "-")
    return _AUTONYMS.get(code) or _AUTONYMS.get(code.partition("-")[0], code)


def locale(code: str) -> str:
    """A code as Hugo wants to have a locale: `pt-BR`, `zh-Hans`; empty where no dates are known for it."""
    if not is_known(code):
        return ""
    language, _, rest = code.replace("_", "-").partition("-")
    return f"{language}-{rest.title() if len(rest) == 4 else rest.upper()}" if rest else language


def is_right_to_left(code: str) -> bool:
    """Whether a language is written so."""
    return code.replace("_", "-").partition("-")[0] in _RIGHT_TO_LEFT
