"""What this room gives to the house."""

from django.utils.translation import gettext_lazy as _

from incubator.audit.words import name_verbs
from incubator.files.unpublished import register_finder
from incubator.outbox.registry import each_minute, subscribe
from showcase.media import actions, jobs, receiving, registry, showing, subscribers

subscribe("media.render", subscribers.render)
subscribe("media.poster", subscribers.poster)
subscribe("media.around", subscribers.around)
subscribe("media.place", subscribers.place)
subscribe("media.ready", subscribers.place)
subscribe("media.empty", subscribers.empty)
register_finder(registry.file_for)
receiving.register()
each_minute(actions.sweep)
each_minute(showing.reconsider)
each_minute(showing.catch_up)
each_minute(jobs.tidy)
name_verbs(
    {
        "media.receive": _("received a file"),
        "media.describe": _("described a picture in words"),
        "media.retry": _("had a file prepared again"),
        "media.name": _("gave a film, sound or link its title"),
        "media.choose_poster": _("chose the picture that stands for a film"),
        "media.say_around": _("said whether a picture or film was taken all round"),
        "media.set_track": _("wrote captions of a film"),
        "media.drop_track": _("removed captions of a film"),
        "media.set_transcript": _("wrote down what is said in a film"),
        "media.describe_aloud": _("added an audio description"),
        "media.drop_description": _("removed an audio description"),
        "media.show": _("put a file on the public pages"),
        "media.conceal": _("took a file off the public pages"),
        "media.discard": _("deleted a file"),
    }
)
