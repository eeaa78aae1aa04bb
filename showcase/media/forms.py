"""What an author fills in beside a film or sound."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import language_choices
from showcase.media import captions
from showcase.media.models import Asset
from showcase.media.states import Around, TrackKind


class TrackForm(forms.Form):
    file = forms.FileField(
        label=_("Captions file"),
        help_text=_("SubRip (.srt) or WebVTT (.vtt), at most 2 MB, in any encoding."),
        widget=forms.ClearableFileInput(attrs={"accept": ".srt,.vtt,text/vtt,application/x-subrip,text/plain"}),
    )
    language = forms.ChoiceField(label=_("Language"))
    kind = forms.ChoiceField(label=_("Kind"), choices=TrackKind.choices, widget=forms.RadioSelect, initial=TrackKind.SUBTITLES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        # One byte more than is taken: the refusal is said by who reads it.
        return bytes(upload.read(captions.MOST_BYTES + 1))


class TrackTextForm(forms.Form):
    text = forms.CharField(
        label=_("Captions"), strip=False, max_length=captions.MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto", "spellcheck": "true"}),
        help_text=_("A line of times, then what is said; an empty line before the next one."),
    )  # fmt: skip


class TitleForm(forms.ModelForm):
    class Meta:
        model = Asset
        fields = ["title"]


class TranscriptForm(forms.ModelForm):
    class Meta:
        model = Asset
        fields = ["transcript"]


class DescriptionForm(forms.Form):
    upload = forms.FileField(
        label=_("Sound file"),
        help_text=_("The film’s whole sound with what is seen told in it, as MP3, M4A, WAV, FLAC or OGG."),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*"}),
    )


class PosterForm(forms.Form):
    upload = forms.FileField(
        label=_("A picture of your own"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )


class AroundForm(forms.Form):
    around = forms.ChoiceField(label=_("How it is looked at"), choices=Around.choices, required=False, widget=forms.RadioSelect)
