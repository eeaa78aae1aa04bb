"""The routes of this floor's rooms."""

from incubator.web.routes import gather

app_name = "participants"
urlpatterns = gather(
    "participants", ("applications", "stages", "reviews", "interviews", "selection", "participations", "outcomes")
)
