"""Ready-made stages of each kind, in five languages: a kind in, fields of a stage and of its criteria out."""

from typing import Any

from programmes.calls.states import MovesOn, StageKind


def _in(fr: str, en: str, es: str, pt: str, ar: str) -> dict[str, str]:
    return {"fr": fr, "en": en, "es": es, "pt": pt, "ar": ar}


PANEL: dict[str, Any] = {
    "kind": StageKind.PANEL,
    "reviews_each": 3,
    "name": _in("Lecture", "Reading", "Lectura", "Leitura", "القراءة"),
    "guidance": _in(
        "Lisez le projet en entier avant de noter. Utilisez toute l’échelle. Une phrase par critère aide plus qu’une note.",
        "Read the whole project before you score. Use the whole scale. One sentence helps more than a figure.",
        "Lea el proyecto entero antes de puntuar. Use toda la escala. Una frase ayuda más que una nota.",
        "Leia o projeto inteiro antes de pontuar. Use toda a escala. Uma frase ajuda mais do que uma nota.",
        "اقرؤوا المشروع كاملا قبل التنقيط. استعملوا السلم كله. جملة واحدة أنفع من رقم.",
    ),
}


def _criterion(weight: int, name: dict[str, str], low: dict[str, str], high: dict[str, str]) -> dict[str, Any]:
    return {"weight": weight, "name": name, "low_end": low, "high_end": high, "lowest": 1, "highest": 5}


PANEL_CRITERIA = [
    _criterion(
        3,
        _in("Force de l’idée", "Strength of the idea", "Fuerza de la idea", "Força da ideia", "قوة الفكرة"),
        _in("déjà vue", "seen before", "ya vista", "já vista", "مألوفة"),
        _in("on ne l’oublie pas", "one does not forget it", "no se olvida", "não se esquece", "لا تُنسى"),
    ),
    _criterion(
        2,
        _in("Regard et écriture", "Voice and craft", "Mirada y escritura", "Olhar e escrita", "الرؤية والأسلوب"),
        _in("impersonnels", "without a voice", "impersonales", "impessoais", "بلا بصمة"),
        _in("un regard propre", "a voice of its own", "una mirada propia", "um olhar próprio", "رؤية خاصة"),
    ),
    _criterion(
        2,
        _in("Faisabilité", "Feasibility", "Viabilidad", "Viabilidade", "قابلية الإنجاز"),
        _in("hors de portée", "out of reach", "fuera de alcance", "fora de alcance", "بعيد المنال"),
        _in("prêt à démarrer", "ready to start", "listo para empezar", "pronto a começar", "جاهز للانطلاق"),
    ),
    _criterion(
        1,
        _in(
            "Apport de l’accompagnement",
            "What mentoring can add",
            "Aporte del acompañamiento",
            "Contributo da mentoria",
            "ما تضيفه المرافقة",
        ),
        _in("peu", "little", "poco", "pouco", "قليل"),
        _in("décisif", "decisive", "decisivo", "decisivo", "حاسم"),
    ),
]

SCREENING: dict[str, Any] = {
    "kind": StageKind.SCREENING,
    "reviews_each": 1,
    "blind": False,
    "name": _in("Recevabilité", "Screening", "Admisibilidad", "Elegibilidade", "فحص القبول"),
    "guidance": _in(
        "Vérifiez ce que les règles demandent, non la qualité. Dans le doute, choisissez « à demander ».",
        "Check what the rules ask for, not the quality. In doubt, choose “to be asked”.",
        "Compruebe lo que piden las reglas, no la calidad. En la duda, elija «por preguntar».",
        "Verifique o que as regras pedem, não a qualidade. Na dúvida, escolha “a perguntar”.",
        "تحققوا مما تطلبه القواعد، لا من الجودة. عند الشك اختاروا «للاستفسار».",
    ),
}


def _check(name: dict[str, str], reason: dict[str, str]) -> dict[str, Any]:
    """A check with the reason that a no is told with."""
    return {"name": name, "low_end": reason}


CHECKS = [
    _check(
        _in(
            "Le dossier est complet",
            "The application is complete",
            "La candidatura está completa",
            "A candidatura está completa",
            "الطلب كامل",
        ),
        _in(
            "Le dossier n’est pas complet : une réponse ou une pièce demandée manque.",
            "The application is not complete: an answer or a document that was asked for is missing.",
            "La candidatura no está completa: falta una respuesta o un documento solicitado.",
            "A candidatura não está completa: falta uma resposta ou um documento pedido.",
            "الطلب غير كامل: ينقصه جواب أو وثيقة مطلوبة.",
        ),
    ),
    _check(
        _in(
            "La personne répond aux conditions",
            "The person meets the conditions",
            "La persona cumple las condiciones",
            "A pessoa cumpre as condições",
            "الشخص مستوفٍ للشروط",
        ),
        _in(
            "Les conditions de l’appel (âge, pays, discipline) ne sont pas remplies.",
            "The conditions of the call (age, country, discipline) are not met.",
            "No se cumplen las condiciones de la convocatoria (edad, país, disciplina).",
            "As condições da chamada (idade, país, disciplina) não são cumpridas.",
            "شروط النداء (السن، البلد، التخصص) غير مستوفاة.",
        ),
    ),
    _check(
        _in(
            "L’idée entre dans l’objet de l’appel",
            "The idea falls within the call",
            "La idea corresponde a la convocatoria",
            "A ideia corresponde à chamada",
            "الفكرة ضمن موضوع النداء",
        ),
        _in(
            "Le projet n’entre pas dans l’objet de l’appel.",
            "The project does not fall within the call.",
            "El proyecto no corresponde al objeto de la convocatoria.",
            "O projeto não corresponde ao objeto da chamada.",
            "المشروع خارج موضوع النداء.",
        ),
    ),
]
INTERVIEW: dict[str, Any] = {
    "kind": StageKind.INTERVIEW,
    "reviews_each": 2,
    "blind": False,
    "moves_on": MovesOn.BY_HAND,
    "name": _in("Entretien", "Interview", "Entrevista", "Entrevista", "المقابلة"),
    "guidance": _in(
        "Posez les mêmes questions à tout le monde. Notez aussitôt après, chacun pour soi, puis parlez-en.",
        "Ask everybody the same questions. Score right afterwards, each alone, then talk about it.",
        "Haga las mismas preguntas a todo el mundo. Puntúe enseguida, cada cual por su cuenta, y háblenlo después.",
        "Faça as mesmas perguntas a toda a gente. Pontue logo a seguir, cada qual por si, e falem depois.",
        "اطرحوا الأسئلة نفسها على الجميع. قيّموا فورا، كلّ على حدة، ثم تحدثوا.",
    ),
}
INTERVIEW_CRITERIA = [
    _criterion(
        2,
        _in(
            "Envie et disponibilité",
            "Will and availability",
            "Ganas y disponibilidad",
            "Vontade e disponibilidade",
            "الرغبة والتفرّغ",
        ),
        _in("incertaines", "uncertain", "inciertas", "incertas", "غير مؤكدة"),
        _in("entières", "entire", "plenas", "plenas", "كاملة"),
    ),
    _criterion(
        2,
        _in(
            "Clarté sur son projet",
            "Clarity about the project",
            "Claridad sobre el proyecto",
            "Clareza sobre o projeto",
            "وضوح المشروع",
        ),
        _in("encore vague", "still vague", "aún vaga", "ainda vaga", "ما زال غامضا"),
        _in("sait où il va", "knows where it goes", "sabe adónde va", "sabe para onde vai", "يعرف وجهته"),
    ),
    _criterion(
        1,
        _in(
            "Écoute et travail en groupe",
            "Listening and working with others",
            "Escucha y trabajo en grupo",
            "Escuta e trabalho em grupo",
            "الإصغاء والعمل الجماعي",
        ),
        _in("difficiles", "difficult", "difíciles", "difíceis", "صعب"),
        _in("naturels", "natural", "naturales", "naturais", "طبيعي"),
    ),
]
READY: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    StageKind.SCREENING: (SCREENING, CHECKS),
    StageKind.PANEL: (PANEL, PANEL_CRITERIA),
    StageKind.INTERVIEW: (INTERVIEW, INTERVIEW_CRITERIA),
}


def of(kind: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Fields of the stage, fields of each of its criteria."""
    stage, criteria = READY[StageKind(kind)]
    return dict(stage), [dict(one) for one in criteria]
