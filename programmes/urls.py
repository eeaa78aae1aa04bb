"""The routes of this floor's rooms."""

from incubator.web.routes import gather

app_name = "programmes"
urlpatterns = gather(
    "programmes", ("sites", "partners", "calls", "editions", "workshops", "agenda", "events", "indicators", "presentation")
)
