"""Forms with which a work is put together."""

from showcase.works.forms.files import AssetForm, LinkForm, UploadForm
from showcase.works.forms.release import EmbargoForm, NoteForm
from showcase.works.forms.rows import NeedFormSet, RecognitionFormSet, credit_formset, credit_rows, moved
from showcase.works.forms.texts import NewWorkForm, WorkForm

__all__ = [
    "AssetForm",
    "EmbargoForm",
    "LinkForm",
    "NeedFormSet",
    "NewWorkForm",
    "NoteForm",
    "RecognitionFormSet",
    "UploadForm",
    "WorkForm",
    "credit_formset",
    "credit_rows",
    "moved",
]
