"""The routes of this floor's rooms."""

from incubator.web.routes import gather

app_name = "mentoring"
urlpatterns = gather("mentoring", ("mentors", "matching", "meetings"))
