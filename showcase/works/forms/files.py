"""Files of a work: sending them, saying what they are for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import TextsFormField
from showcase.media.states import Kind as Media
from showcase.works.models import WorkAsset
from showcase.works.states import Place


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        accept = "image/*,video/*,audio/*,application/pdf,model/gltf-binary,.glb"
        super().__init__(widget=ManyFilesInput(attrs={"accept": accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    upload = ManyFilesField(
        label=_("Pictures, a film, a sound, a PDF, a 3D model"),
        help_text=_(
            "Pictures up to 40 MB, PDF 50 MB, 3D model (GLB) 60 MB, sound 400 MB, film 4 GB. The first picture becomes the cover."
        ),
    )


class LinkForm(forms.Form):
    address = forms.CharField(
        label=_("Address"), max_length=500, widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("A film or sound on YouTube, Vimeo, Dailymotion, SoundCloud, Audiomack, Spotify or Internet Archive; a version for "
                    "a headset, a prototype, the source code …"),
    )  # fmt: skip
    title = TextsFormField(label=_("What one finds there"), required=False, max_length=140)


class AssetForm(forms.ModelForm):
    """One file's place in the work, with its words. `place` where it can be played; press and rights for pictures."""

    alt = TextsFormField(label=_("In words, for people who do not see it"), required=False, max_length=300)

    class Meta:
        model = WorkAsset
        fields = ["alt", "place", "press", "by", "rights"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asset = self.instance.asset
        self.fields["alt"].initial = asset.alt
        if asset.kind in (Media.FILM, Media.SOUND, Media.MODEL):
            for name in ("press", "by", "rights"):
                del self.fields[name]
            place: Any = self.fields["place"]
            place.choices = [(one.value, one.label) for one in (Place.MAIN, Place.EXCERPT)]
            place.help_text = _("While an embargo lets only the excerpt be played, the rest waits.")
        else:
            del self.fields["place"]
        if asset.kind in (Media.DOCUMENT, Media.LINK):
            for name in ("press", "by", "rights"):
                del self.fields[name]
