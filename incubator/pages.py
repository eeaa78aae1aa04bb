"""The pages of the ground floor's rooms, under the language prefix."""

from incubator.web.routes import gather

app_name = "incubator"
urlpatterns = gather("incubator", ("web", "home", "accounts", "organisations", "audit", "outbox", "files"))
