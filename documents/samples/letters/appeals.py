"""Sample contexts of the letters of appeals."""

from typing import Any

from documents.samples.figures import BASE, CENTRE

APPEAL: dict[str, Any] = {
    **BASE,
    **CENTRE,
    "case": {
        **BASE["case"],
        "number": "SAN-03/2026/000009",
        "procedure": {"ar": "تظلم إداري مسبق", "fr": "Recours administratif (réclamation préalable)"},
    },
    "contested": "2026/PRG/0004",
    "contested_on": "2026-02-02",
    "filed_on": "2026-03-02",
}
DATES = {"silence_on": "2026-05-02", "court_until": "2026-07-02"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "APR": {**APPEAL, **DATES, "asks": {"ar": "إلغاء القرار", "fr": "Annuler la décision"}},
    "APD": {
        **APPEAL,
        "outcome": "partial",
        "grounds": {
            "ar": "أثبتُّ خمس سنوات من الخبرة ولم تؤخذ بعين الاعتبار.",
            "fr": "Cinq années d’expérience étaient prouvées et n’ont pas été prises en compte.",
        },
        "answer": {
            "ar": "ثبتت أربع سنوات من الخبرة من خمس، فيُقبل السبب في حدودها.",
            "fr": "Quatre années sur cinq sont établies ; le moyen est fondé dans cette mesure.",
        },
        "effect": {
            "ar": "يُعاد النظر في المطلب على أساس أربع سنوات خبرة.",
            "fr": "La demande est réexaminée sur la base de quatre années.",
        },
        "anew": True,
    },
    "IREJ": {**APPEAL, **DATES},
}
