"""The legal texts that letters may cite, in each language, as their visas word them."""

from typing import Literal, NotRequired, TypedDict

Language = Literal["ar", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "fr", "en")


class Text(TypedDict):
    ar: str
    fr: str
    en: NotRequired[str]  # French is printed where English is missing


Words = str | Text


# The texts a letter may cite. No article is quoted: none has been checked for this use.
LawCode = Literal[
    "FNE",
    "L93-10",
    "L2008-10",
    "D94-1397",
    "D2009-2139",
    "A2010-79",
    "LO2004-63",
    "DL2020-31",
    "L2000-83",
    "L72-40",
    "CDC",
    "A2010-0802",
    "A2024-0529",
    "AC2011-36",
    "COM2025-PUB",
    "D2010-86",
    "D93-982",
    "L2018-52",
    "TFP",
    "COM2024-ETR",
    "CT",
    "LO2016-22",
]
LAWS: dict[LawCode, Text] = {
    "FNE": {
        "ar": "برامج الصندوق الوطني للتشغيل",
        "fr": "les programmes du Fonds national de l’emploi",
        "en": "the programmes of the national employment fund",
    },
    "L93-10": {
        "ar": "القانون عدد 10 لسنة 1993 المؤرخ في 17 فيفري 1993 المتضمن للقانون التوجيهي للتكوين المهني",
        "fr": "la loi n° 93-10 du 17 février 1993 d’orientation de la formation professionnelle",
        "en": "Law no. 93-10 of 17 February 1993 on the orientation of vocational training",
    },
    "CT": {"ar": "مجلة الشغل", "fr": "le Code du travail", "en": "the Labour Code"},
    "COM2024-ETR": {
        "ar": "بلاغ الوزارة المكلفة بالتكوين المهني لسنة 2024 حول تسجيل المتكوّنين الأجانب",
        "fr": "le communiqué du ministère (2024) sur l’inscription d’apprenants étrangers",
        "en": "the notice of 2024 of the ministry on the enrolment of foreign trainees",
    },
    "TFP": {
        "ar": "التراتيب المتعلقة بالتسبقة على الأداء على التكوين المهني وحقوق السحب",
        "fr": "les textes relatifs à l’avance sur la taxe de formation professionnelle et aux droits de tirage",
        "en": "the texts on the advance on the training tax and on drawing rights",
    },
    "CDC": {
        "ar": "كراس الشروط المتعلق بإحداث هياكل التكوين المهني الخاصة وسيرها",
        "fr": "le cahier des charges relatif à la création et au fonctionnement des structures privées de"
        " formation professionnelle",
        "en": "the specifications on the creation and running of private vocational training structures",
    },
    "A2010-0802": {
        "ar": "قرار وزير التكوين المهني والتشغيل المؤرخ في 2 أوت 2010 المتعلق بضبط الإطار العام المرجعي لشهادات التكوين المهني",
        "fr": "l’arrêté du 2 août 2010 fixant le cadre général de référence des diplômes de la formation professionnelle",
    },
    "A2024-0529": {
        "ar": "قرار وزير التشغيل والتكوين المهني المؤرخ في 29 ماي 2024 المتعلق بضبط شروط الحصول على شهادة المهارة",
        "fr": "l’arrêté du 29 mai 2024 fixant les conditions d’obtention du certificat de compétence",
    },
    "AC2011-36": {
        "ar": "القرار المشترك عدد 36 المؤرخ في 27 جويلية 2011",
        "fr": "l’arrêté conjoint n° 36 du 27 juillet 2011 (formation professionnelle et santé publique)",
    },
    "COM2025-PUB": {
        "ar": "البلاغ المشترك بتاريخ 23 ديسمبر 2025",
        "fr": "le communiqué conjoint du 23 décembre 2025 (emploi et enseignement supérieur)",
    },
    "D2010-86": {
        "ar": "الأمر عدد 86 لسنة 2010 المؤرخ في 20 جانفي 2010",
        "fr": "le décret n° 2010-86 du 20 janvier 2010",
        "en": "Decree no. 2010-86 of 20 January 2010",
    },
    "D93-982": {
        "ar": "الأمر عدد 982 لسنة 1993 المؤرخ في 3 ماي 1993 المتعلق بالإطار العام للعلاقة بين الإدارة والمتعاملين معها",
        "fr": "le décret n° 93-982 du 3 mai 1993 fixant le cadre général de la relation entre l’administration et ses usagers",
        "en": "Decree no. 93-982 of 3 May 1993 on the relation between the administration and its users",
    },
    "L2018-52": {
        "ar": "القانون عدد 52 لسنة 2018 المؤرخ في 29 أكتوبر 2018 المتعلق بالسجل الوطني للمؤسسات",
        "fr": "la loi n° 2018-52 du 29 octobre 2018 relative au registre national des entreprises",
        "en": "Law no. 2018-52 of 29 October 2018 on the national register of enterprises",
    },
    "L2008-10": {
        "ar": "القانون عدد 10 لسنة 2008 المؤرخ في 11 فيفري 2008 المتعلق بالتكوين المهني",
        "fr": "la loi n° 2008-10 du 11 février 2008 relative à la formation professionnelle",
        "en": "Law no. 2008-10 of 11 February 2008 on vocational training",
    },
    "D94-1397": {
        "ar": "الأمر عدد 1397 لسنة 1994 المؤرخ في 20 جوان 1994 المتعلق بضبط سلم الوظائف الوطني"
        " وكذلك شروط تنظير شهادات ومؤهلات التكوين المهني الأساسي والمستمر",
        "fr": "le décret n° 94-1397 du 20 juin 1994 fixant la classification nationale des emplois ainsi que les"
        " conditions d’homologation des certificats et diplômes de formation professionnelle",
        "en": "Decree no. 94-1397 of 20 June 1994 on the national classification of occupations and the homologation of"
        " certificates and diplomas of vocational training",
    },
    "D2009-2139": {
        "ar": "الأمر عدد 2139 لسنة 2009 المؤرخ في 8 جويلية 2009 المتعلق بضبط السلم الوطني للمهارات",
        "fr": "le décret n° 2009-2139 du 8 juillet 2009 fixant la classification nationale des qualifications",
        "en": "Decree no. 2009-2139 of 8 July 2009 on the national classification of qualifications",
    },
    "A2010-79": {
        "ar": "قرار وزير التكوين المهني والتشغيل عدد 79 المؤرخ في 27 سبتمبر 2010"
        " المتعلق بضبط شروط معادلة شهادات التكوين المهني الأجنبية",
        "fr": "l’arrêté n° 79 du 27 septembre 2010 fixant les conditions d’équivalence des diplômes étrangers de"
        " formation professionnelle",
        "en": "Order no. 79 of 27 September 2010 on the conditions of equivalence of foreign vocational diplomas",
    },
    "LO2016-22": {
        "ar": "القانون الأساسي عدد 22 لسنة 2016 المؤرخ في 24 مارس 2016 المتعلق بالحق في النفاذ إلى المعلومة",
        "fr": "la loi organique n° 2016-22 du 24 mars 2016 relative au droit d’accès à l’information",
        "en": "Organic Law no. 2016-22 of 24 March 2016 on the right of access to information",
    },
    "LO2004-63": {
        "ar": "القانون الأساسي عدد 63 لسنة 2004 المؤرخ في 27 جويلية 2004 المتعلق بحماية المعطيات الشخصية",
        "fr": "la loi organique n° 2004-63 du 27 juillet 2004 portant protection des données à caractère personnel",
        "en": "Organic Law no. 2004-63 of 27 July 2004 on the protection of personal data",
    },
    "DL2020-31": {
        "ar": "المرسوم عدد 31 لسنة 2020 المؤرخ في 10 جوان 2020 المتعلق بالتبادل الإلكتروني للمعطيات بين الهياكل"
        " والمتعاملين معها وفيما بين الهياكل",
        "fr": "le décret-loi n° 2020-31 du 10 juin 2020 relatif à l’échange électronique de données entre les"
        " structures et leurs usagers et entre les structures",
    },
    "L2000-83": {
        "ar": "القانون عدد 83 لسنة 2000 المؤرخ في 9 أوت 2000 المتعلق بالمبادلات والتجارة الإلكترونية",
        "fr": "la loi n° 2000-83 du 9 août 2000 relative aux échanges et au commerce électroniques",
    },
    "L72-40": {
        "ar": "القانون عدد 40 لسنة 1972 المؤرخ في 1 جوان 1972 المتعلق بالمحكمة الإدارية، كما تم تنقيحه وإتمامه",
        "fr": "la loi n° 72-40 du 1er juin 1972 relative au tribunal administratif, telle que modifiée et complétée",
    },
}


def with_of(citation: str, language: Language) -> str:
    """القانون → للقانون, le décret → du décret: a citation after “according to”, “by virtue of”."""
    if language == "ar":
        return f"لل{citation[2:]}" if citation.startswith("ال") else f"ل{citation}"
    if language == "fr":
        return f"du {citation[3:]}" if citation.startswith("le ") else f"de {citation}"
    return citation
