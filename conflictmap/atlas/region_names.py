"""Names of first-level divisions in the language of the page.

GeoNames has them in Latin letters alone; those of Iraq and Syria are messages like any other text.
"""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

REGIONS = {
    "Aleppo": pgettext_lazy("region", "Aleppo"),
    "Anbar": pgettext_lazy("region", "Anbar"),
    "Babil": pgettext_lazy("region", "Babil"),
    "Baghdad": pgettext_lazy("region", "Baghdad"),
    "Basra": pgettext_lazy("region", "Basra"),
    "Damascus": pgettext_lazy("region", "Damascus"),
    "Daraa": pgettext_lazy("region", "Daraa"),
    "Deir ez-Zor": pgettext_lazy("region", "Deir ez-Zor"),
    "Dhi Qar": pgettext_lazy("region", "Dhi Qar"),
    "Diyala": pgettext_lazy("region", "Diyala"),
    "Duhok": pgettext_lazy("region", "Duhok"),
    "Erbil": pgettext_lazy("region", "Erbil"),
    "Halabja": pgettext_lazy("region", "Halabja"),
    "Hama": pgettext_lazy("region", "Hama"),
    "Hasakah": pgettext_lazy("region", "Hasakah"),
    "Homs": pgettext_lazy("region", "Homs"),
    "Idlib": pgettext_lazy("region", "Idlib"),
    "Karbala": pgettext_lazy("region", "Karbala"),
    "Kirkuk": pgettext_lazy("region", "Kirkuk"),
    "Latakia": pgettext_lazy("region", "Latakia"),
    "Maysan": pgettext_lazy("region", "Maysan"),
    "Muthanna": pgettext_lazy("region", "Muthanna"),
    "Najaf": pgettext_lazy("region", "Najaf"),
    "Nineveh": pgettext_lazy("region", "Nineveh"),
    "Qadisiyah": pgettext_lazy("region", "Qadisiyah"),
    "Quneitra": pgettext_lazy("region", "Quneitra"),
    "Raqqa": pgettext_lazy("region", "Raqqa"),
    "Rif Dimashq": pgettext_lazy("region", "Rif Dimashq"),
    "Saladin": pgettext_lazy("region", "Saladin"),
    "Sulaymaniyah": pgettext_lazy("region", "Sulaymaniyah"),
    "Suwayda": pgettext_lazy("region", "Suwayda"),
    "Tartus": pgettext_lazy("region", "Tartus"),
    "Wasit": pgettext_lazy("region", "Wasit"),
}


def region_name(region: str) -> str:
    """The name of a division in the language of the page, else as the gazetteer has it."""
    return str(REGIONS.get(region, region))
