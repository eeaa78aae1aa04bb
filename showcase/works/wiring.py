"""What works give to the house: a tab, cards, a section on programmes' pages, sight of their files, a measure."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.access.registry import register_sight
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_section, add_tab, on_my_page
from incubator.home.standing import Figure, Need, Standing, on_cohort_desk
from incubator.outbox.registry import each_minute, subscribe
from participants.applications.ties import knows_ties
from programmes.indicators.registry import measure
from showcase.media.registry import register_guests, register_keeper, register_showing
from showcase.works import actions, queries, receiving
from showcase.works.models import Work, WorkAsset
from showcase.works.rules import may_edit
from showcase.works.states import Embargo, Place, State

add_tab(Tab(90, "showcase:desk_works", gettext_lazy("Works"), "showcase.view_works"))
knows_ties("work", gettext_lazy("worked with them on %(fact)s"), queries.credited_together)


def sight_of_assets(user: Any) -> Q:
    """Who puts a work together, and the editors of its organisation, see its files."""
    places = "work_assets__work__"
    mine = Q(**{f"{places}proposed_by": user}) | Q(**{f"{places}project__members__person": user})
    return mine | Q(**{f"{places}programme__organisation_id__in": user.organisations_as("editor")})


def sight_of_originals(user: Any) -> Q:
    return Q(asset__work_assets__work__programme__organisation_id__in=user.organisations_as("editor"))


def showing() -> Q:
    """What published works show: their cover, and every file put into them; before a première only pictures and excerpt."""
    public = Work.objects.public().order_by()
    places = WorkAsset.objects.filter(work__in=public.values("pk")).exclude(
        work__embargo=Embargo.EXCERPT, work__embargo_until__gt=timezone.now(), place__in=[Place.MAIN, Place.DOCUMENT]
    )
    return Q(pk__in=places.values("asset")) | Q(pk__in=public.filter(cover__isnull=False).values("cover"))


def opened(request: Any, asset: Any) -> bool:
    """A file whose embargo has just ended is given out at once: the public folder follows when the minute is over."""
    return queries.are_shown(showing(), asset)


def keeper(user: Any, asset: Any) -> bool | None:
    """A file of works is changed by who may change one of them."""
    works = list(Work.objects.filter(work_assets__in=WorkAsset.objects.filter(Q(asset=asset) | Q(asset__description=asset))))
    return any(may_edit(user, work) for work in works) if works else None


receiving.register()
register_keeper(keeper)
register_showing(showing)
register_guests(opened)
register_sight("showcase.Asset", sight_of_assets)
register_sight("incubator.StoredFile", sight_of_originals)


def my_card(user: Any) -> Card | None:
    """Works that lie with their author, above all those that came back."""
    works = [work for work in queries.mine(user)[:6] if work.state in (State.DRAFT, State.RETURNED)]
    if not works:
        return None
    return Card(60, _("Your works"), "showcase/works/_my_card.html", {"works": works})


def standing(cohort: Any) -> Standing | None:
    """Works shown, and those that wait for an editor."""
    waiting, shown = queries.waiting_in(cohort), queries.published_in(cohort)
    if not waiting and not shown:
        return None
    href = reverse("showcase:desk_works", args=cohort.slugs)
    text = ngettext("work waits for an editor", "works wait for an editor", waiting)
    needs = (Need(waiting, text, f"{href}?state={State.SUBMITTED}"),) if waiting else ()
    return Standing(90, (Figure(_("works shown"), shown, f"{href}?state={State.PUBLISHED}"),), needs)


def programme_section(programme: Any) -> Card | None:
    works = queries.of_programme(programme.pk)
    href = f"{reverse('showcase:works')}?programme={programme.slug}"
    return Card(50, _("Works"), "showcase/works/_programme.html", {"works": works, "href": href}) if works else None


def organisation_section(organisation: Any) -> Card | None:
    works = queries.of_organisation(organisation.pk)
    return Card(50, _("Works"), "showcase/works/_organisation.html", {"works": works}) if works else None


def creators_section(programme: Any) -> Card | None:
    creators = queries.creators_of(programme.pk)
    return Card(52, _("They come on stage"), "showcase/works/_creators.html", {"creators": creators}) if creators else None


def creator_section(creator: Any) -> Card | None:
    """A creator's works by what they did in them, the role they had most often first; newest works first in each."""
    found: dict[str, dict[str, Any]] = {}
    for credit in queries.of_creator(creator.pk):
        group = found.setdefault(str(credit.role), {"role": credit.role, "works": []})
        if credit.work not in group["works"]:
            group["works"].append(credit.work)
    if not found:
        return None
    groups = sorted(found.values(), key=lambda group: -len(group["works"]))
    return Card(50, _("Works"), "showcase/works/_creator.html", {"groups": groups})


def credits_section(creator: Any) -> Card | None:
    """On one's own page: the works that name it, each with a way out."""
    works = queries.crediting(creator)
    return Card(50, _("Works that name you"), "showcase/works/_credited.html", {"works": works}) if works else None


def on_media_ready(payload: dict[str, Any]) -> None:
    actions.publish_awaited(payload["asset"])


subscribe("media.ready", on_media_ready)
each_minute(actions.note_premieres)
on_my_page(my_card)
on_cohort_desk(standing)
add_section("programme", programme_section)
add_section("programme", creators_section)
add_section("public_organisation", organisation_section)
add_section("creator", creator_section)
add_section("my_creator", credits_section)
measure("works", gettext_lazy("published works"), queries.published_in)
name_verbs(
    {
        "showcase.draft_work": gettext_lazy("began the work"),
        "showcase.edit_work": gettext_lazy("changed the work"),
        "showcase.submit_work": gettext_lazy("proposed the work"),
        "showcase.send_back_work": gettext_lazy("sent the work back with a note"),
        "showcase.publish_work": gettext_lazy("published the work"),
        "showcase.publish_work_when_ready": gettext_lazy("had the work published once its files are ready"),
        "showcase.unpublish_work": gettext_lazy("took the work off the public pages"),
        "showcase.feature_work": gettext_lazy("put the work on the front page, or took it off"),
        "showcase.set_cover": gettext_lazy("chose the cover"),
        "showcase.set_credits": gettext_lazy("wrote the credits"),
        "showcase.link_credit": gettext_lazy("said whether the credits lead to their page"),
        "showcase.set_needs": gettext_lazy("wrote what the work is looking for"),
        "showcase.set_recognitions": gettext_lazy("wrote where the work was recognised"),
        "showcase.place_asset": gettext_lazy("said what a file of the work is for"),
        "showcase.enlist_work": gettext_lazy("put the work on the walls, or took it off"),
        "showcase.hold_back_work": gettext_lazy("set the work's embargo, or lifted it"),
        "showcase.add_asset": gettext_lazy("added a file to the work"),
        "showcase.remove_asset": gettext_lazy("took a file out of the work"),
        "showcase.order_assets": gettext_lazy("put the files of the work in order"),
        "showcase.create_creator": gettext_lazy("made the page of a creator"),
        "showcase.edit_creator": gettext_lazy("changed the page of a creator"),
        "showcase.name_members": gettext_lazy("named the members of a collective"),
        "showcase.answer_collective": gettext_lazy("answered a collective that names them"),
        "showcase.switch_creator": gettext_lazy("showed or hid the page of a creator"),
    }
)
