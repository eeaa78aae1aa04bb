"""Forms of the review's desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from showcase.journal.models import Article, Issue


class IssueForm(forms.ModelForm):
    upload = forms.FileField(label=_("Cover"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))

    class Meta:
        model = Issue
        fields = ["number", "title", "summary"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False
        self.fields["number"].help_text = _("Empty: the next one.")


class ArticleForm(forms.ModelForm):
    upload = forms.FileField(label=_("Picture"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))

    class Meta:
        model = Article
        fields = ["title", "kind", "author", "summary", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = _("Each language in its tab; readers see two of them side by side.")
