"""The texts on which procedures rest, by code, with their titles in the three languages."""

from django.utils.translation import get_language

TITLES: dict[str, dict[str, str]] = {
    "FNE": {
        "ar": "برامج الصندوق الوطني للتشغيل",
        "fr": "Programmes du Fonds national de l’emploi",
        "en": "Programmes of the national employment fund",
    },
    "AC2011-36": {
        "ar": "القرار المشترك عدد 36 المؤرخ في 27 جويلية 2011",
        "fr": "Arrêté conjoint (formation professionnelle et emploi / santé publique) n° 36 du 27 juillet 2011",
        "en": "Joint order no. 36 of 27 July 2011 (vocational training and employment / public health)",
    },
    # No rules of this country: the reference compares its own with them.
    "CMP-DZ": {
        "ar": "الجزائر: المراسيم التنفيذية 01-419 و18-162 و20-340 (للمقارنة)",
        "fr": "Algérie : décrets exécutifs n° 01-419, n° 18-162 et n° 20-340 (à titre de comparaison)",
        "en": "Algeria: executive decrees no. 01-419, no. 18-162 and no. 20-340 (for comparison)",
    },
    "CMP-MA": {
        "ar": "المغرب: القانون رقم 13.00 والمرسومان 2.00.1018 و2.00.1020 والقرار 1184.01 (للمقارنة)",
        "fr": "Maroc : loi n° 13-00, décrets n° 2-00-1018 et n° 2-00-1020, arrêté n° 1184.01 (à titre de comparaison)",
        "en": "Morocco: law no. 13-00, decrees no. 2-00-1018 and no. 2-00-1020, order no. 1184.01 (for comparison)",
    },
    "COM2024-ETR": {
        "ar": "بلاغ وزارة التشغيل والتكوين المهني (2024) حول تسجيل المتكوّنين الأجانب",
        "fr": "Communiqué du ministère (2024) sur l’inscription des apprenants étrangers",
        "en": "Communiqué of the ministry (2024) on the enrolment of foreign trainees",
    },
    "CT": {
        "ar": "مجلة الشغل",
        "fr": "Code du travail",
        "en": "Labour Code",
    },
    "CMP-FR": {
        "ar": "فرنسا: مجلة الشغل (للمقارنة)",
        "fr": "France : code du travail, partie VI (à titre de comparaison)",
        "en": "France: labour code, part VI (for comparison)",
    },
    "L93-10": {
        "ar": "القانون عدد 10 لسنة 1993 المؤرخ في 17 فيفري 1993 المتضمن للقانون التوجيهي للتكوين المهني",
        "fr": "Loi n° 93-10 du 17 février 1993 d’orientation de la formation professionnelle",
        "en": "Law no. 93-10 of 17 February 1993 on the orientation of vocational training",
    },
    "L2000-83": {
        "ar": "القانون عدد 83 لسنة 2000 المؤرخ في 9 أوت 2000 المتعلق بالمبادلات والتجارة الإلكترونية",
        "fr": "Loi n° 2000-83 du 9 août 2000 relative aux échanges et au commerce électroniques",
        "en": "Law no. 2000-83 of 9 August 2000 on electronic exchanges and commerce",
    },
    "TFP": {
        "ar": "التسبقة على الأداء على التكوين المهني وحقوق السحب",
        "fr": "Avance sur la taxe de formation professionnelle et droits de tirage (CNFCPP) ; arrêté du 10 février 2009",
        "en": "Advance on the training tax and drawing rights (CNFCPP); order of 10 February 2009",
    },
    "CDC": {
        "ar": "كراس الشروط المتعلق بإحداث هياكل التكوين المهني الخاصة وسيرها",
        "fr": "Cahier des charges relatif à la création et au fonctionnement des structures privées de formation professionnelle",
        "en": "Specifications on the creation and running of private vocational training structures",
    },
    "A2010-0802": {
        "ar": "قرار وزير التكوين المهني والتشغيل المؤرخ في 2 أوت 2010 المتعلق بضبط الإطار العام المرجعي لشهادات التكوين المهني",
        "fr": "Arrêté du 2 août 2010 fixant le cadre général de référence des diplômes de la formation professionnelle",
        "en": "Order of 2 August 2010 on the general framework of reference of vocational diplomas",
    },
    "A2024-0529": {
        "ar": "قرار وزير التشغيل والتكوين المهني المؤرخ في 29 ماي 2024 المتعلق بضبط شروط الحصول على شهادة المهارة",
        "fr": "Arrêté du 29 mai 2024 fixant les conditions d'obtention du certificat de compétence",
        "en": "Order of 29 May 2024 on the conditions of the certificate of competence",
    },
    "COM2025-PUB": {
        "ar": "البلاغ المشترك بتاريخ 23 ديسمبر 2025",
        "fr": "Communiqué conjoint emploi / enseignement supérieur du 23 décembre 2025",
        "en": "Joint communiqué of 23 December 2025 (employment / higher education)",
    },
    "LO2016-22": {
        "ar": "القانون الأساسي عدد 22 لسنة 2016 المؤرخ في 24 مارس 2016 المتعلق بالحق في النفاذ إلى المعلومة",
        "fr": "Loi organique n° 2016-22 du 24 mars 2016 relative au droit d’accès à l’information",
        "en": "Organic Law no. 2016-22 of 24 March 2016 on the right of access to information",
    },
    "D2010-86": {
        "ar": "الأمر عدد 86 لسنة 2010 المؤرخ في 20 جانفي 2010",
        "fr": "Décret n° 2010-86 du 20 janvier 2010",
        "en": "Decree no. 2010-86 of 20 January 2010",
    },
    "D93-982": {
        "ar": "الأمر عدد 982 لسنة 1993 المؤرخ في 3 ماي 1993 المتعلق بالإطار العام للعلاقة بين الإدارة والمتعاملين معها",
        "fr": "Décret n° 93-982 du 3 mai 1993 fixant le cadre général de la relation entre l’administration et ses usagers",
        "en": "Decree no. 93-982 of 3 May 1993 on the relation between the administration and its users",
    },
    "DL2020-31": {
        "ar": "المرسوم عدد 31 لسنة 2020 المؤرخ في 10 جوان 2020 المتعلق بالتبادل الإلكتروني للمعطيات بين الهياكل"
        " والمتعاملين معها وفيما بين الهياكل",
        "fr": "Décret-loi n° 2020-31 du 10 juin 2020 relatif à l’échange électronique de données entre les structures"
        " et leurs usagers et entre les structures",
        "en": "Decree-Law no. 2020-31 of 10 June 2020 on the electronic exchange of data",
    },
    "L2018-52": {
        "ar": "القانون عدد 52 لسنة 2018 المؤرخ في 29 أكتوبر 2018 المتعلق بالسجل الوطني للمؤسسات",
        "fr": "Loi n° 2018-52 du 29 octobre 2018 relative au registre national des entreprises",
        "en": "Law no. 2018-52 of 29 October 2018 on the national register of enterprises",
    },
    "A2010-79": {
        "ar": "قرار وزير التكوين المهني والتشغيل عدد 79 المؤرخ في 27 سبتمبر 2010"
        " المتعلق بضبط شروط معادلة شهادات التكوين المهني الأجنبية",
        "fr": "Arrêté n° 79 du 27 septembre 2010 fixant les conditions d’équivalence des diplômes étrangers"
        " de formation professionnelle",
        "en": "Order no. 79 of 27 September 2010 on the conditions of equivalence of foreign vocational diplomas",
    },
    "D94-1397": {
        "ar": "الأمر عدد 1397 لسنة 1994 المؤرخ في 20 جوان 1994 المتعلق بضبط سلم الوظائف الوطني"
        " وكذلك شروط تنظير شهادات ومؤهلات التكوين المهني الأساسي والمستمر",
        "fr": "Décret n° 94-1397 du 20 juin 1994 fixant la classification nationale des emplois ainsi que les conditions"
        " d’homologation des certificats et diplômes de formation professionnelle",
        "en": "Decree no. 94-1397 of 20 June 1994 on the national classification of occupations and the homologation of"
        " certificates and diplomas of vocational training",
    },
    "D2009-2139": {
        "ar": "الأمر عدد 2139 لسنة 2009 المؤرخ في 8 جويلية 2009 المتعلق بضبط السلم الوطني للمهارات",
        "fr": "Décret n° 2009-2139 du 8 juillet 2009 fixant la classification nationale des qualifications",
        "en": "Decree no. 2009-2139 of 8 July 2009 on the national classification of qualifications",
    },
    "L2008-10": {
        "ar": "القانون عدد 10 لسنة 2008 المؤرخ في 11 فيفري 2008 المتعلق بالتكوين المهني",
        "fr": "Loi n° 2008-10 du 11 février 2008 relative à la formation professionnelle",
        "en": "Law no. 2008-10 of 11 February 2008 on vocational training",
    },
    "LO2004-63": {
        "ar": "القانون الأساسي عدد 63 لسنة 2004 المؤرخ في 27 جويلية 2004 المتعلق بحماية المعطيات الشخصية",
        "fr": "Loi organique n° 2004-63 du 27 juillet 2004 portant protection des données à caractère personnel",
        "en": "Organic Law no. 2004-63 of 27 July 2004 on the protection of personal data",
    },
    "L72-40": {
        "ar": "القانون عدد 40 لسنة 1972 المؤرخ في 1 جوان 1972 المتعلق بالمحكمة الإدارية",
        "fr": "Loi n° 72-40 du 1er juin 1972 relative au tribunal administratif",
        "en": "Law no. 72-40 of 1 June 1972 on the Administrative Tribunal",
    },
}


def title(code: str) -> str:
    """The title of a text in the language of the page; its code when the text is not known."""
    titles = TITLES.get(code, {})
    return titles.get((get_language() or "ar")[:2]) or titles.get("fr") or code
