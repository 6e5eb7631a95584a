"""Days, numbers, lists and countries as the language of the page writes them.

Names of months, days and countries come from the Unicode CLDR, by Babel here and by `Intl` in the browser
(`static/atlas/story/days.js`), so that both write the same. The order of a date's parts is a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext

from conflictmap.gazetteer.countries import country_name as english_country_name

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@cache
def parsed_locale(tag: str) -> Locale:
    """Babel's data of a BCP 47 tag; its Unicode extension ("-u-nu-arab") is for browsers."""
    return Locale.parse(tag.partition("-u-")[0], sep="-")


def locale() -> Locale:
    """The locale of the page that is being made."""
    return parsed_locale(settings.LANGUAGE_LOCALES[get_language()])


def digits(value: object) -> str:
    """A number, or a text with numbers in it, in the digits of the page; nothing grouped, as years are written."""
    text = str(value)
    return text.translate(ARABIC_DIGITS) if settings.LANGUAGE_LOCALES[get_language()].endswith("-nu-arab") else text


def number(value: float) -> str:
    """A number with its thousands grouped: 12,345."""
    return digits(format_decimal(value, locale=locale()))


def long_day(day: date) -> str:
    """A day in running text: 22 September 2017."""
    return _written(day, get_month_names("wide", locale=locale())[day.month])


def short_day(day: date) -> str:
    """A day in tables and notes: 22 Sep 2017."""
    return _written(day, get_month_names("abbreviated", locale=locale())[day.month])


def day_and_month(day: date, *, short: bool = False) -> str:
    """A day without its year: 22 September."""
    month = get_month_names("abbreviated" if short else "wide", locale=locale())[day.month]
    return pgettext("date", "%(day)s %(month)s") % {"day": digits(day.day), "month": month}


def weekday(day: date) -> str:
    """The day of the week: Friday."""
    return str(get_day_names("wide", locale=locale())[day.weekday()])


def _written(day: date, month: str) -> str:
    values = {"day": digits(day.day), "month": month, "year": digits(day.year)}
    return pgettext("date", "%(day)s %(month)s %(year)s") % values


def percent(share: float) -> str:
    """A share or confidence in 0..1 as whole percent, never rounded up to certainty."""
    return gettext("%(number)s%%") % {"number": digits(min(int(share * 100 + 0.5), 99 if share < 1 else 100))}


def listed(names: Sequence[str]) -> str:
    """Names joined as in a sentence: A, B and C."""
    # English of Britain: no comma before "and", as everywhere on the pages.
    return str(format_list(list(names), locale="en_GB" if get_language() == "en" else locale())) if names else ""


def one_of(names: Sequence[str]) -> str:
    """Names of which one is meant: A, B or C."""
    return str(format_list(list(names), "or", locale="en_GB" if get_language() == "en" else locale())) if names else ""


def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself where none is known."""
    if get_language() == settings.LANGUAGE_CODE:
        return english_country_name(code)
    return str(locale().territories.get(code, code))
