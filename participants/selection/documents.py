"""Papers of a selection: one person's letter, to print for who has no address."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from incubator.lib.paper import GREY, Paper
from participants.selection.letters import CLOSING, letter
from participants.selection.models import Decision


def letter_document(decision: Decision) -> bytes:
    """The letter as it would have been sent, in its reader's language."""
    selection, application = decision.selection, decision.application
    written = letter(selection, application, CLOSING if decision.closed else decision.verdict, reply_by=decision.reply_by)
    reference = application.reference or ""
    with override(written.language):
        paper = Paper(f"{reference} · {selection.call.title}", foot=reference, language=written.language)
        paper.write_text(f"{selection.organisation}\n{selection.call.title}\n{reference}", 9.5, colour=GREY, after=8)
        paper.write_text(written.text, 11.5, after=6)
        if decision.feedback and not decision.closed:
            paper.write_heading(_("What readers wrote for you"))
            for text in decision.feedback:
                paper.write_text(text, after=4)
    return paper.finished()
