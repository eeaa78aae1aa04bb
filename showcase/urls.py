"""The routes of this floor's rooms."""

from incubator.web.routes import gather

app_name = "showcase"
urlpatterns = gather(
    "showcase",
    ("media", "emblems", "creators", "works", "sharing", "press", "testimonials", "collections", "screening", "reach", "journal"),
)
