"""Who is answered how on the routes of showcase."""

from tests.house.matrix.row import Row, coordinators, everyone, row, signed_in

SHOWN = {"slug": "shown.slug"}
INVITED = {"token": "guest.token"}
WAITING = {"work": "waiting.slug"}
OWN = {"work": "editors_own.slug"}
FILE = {"asset": "work_draft.cover.pk"}
FILM = {"asset": "film.pk"}
EDITORS = ("editor", "coordinator", "owner", "dual")


def editors(status: int = 200, **more: object) -> Row:
    """Everyone who edits for the organisation; nobody else knows of the thing."""
    return row(**({"visitor": 302, "rest": 404} | dict.fromkeys(EDITORS, status) | more))  # type: ignore[arg-type]


def authors(status: int = 200, **more: object) -> Row:
    """The work's author, and the organisation's editors."""
    return editors(status, participant=status, **more)


def decided(status: int = 302, **more: object) -> Row:
    """Editors decide; the author sees the work, but does not."""
    return editors(status, participant=403, **({"method": "post", "arguments": WAITING} | more))


ROWS: dict[str, Row] = {
    # marks: the form stands on pages of partners and organisations
    "showcase:partner_mark": coordinators(302, method="post", data={"remove": "1"}),
    "showcase:organisation_mark": coordinators(302, method="post", data={"remove": "1"}, admin=403),
    # testimonials: the link is the way in
    "showcase:testimonial": everyone(arguments={"token": "testimonial.token"}),
    "showcase:withdraw_testimonial": everyone(302, method="post", arguments={"token": "testimonial.token"}),
    "showcase:desk_testimonials": coordinators(),
    "showcase:desk_testimonial": coordinators(),
    "showcase:order_testimonials": coordinators(302, method="post"),
    "showcase:publish_testimonial": coordinators(302, method="post", data={"published": "1"}),
    "showcase:remove_testimonial": coordinators(302, method="post"),
    # media
    "showcase:asset": row(visitor=302, participant=200, rest=404),
    "showcase:asset_retry": row(visitor=302, participant=302, rest=404, method="post"),
    **{
        f"showcase:asset_{name}": row(visitor=302, participant=200, rest=404, arguments=FILM)
        for name in ("captions", "track", "title", "transcript", "description", "poster", "around")
    },
    # the public face
    "showcase:home": everyone(),
    "showcase:map": everyone(),
    "showcase:surprise": everyone(302),
    "showcase:suggest_works": everyone(query="?q=me"),
    "showcase:works": everyone(query="?q=mer&country=TN"),
    "showcase:work": everyone(arguments=SHOWN),
    "showcase:played": everyone(204, method="post", arguments=SHOWN),
    "showcase:work_card": everyone(arguments=SHOWN),
    "showcase:organisation_card": everyone(arguments={"slug": "organisation.slug"}),
    "showcase:press_kit": everyone(404, arguments=SHOWN),
    "showcase:embed_work": everyone(arguments=SHOWN),
    "showcase:creator_card": everyone(arguments={"slug": "creator.slug"}),
    "showcase:programme_card": everyone(arguments={"slug": "programme.slug"}),
    "showcase:collection_card": everyone(arguments={"slug": "collection.slug"}),
    "showcase:issue_card": everyone(arguments={"slug": "issue.slug"}),
    "showcase:article_card": everyone(arguments={"slug": "article.slug"}),
    "showcase:creators": everyone(),
    "showcase:creator": everyone(arguments={"slug": "creator.slug"}),
    "showcase:journal": everyone(),
    "showcase:issue": everyone(arguments={"slug": "issue.slug"}),
    "showcase:article": everyone(arguments={"slug": "article.slug"}),
    "showcase:collections": everyone(),
    "showcase:collection": everyone(arguments={"slug": "collection.slug"}),
    # by a personal link
    "showcase:screening": everyone(arguments=INVITED),
    "showcase:screening_kept": everyone(arguments=INVITED),
    "showcase:screened": everyone(arguments=SHOWN | INVITED),
    "showcase:screening_played": everyone(204, method="post", arguments=SHOWN | INVITED, data={"percent": "40"}),
    # for machines
    "discovery:robots": everyone(),
    "discovery:sitemap": everyone(),
    "discovery:sitemap_pages": everyone(),
    "discovery:sitemap_works": everyone(),
    "discovery:feed": everyone(),
    "discovery:oembed": everyone(404),
    # one's own
    "showcase:my_works": signed_in(),
    "showcase:propose_work": row(visitor=302, participant=200, editor=200, rest=404),
    "showcase:my_work": authors(),
    "showcase:preview_work": authors(),
    "showcase:edit_work": authors(),
    "showcase:work_credits": authors(),
    "showcase:work_needs": authors(),
    "showcase:work_honours": authors(),
    "showcase:work_release": authors(),
    "showcase:enlist_work": authors(302, method="post", data={"listed": "0"}),
    "showcase:work_media": authors(),
    "showcase:work_link": authors(),
    "showcase:work_asset": authors(arguments=FILE),
    "showcase:work_order": authors(302, method="post"),
    "showcase:submit_work": authors(302, method="post"),
    "showcase:my_reach": signed_in(),
    "showcase:work_reach": authors(),
    "showcase:work_reach_csv": authors(),
    "showcase:my_creator": signed_in(),
    "showcase:answer_collective": row(
        visitor=302, participant=302, rest=404, method="post", arguments={"belonging": "belonging.pk"}
    ),
    "showcase:link_credit": row(visitor=302, rest=404, method="post", arguments=SHOWN, data={"agrees": "0"}),
    "showcase:switch_creator": row(visitor=302, participant=302, stranger=302, rest=404, method="post"),
    "showcase:my_screenings": signed_in(),
    "showcase:answer_screening": row(visitor=302, participant=302, rest=404, method="post", data={"agrees": "1"}),
    # the desk
    "showcase:desk_collections": editors(),
    "showcase:new_collection": editors(),
    "showcase:desk_collection": editors(),
    "showcase:collection_works": editors(302, method="post", data={"order": ""}),
    "showcase:publish_collection": editors(302, method="post", data={"published": "1"}),
    "showcase:desk_screenings": editors(),
    "showcase:desk_screening": editors(),
    "showcase:screening_works": editors(302, method="post", data={"order": ""}),
    "showcase:screening_invite": editors(302, method="post", data={"name": "Lea", "language": "fr", "days": "7"}),
    "showcase:screening_revoke": editors(302, method="post", arguments={"guest": "gone.pk"}),
    "showcase:screening_forget": editors(arguments={"guest": "gone.pk"}),
    "showcase:desk_works": editors(),
    "showcase:desk_work": editors(arguments=OWN, participant=404),
    "showcase:publish_work": decided(),
    "showcase:return_work": decided(data={"note": "Shorter, please."}),
    "showcase:unpublish_work": decided(200, method="get", arguments={"work": "shown.slug"}),
    "showcase:feature_work": decided(arguments={"work": "shown.slug"}, data={"featured": "1"}),
    "showcase:desk_journal": editors(),
    "showcase:new_issue": editors(),
    "showcase:desk_issue": editors(),
    "showcase:publish_issue": editors(302, method="post", data={"published": "1"}),
    "showcase:new_article": editors(),
    "showcase:desk_article": editors(),
}
