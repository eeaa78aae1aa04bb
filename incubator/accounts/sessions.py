"""Sessions in the database, as Django keeps them, without asking for what need not be asked."""

from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import get_random_string


class SessionStore(DatabaseStore):
    """Set as `SESSION_ENGINE`. A session that ends is gone from the database in that moment: no cache brings it back."""

    def _get_new_session_key(self) -> str:
        # 165 bits that nobody draws twice; were it so, inserting the row would say it, and `create` draw again.
        return get_random_string(32, VALID_KEY_CHARS)

    def delete(self, session_key: Any = None) -> None:
        if key := session_key or self.session_key:
            self.model.objects.filter(session_key=key).delete()
