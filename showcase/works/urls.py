"""Routes of works."""

from django.urls import path

from incubator.web.routes import COHORT
from showcase.works.views import desk as on_desk
from showcase.works.views import member as own
from showcase.works.views import public as seen

WORK = "me/works/<slug:work>/"
DESK_WORK = COHORT + "works/<slug:work>/"

public = [
    path("", seen.home, name="home"),
    path("works/", seen.works, name="works"),
    path("works/map/", seen.world, name="map"),
    path("works/surprise/", seen.surprise, name="surprise"),
    path("works/suggest/", seen.suggest, name="suggest_works"),
    path("works/<slug:slug>/", seen.work, name="work"),
]
member = [
    path("me/works/", own.my_works, name="my_works"),
    path("me/works/new/", own.propose, name="propose_work"),
    path(WORK, own.my_work, name="my_work"),
    path(WORK + "preview/", own.preview, name="preview_work"),
    path(WORK + "edit/", own.edit, name="edit_work"),
    path("me/creator/credits/<slug:slug>/", own.link_credit, name="link_credit"),
    path(WORK + "credits/", own.work_credits, name="work_credits"),
    path(WORK + "needs/", own.work_needs, name="work_needs"),
    path(WORK + "shown/", own.work_honours, name="work_honours"),
    path(WORK + "release/", own.work_release, name="work_release"),
    path(WORK + "release/list/", own.enlist, name="enlist_work"),
    path(WORK + "files/", own.work_media, name="work_media"),
    path(WORK + "files/link/", own.work_link, name="work_link"),
    path(WORK + "files/order/", own.order, name="work_order"),
    path(WORK + "files/<int:asset>/", own.work_asset, name="work_asset"),
    path(WORK + "submit/", own.submit, name="submit_work"),
]
desk = [
    path(COHORT + "works/", on_desk.works, name="desk_works"),
    path(DESK_WORK, on_desk.work, name="desk_work"),
    path(DESK_WORK + "publish/", on_desk.publish, name="publish_work"),
    path(DESK_WORK + "return/", on_desk.send_back, name="return_work"),
    path(DESK_WORK + "unpublish/", on_desk.unpublish, name="unpublish_work"),
    path(DESK_WORK + "feature/", on_desk.feature, name="feature_work"),
]
