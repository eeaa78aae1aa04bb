"""The ready-made form of a new call, in five languages: facts in, fields of questions out."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from incubator.web.texts import CODES
from programmes.calls.eligibility import ELSEWHERE
from programmes.calls.states import Meaning, Type
from programmes.editions.states import DISCIPLINES


def _in(fr: str, en: str, es: str, pt: str, ar: str) -> dict[str, str]:
    return {"fr": fr, "en": en, "es": es, "pt": pt, "ar": ar}


YOU = _in("Vous", "You", "Usted", "Você", "أنتم")
PROJECT = _in("Votre projet", "Your project", "Su proyecto", "O seu projeto", "مشروعكم")

CONDITIONS = _in("Conditions", "Conditions", "Condiciones", "Condições", "الشروط")
YES, NO = "yes", "no"
YES_NO = [
    {"value": YES, "label": _in("Oui", "Yes", "Sí", "Sim", "نعم")},
    {"value": NO, "label": _in("Non", "No", "No", "Não", "لا")},
]

NAME: dict[str, Any] = {
    "type": Type.SHORT,
    "meaning": Meaning.NAME,
    "required": True,
    "limits": {"characters": 120},
    "label": _in("Prénom et nom", "First and last name", "Nombre y apellidos", "Nome e apelido", "الاسم واللقب"),
    "help": _in(
        "Comme vous souhaitez que l’on vous appelle.",
        "As you want to be called.",
        "Como desea que se le llame.",
        "Como deseja que o seu nome seja escrito.",
        "كما تودون أن يُكتب اسمكم.",
    ),
}
BIRTH: dict[str, Any] = {
    "type": Type.DATE,
    "meaning": Meaning.BIRTH,
    "required": True,
    "limits": {"earliest": "1920-01-01"},
    "label": _in("Date de naissance", "Date of birth", "Fecha de nacimiento", "Data de nascimento", "تاريخ الميلاد"),
}
COUNTRY: dict[str, Any] = {
    "type": Type.COUNTRY,
    "meaning": Meaning.COUNTRY,
    "required": True,
    "label": _in("Pays de résidence", "Country of residence", "País de residencia", "País de residência", "بلد الإقامة"),
}
NATIONALITY: dict[str, Any] = {
    "type": Type.COUNTRY,
    "meaning": Meaning.NATIONALITY,
    "required": True,
    "label": _in("Nationalité", "Nationality", "Nacionalidad", "Nacionalidade", "الجنسية"),
}
REGION: dict[str, Any] = {
    "type": Type.SHORT,
    "meaning": Meaning.REGION,
    "limits": {"characters": 80},
    "label": _in(
        "Ville et région de résidence",
        "Town and region of residence",
        "Ciudad y región de residencia",
        "Cidade e região de residência",
        "مدينة الإقامة وجهتها",
    ),
}
REGION_OF = _in("Région de résidence", "Region of residence", "Región de residencia", "Região de residência", "جهة الإقامة")
OTHER_REGION = _in("Une autre région", "Another region", "Otra región", "Outra região", "جهة أخرى")
GENDER: dict[str, Any] = {
    "type": Type.CHOICE,
    "meaning": Meaning.GENDER,
    "hidden_when_blind": True,
    "label": _in("Vous êtes", "You are", "Usted es", "Você é", "أنتم"),
    "help": _in(
        "Pour veiller à l’équilibre de la promotion. Vous pouvez ne pas répondre.",
        "To keep the cohort balanced. You need not answer.",
        "Para cuidar el equilibrio de la promoción. Puede no responder.",
        "Para cuidar do equilíbrio da turma. Pode não responder.",
        "للحرص على توازن الفوج. يمكنكم عدم الإجابة.",
    ),
    "options": [
        {"value": "woman", "label": _in("une femme", "a woman", "una mujer", "uma mulher", "امرأة")},
        {"value": "man", "label": _in("un homme", "a man", "un hombre", "um homem", "رجل")},
        {"value": "other", "label": _in("autrement", "in another way", "de otra manera", "de outra forma", "غير ذلك")},
    ],
}
TITLE: dict[str, Any] = {
    "type": Type.SHORT,
    "meaning": Meaning.TITLE,
    "required": True,
    "limits": {"characters": 140},
    "label": _in("Titre du projet", "Title of the project", "Título del proyecto", "Título do projeto", "عنوان المشروع"),
    "help": _in(
        "Un titre de travail suffit.",
        "A working title will do.",
        "Basta un título provisional.",
        "Basta um título provisório.",
        "يكفي عنوان مؤقت.",
    ),
}
DISCIPLINE: dict[str, Any] = {
    "type": Type.CHOICE,
    "meaning": Meaning.DISCIPLINE,
    "required": True,
    "label": _in("Discipline", "Discipline", "Disciplina", "Disciplina", "المجال الفني"),
}
SUMMARY: dict[str, Any] = {
    "type": Type.LONG,
    "meaning": Meaning.SUMMARY,
    "required": True,
    "limits": {"characters": 500},
    "label": _in(
        "Votre idée en trois phrases",
        "Your idea in three sentences",
        "Su idea en tres frases",
        "A sua ideia em três frases",
        "فكرتكم في ثلاث جمل",
    ),
    "example": _in(
        "À Gabès, trois sœurs reprennent une filature. Le film suit une saison de laine, de la tonte au marché. Il parle de "
        "ce que l’on transmet sans le dire.",
        "In Gabès, three sisters take over a spinning mill. The film follows a season of wool from shearing to market. It is "
        "about what is handed down without a word.",
        "En Gabes, tres hermanas retoman una hilandería. La película sigue una temporada de lana, del esquileo al mercado. "
        "Habla de lo que se transmite sin decirlo.",
        "Em Gabès, três irmãs retomam uma fiação. O filme segue uma estação de lã, da tosquia ao mercado. Fala do que se "
        "transmite sem o dizer.",
        "في قابس تستأنف ثلاث أخوات معمل غزل. يتابع الفيلم موسم صوف من الجز إلى السوق، ويتحدث عما نورثه من دون قوله.",
    ),
}
IDEA: dict[str, Any] = {
    "type": Type.LONG,
    "required": True,
    "limits": {"characters": 4000},
    "label": _in(
        "Racontez votre projet",
        "Tell us about your project",
        "Cuéntenos su proyecto",
        "Conte-nos o seu projeto",
        "حدثونا عن مشروعكم",
    ),
    "help": _in(
        "D’où vient-il, à qui s’adresse-t-il, où en est-il, de quoi a-t-il besoin ?",
        "Where does it come from, whom is it for, how far is it, what does it need?",
        "¿De dónde viene, a quién se dirige, en qué punto está, qué necesita?",
        "De onde vem, a quem se dirige, em que ponto está, de que precisa?",
        "من أين جاء، ولمن يتوجه، وأين وصل، وإلى ماذا يحتاج؟",
    ),
}
LINK: dict[str, Any] = {
    "type": Type.LINK,
    "hidden_when_blind": True,
    "label": _in(
        "Un lien vers un travail précédent",
        "A link to earlier work",
        "Un enlace a un trabajo anterior",
        "Uma ligação para um trabalho anterior",
        "رابط لعمل سابق",
    ),
}
VIDEO: dict[str, Any] = {
    "type": Type.VIDEO,
    "hidden_when_blind": True,
    "label": _in(
        "Un film ou une vidéo à voir en ligne",
        "A film or video to watch online",
        "Una película o un vídeo para ver en línea",
        "Um filme ou vídeo para ver em linha",
        "فيلم أو فيديو يُشاهد على الإنترنت",
    ),
    "help": _in(
        "Trois minutes suffisent. Si le lien demande un mot de passe, écrivez-le dans votre texte.",
        "Three minutes will do. If the link asks for a password, write it into your text.",
        "Bastan tres minutos. Si el enlace pide una contraseña, escríbala en su texto.",
        "Três minutos bastam. Se a ligação pedir uma palavra-passe, escreva-a no seu texto.",
        "تكفي ثلاث دقائق. إذا طلب الرابط كلمة مرور فاكتبوها في نصكم.",
    ),
}
PORTFOLIO: dict[str, Any] = {
    "type": Type.FILE,
    "limits": {"kinds": ["image", "document"], "files": 3, "mb": 20},
    "label": _in(
        "Images ou dossier",
        "Pictures or a portfolio",
        "Imágenes o dosier",
        "Imagens ou dossiê",
        "صور أو ملف تعريفي",
    ),
    "help": _in(
        "Sans votre nom sur les pages, si vous le pouvez : la lecture est anonyme.",
        "Without your name on the pages, if you can: the reading is anonymous.",
        "Sin su nombre en las páginas, si puede: la lectura es anónima.",
        "Sem o seu nome nas páginas, se puder: a leitura é anónima.",
        "من دون اسمكم على الصفحات إن أمكن: القراءة مجهولة الهوية.",
    ),
}


def _disciplines(wanted: Sequence[str]) -> list[dict[str, Any]]:
    names = dict(DISCIPLINES)
    found = []
    for code in [code for code in wanted if code in names] or list(names):
        label = {}
        for language in CODES:
            with override(language):
                label[language] = str(names[code])
        found.append({"value": code, "label": label})
    return found


def sections(
    disciplines: Sequence[str], regions: Sequence[str], *, nationality: bool = False
) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Titles of sections with the fields of their questions. A call for some regions offers them as choices."""
    region = REGION
    if regions:
        offered = [{"value": name, "label": dict.fromkeys(CODES, name)} for name in regions]
        offered.append({"value": ELSEWHERE, "label": OTHER_REGION})
        region = {"type": Type.CHOICE, "meaning": Meaning.REGION, "required": True, "label": REGION_OF, "options": offered}
    discipline = DISCIPLINE | {"options": _disciplines(disciplines)}
    about = [NAME, BIRTH, COUNTRY, *([NATIONALITY] if nationality else []), region, GENDER]
    if len(discipline["options"]) < 2:
        return [(YOU, about), (PROJECT, [TITLE, SUMMARY, IDEA, LINK, VIDEO, PORTFOLIO])]
    return [(YOU, about), (PROJECT, [TITLE, discipline, SUMMARY, IDEA, LINK, VIDEO, PORTFOLIO])]
