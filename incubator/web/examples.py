"""What the component page shows: one invented example of each component, nothing from the database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from incubator.web.texts import TextsFormField
from incubator.web.widgets import RankingField, ScaleInput, Segments

THINGS = [
    ("1", "Ana Sousa, réalisation"),
    ("2", "Sidy Mbaye, musique"),
    ("3", "Leïla Haddad, son"),
    ("4", "Mateo Quispe, données"),
]


class ExampleForm(forms.Form):
    name = TextsFormField(
        label="Nom public", help_text="Une langue suffit pour commencer.", required=False, initial={"fr": "La mer"}
    )
    title = forms.CharField(label="Titre du projet", max_length=120, help_text="Comme il sera affiché.")
    pitch = forms.CharField(
        label="Le projet en quelques phrases",
        widget=forms.Textarea,
        max_length=600,
        help_text="600 signes au plus.",
    )
    mail = forms.EmailField(label="Adresse électronique")
    country = forms.ChoiceField(label="Pays", choices=[("", "À choisir"), ("TN", "Tunisie"), ("SN", "Sénégal"), ("MA", "Maroc")])
    born = forms.DateField(label="Date de naissance", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    start = forms.TimeField(label="Heure", widget=forms.TimeInput(attrs={"type": "time"}), required=False)
    kinds = forms.MultipleChoiceField(
        label="Disciplines", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("film", "Film"), ("vr", "Réalité virtuelle"), ("sound", "Musique et son")],
    )  # fmt: skip
    stage = forms.ChoiceField(
        label="Étape", required=False, widget=Segments,
        choices=[("idea", "Idée"), ("dev", "Développement"), ("prod", "Production"), ("done", "Terminé")],
    )  # fmt: skip
    score = forms.IntegerField(label="Originalité", required=False, widget=ScaleInput(1, 10, ends=("déjà vu", "jamais vu")))
    mentors = RankingField(THINGS, places=3, label="Mentors, par ordre de préférence", required=False)
    picture = forms.FileField(label="Une image", required=False, help_text="JPEG, PNG ou WebP, 20 Mo au plus.")
    agreed = forms.BooleanField(label="J’accepte la charte")


class FilterExample(forms.Form):
    q = forms.CharField(label="Nom, projet ou numéro", required=False)
    country = forms.ChoiceField(label="Pays", required=False, choices=[("", "Tous"), ("TN", "Tunisie")])
    state = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), ("sent", "Reçue")])


@dataclass
class Row:
    """Stands in for a model's row with a state."""

    name: str
    project: str
    country: str
    state: str
    named: str
    done: int
    score: float | None

    def get_state_display(self) -> str:
        return self.named


@dataclass
class FewPages:
    """Stands in for a page of a list."""

    previous: str = "?after=a"
    next: str = "?after=b"
    total: int = 1000
    more_than_counted: bool = True


class Facts:
    """A work as the wall shows it."""

    pictures: ClassVar = [
        ("Ɲɔgɔn", 1200, 1800, "#ea9b6c", "Série web · 6 épisodes", "Aminata Coulibaly, Mali"),
        (
            "Terre rouge, radio bleue",
            1600,
            900,
            "#e6ab4c",
            "Documentaire · 26 min",
            "Salif Ouédraogo, Burkina Faso",
        ),
        ("Zellij Machine", 1200, 1200, "#e1ac51", "Motion design · 2 min", "Nada Chraïbi, Maroc"),
        (
            "Los pájaros del Guayas",
            1200,
            1600,
            "#d5ca5d",
            "Illustration · 12 planches",
            "Camila Zambrano, Équateur",
        ),
        ("Dakhla 360", 1800, 900, "#5dd5ca", "Réalité virtuelle · 7 min", "Hamza El Idrissi, Maroc"),
        ("Ciudad Abierta", 1500, 1000, "#91afde", "CivicTech · données ouvertes", "Mateo Quispe, Bolivie"),
    ]


def examples(*, bound: bool) -> dict[str, Any]:
    """Context of the component page; `bound`: the form as it comes back with errors."""
    today = timezone.localdate()
    form = ExampleForm({"title": "La mer n’a pas de portes", "score": "8"}) if bound else ExampleForm()
    names = ("title", "width", "height", "tone", "kind", "by")
    return {
        "form": form,
        "filter_form": FilterExample(),
        "works": [dict(zip(names, picture, strict=True)) for picture in Facts.pictures],
        "chips": [{"text": "Tout", "href": "#", "count": 214, "current": True}, {"text": "Film", "href": "#", "count": 42},
                  {"text": "Documentaire", "href": "#", "count": 28}, {"text": "Musique et son", "href": "#", "count": 26}],
        "tabs": [{"text": "Questions", "href": "#", "current": True}, {"text": "Éligibilité", "href": "#"},
         {"text": "Étapes", "href": "#", "count": 3}],
        "desk": [{"text": "Candidatures", "href": "#", "count": 186, "current": True}, {"text": "Sélection", "href": "#"},
                 {"text": "Personnes", "href": "#"}, {"text": "Ateliers", "href": "#"}, {"text": "Indicateurs", "href": "#"}],
        "back": [{"text": "Programmes", "href": "#"}, {"text": "Ateliers Sud-Sud", "href": "#"},
         {"text": "Cohorte 3", "href": "#"}],
        "funnel": [{"text": "Reçues", "value": 186, "href": "#", "current": True}, {"text": "Éligibles",
         "value": 171, "href": "#"},
                   {"text": "En évaluation", "value": 64, "href": "#", "tone": "warn"}, {"text": "Entretien",
                    "value": 24, "href": "#", "tone": "info"},
                   {"text": "Retenues", "value": 15, "href": "#", "tone": "ok"}, {"text": "Liste d’attente",
                    "value": 9, "href": "#", "tone": "wait"}],
        "rows": [Row("Yosra Ben Amor", "La mer n’a pas de portes", "Tunisie", "accepted", "Retenue", 3, 17.5),
                 Row("Wanjiru Kamau", "Matatu Opera", "Kenya", "shortlisted", "Entretien", 3, 16.2),
                 Row("Hamza El Idrissi", "Dakhla 360", "Maroc", "in_review", "En évaluation", 2, 15.4),
                 Row("Meriem Gharbi", "Les mains bleues", "Tunisie", "waitlisted", "Liste d’attente", 2, 13.6),
                 Row("Salma Bennani", "Zellij Machine", "Maroc", "draft", "Brouillon", 0, None)],
        "facts": [("Pays", "Tunisie, Sénégal"), ("Langues", "Arabe, wolof, français"), ("Durée", "9 min"), ("Vide", "")],
        "bars": [{"text": "Animation", "value": 61, "goal": 50}, {"text": "Documentaire", "value": 48, "goal": 50,
         "tone": "warn"},
                 {"text": "Réalité virtuelle", "value": 22, "goal": 40, "tone": "no"}],
        "scores": [1, 2, 5, 9, 14, 22, 31, 28, 17, 6],
        "phases": [{"text": "Appel", "start": today - timedelta(60), "end": today - timedelta(20), "tone": "quiet"},
                   {"text": "Sélection", "start": today - timedelta(19), "end": today + timedelta(6)},
                   {"text": "Résidence à Tunis", "start": today + timedelta(30), "end": today + timedelta(75)}],
        "steps": [{"text": "Vous", "href": "#", "done": 6, "total": 6}, {"text": "Le projet", "href": "#", "done": 3,
         "total": 5, "current": True},
                  {"text": "Pièces jointes", "href": "#", "done": 0, "total": 2}],
        "menu": [
            {"text": "Modifier", "href": "#", "icon": "edit"},
            {"text": "Archiver", "href": "#", "icon": "archive"},
        ],
        "page": FewPages(),
        "soon": timezone.now() + timedelta(days=12, hours=3),
        "late": timezone.now() - timedelta(hours=5),
        "moment": datetime(2026, 11, 14, 22, 59, tzinfo=UTC),
        "birthday": date(2026, 3, 8),
        "needs_words": ["Montage", "Mixage", "Distribution"],
    }  # fmt: skip
