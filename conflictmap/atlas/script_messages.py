"""The messages of the page's scripts, as data inside the page.

The content security policy allows no code made from data, so plural forms are sent as a table instead of as an
expression; and a page needs its words before its first drawing, so they come with it and not in a request of
their own. A page in the language of the sources carries nothing.
"""

from __future__ import annotations

from functools import cache
from gettext import c2py
from typing import Any

from babel.messages.mofile import read_mo
from django.conf import settings

# Plural forms depend on a number's last two digits; below this, also on the number itself.
PLURAL_TABLE_LENGTH = 200


@cache
def script_messages(language: str) -> dict[str, Any] | None:
    """What `static/atlas/translation.js` reads, ``None`` where nothing is translated into `language`.

    `messages` maps each text, after its context and U+0004 where it has one, to its translation; of a text with
    plural forms, to the list of them. `plurals` has the form's index for each number below 200.
    """
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "djangojs.mo"
    if not path.exists():
        return None
    with path.open("rb") as file:
        catalog = read_mo(file)
    plural_form = c2py(catalog.plural_expr)
    messages: dict[str, str | list[str]] = {}
    for message in catalog:
        if not message.id or not message.string:
            continue
        # The id and the string of a message with plural forms are sequences.
        text = message.id if isinstance(message.id, str) else message.id[0]
        translated = message.string if isinstance(message.string, str) else list(message.string)
        # Babel leaves the contexts of compiled catalogs as bytes.
        context = message.context.decode() if isinstance(message.context, bytes) else message.context
        messages[f"{context}\x04{text}" if context else text] = translated
    return {
        "locale": settings.LANGUAGE_LOCALES[language],
        "plurals": "".join(str(plural_form(number)) for number in range(PLURAL_TABLE_LENGTH)),
        "messages": messages,
    }
