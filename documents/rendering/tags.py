"""What the templates of letters may call: dates in letters, isolated identifiers, legal texts, the QR."""

from datetime import date, datetime, time
from unicodedata import bidirectional

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from documents import dates
from documents.laws import LAWS, Language, LawCode, with_of
from documents.qr import qr_svg
from documents.wording import TimeLimit
from documents.wording.committees import Member

register = Library()


@register.filter
def ltr(value: object) -> SafeString:
    """An identifier, figure or address keeps its own direction inside Arabic text."""
    return format_html('<bdi dir="ltr" class="id">{}</bdi>', value)


@register.filter
def own(value: str) -> SafeString:
    """Somebody's words, in the direction that their first letter asks for (WeasyPrint knows no `auto`)."""
    strong = next((kind for kind in map(bidirectional, value) if kind in ("L", "R", "AL")), "L")
    return format_html('<bdi dir="{}">{}</bdi>', "ltr" if strong == "L" else "rtl", value)


@register.filter
def prefixed(value: str, particle: str) -> SafeString:
    """ب or ل written onto the word that follows, as Arabic does; before another script it stands alone, with its stroke."""
    if not value or bidirectional(value[0]) != "AL":
        return format_html("{}\u0640{}", particle, own(value))
    if particle == "ل" and value.startswith("ال"):
        return own(f"لل{value[2:]}")
    return own(f"{particle}{value}")


@register.filter
def day(value: str, language: str) -> SafeString:
    return format_html('<span class="together">{}</span>', dates.in_letters(date.fromisoformat(value[:10]), language))


@register.filter
def weekday(value: str, language: str) -> str:
    return dates.with_weekday(date.fromisoformat(value[:10]), language)


@register.filter
def hour(value: str, language: str) -> str:
    """Of a time or of a date and time."""
    moment = datetime.fromisoformat(value).time() if "T" in value else time.fromisoformat(value)
    return dates.hour(moment, language)


@register.filter
def figures(value: str) -> SafeString:
    """22/10/2025, for tables."""
    return ltr(f"{date.fromisoformat(value):%d/%m/%Y}")


@register.filter
def words(value: int, gender: str) -> str:
    """A number in Arabic words, agreeing with a masculine or feminine noun."""
    return dates.cardinal_ar(value, "f" if gender == "f" else "m")


@register.filter
def mots(value: int, gender: str = "m") -> str:
    """A number in French words."""
    return dates.cardinal_fr(value, "f" if gender == "f" else "m")


@register.filter
def ordinal(value: int) -> str:
    return dates.ordinal_ar(value)


@register.simple_tag(takes_context=True)
def counted(context: Context, number: int, unit: str) -> SafeString:
    """Figure and noun: 30 يوما, 30 jours."""
    return format_html("{} {}", ltr(number), dates.noun(number, unit, context["language"]))


@register.simple_tag(takes_context=True)
def period(context: Context, limit: TimeLimit, with_end: bool = True) -> SafeString:
    """A time limit: 5 أيام عمل, 30 jours ouvrables; with its last day unless told not to."""
    language = context["language"]
    length = counted(context, limit["days"], "working_day" if limit["unit"] == "working" else "day")
    if not with_end or not limit["due_on"]:
        return length
    until = {"ar": "إلى غاية", "fr": "soit jusqu’au", "en": "until"}[language]
    return format_html("{} ({} {})", length, until, day(limit["due_on"], language))


@register.filter
def present(members: list[Member]) -> int:
    return sum(member["presence"] == "present" for member in members)


@register.filter
def by_gender(civility: str, forms: str) -> str:
    """المولود,المولودة: the first for a man, the second for a woman."""
    masculine, feminine = forms.split(",")
    return feminine if civility == "ms" else masculine


@register.filter
def opening(civility: str) -> str:
    """How a French letter addresses its reader."""
    return {"mr": "Monsieur", "ms": "Madame", "body": "Madame, Monsieur"}[civility]


@register.simple_tag(takes_context=True)
def law(context: Context, code: LawCode, form: str = "plain") -> str:
    """The citation of a legal text; `of` joins it to the preposition that precedes it."""
    language: Language = context["language"]
    citation = str(LAWS[code].get(language) or LAWS[code]["fr"])
    return with_of(citation, language) if form == "of" else citation


@register.simple_tag
def qr(url: str, title: str) -> SafeString:
    return mark_safe(qr_svg(url, title=title))  # noqa: S308 (drawn here, its title escaped by the library)
