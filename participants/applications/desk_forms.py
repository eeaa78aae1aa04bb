"""Forms of the desk: views of the list, words of mailings."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import Texts, TextsFormField
from participants.applications.desk_models import Mailing
from participants.applications.mailings import strangers_in


class ViewForm(forms.Form):
    """A view of the list."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    shared = forms.BooleanField(label=_("My colleagues may use it too"), required=False)


class MailingForm(forms.Form):
    """The words of a mailing. Gives what `write_mailing` takes; in each language both subject and text, or neither."""

    subject = TextsFormField(label=_("Subject"), max_length=150, required=False)
    text = TextsFormField(label=_("Text"), long=True, max_length=6000, required=False)
    reply_to = forms.ChoiceField(label=_("Answers go to"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, mailing: Mailing, user: Any) -> None:
        self.mailing = mailing
        was = {name: getattr(mailing, name) for name in ("subject", "text", "version")}
        super().__init__(data, initial={**was, "reply_to": mailing.reply_to or user.email})
        own = {user.email: user.email, mailing.reply_to: mailing.reply_to}
        reply_to: Any = self.fields["reply_to"]
        reply_to.choices = [
            *((one, one) for one in own if one),
            ("", _("nobody: write where to answer in the text")),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        subject, text = said.get("subject") or Texts(), said.get("text") or Texts()
        names = dict(settings.LANGUAGES)
        for code in names:
            if bool(subject.get(code)) != bool(text.get(code)):
                missing = (
                    _("In %(language)s there is a text, but no subject.")
                    if text.get(code)
                    else _("In %(language)s there is a subject, but no text.")
                )
                self.add_error("subject" if text.get(code) else "text", missing % {"language": names[code]})
        for field, texts in (("subject", subject), ("text", text)):
            strangers = dict.fromkeys(name for one in texts.values() for name in strangers_in(one, self.mailing.audience))
            if strangers:
                wrong = _("Nothing stands for %(names)s here: look at the list of names.")
                self.add_error(field, wrong % {"names": ", ".join(f"${name}" for name in strangers)})
        return said
