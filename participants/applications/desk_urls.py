"""Routes of what the desk keeps beside the list: figures, views, exports, mailings."""

from django.urls import path

from incubator.web.routes import COHORT
from participants.applications.views import exporting, figures, mailings, saved

LIST = COHORT + "applications/"

keeping = [
    path(LIST + "figures/", figures.figures, name="application_figures"),
    path(LIST + "views/", saved.keep, name="keep_view"),
    path(LIST + "views/<int:view>/", saved.change, name="change_view"),
    path(LIST + "exports/", exporting.exports, name="exports"),
    path(LIST + "exports/make/", exporting.make, name="make_export"),
    path(LIST + "exports/<int:export>/", exporting.progress, name="export_progress"),
    path(LIST + "exports/<int:export>/file/", exporting.fetch, name="fetch_export"),
    path(LIST + "exports/<int:export>/cancel/", exporting.cancel, name="cancel_export"),
    path(LIST + "mailings/", mailings.mailings, name="mailings"),
    path(LIST + "mailings/begin/", mailings.begin, name="begin_mailing"),
    path(LIST + "mailings/<int:mailing>/", mailings.mailing, name="mailing"),
    path(LIST + "mailings/<int:mailing>/write/", mailings.write, name="write_mailing"),
    path(LIST + "mailings/<int:mailing>/preview/", mailings.preview, name="preview_mailing"),
    path(LIST + "mailings/<int:mailing>/send/", mailings.send, name="send_mailing"),
    path(LIST + "mailings/<int:mailing>/stop/", mailings.stop, name="stop_mailing"),
    path(LIST + "mailings/<int:mailing>/delete/", mailings.forget, name="forget_mailing"),
]
