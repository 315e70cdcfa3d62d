"""Countries of the world, named in the reader's language."""

from functools import lru_cache

from babel import Locale

from contest.web.locale import current_language


def country_name(code: str) -> str:
    """The name of an ISO 3166 alpha-2 code; the code itself where nobody has that code."""
    return country_names(current_language()).get(code, code)


@lru_cache(maxsize=4)
def country_names(language: str) -> dict[str, str]:
    """Every country by code, without Vietnam, in the order of their names."""
    names = Locale.parse(language).territories
    own = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in ("VN", "ZZ", "EU", "UN", "QO", "EZ")
    }
    return dict(sorted(own.items(), key=lambda pair: pair[1]))
