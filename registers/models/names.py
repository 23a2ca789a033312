"""Names in two scripts."""

from django.utils.translation import get_language


def in_script_of_page(arabic: str, latin: str) -> str:
    """The name in the script of the page, or the one that exists."""
    return (arabic if (get_language() or "ar").startswith("ar") else latin) or latin or arabic
