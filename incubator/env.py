"""Typed readers of the environment: a wrong value stops the start with a sentence."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """A setting as text; `NAME_FILE` may point at a file that holds it."""
    value = os.environ.get(name)
    if value is None and (path := os.environ.get(f"{name}_FILE")):
        value = Path(path).read_text().strip()
    if value is not None:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment, or {name}_FILE to a file holding it.")
    return default


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Use 1 or 0.")


def whole(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def secret_key(data_dir: Path, debug: bool) -> str:
    """The signing key; where none is given, one is made once and kept readable by this user only."""
    if "SECRET_KEY" in os.environ or "SECRET_KEY_FILE" in os.environ:
        return text("SECRET_KEY")
    path = data_dir / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text().strip()


def _parts(name: str, url: str, schemes: tuple[str, ...]) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} starts with {parts.scheme!r}; it must be one of {', '.join(schemes)}.")
    return parts


def database(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name` or `sqlite:///path`, with the options that were measured to hold."""
    parts = _parts("DATABASE_URL", url, ("postgres", "postgresql", "sqlite"))
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    limits = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "options": limits},
    }


def email(url: str) -> dict[str, Any]:
    """`smtp://user:password@host:port?tls=1`, `smtps://…`, `file:///folder` or `console://` as Django settings."""
    parts = _parts("EMAIL_URL", url, ("smtp", "smtps", "file", "console"))
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 10,
    }


def media_root(url: str, data_dir: Path) -> Path:
    """Where files of people and works lie: `file:///…`, on any disk or mount; below DATA_DIR where nothing is said."""
    if not url:
        return data_dir / "media"
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc or not parts.path.startswith("/"):
        raise ImproperlyConfigured(
            f"MEDIA_STORAGE_URL={url!r} is not a folder: give file:///an/absolute/path. "
            "Object storage (s3://) has no ranges, links and renames of its own; mount the bucket as a folder instead."
        )
    return Path(unquote(parts.path))


def broker(url: str, data_dir: Path) -> tuple[str, dict[str, Any]]:
    """Celery's broker address and transport options: Redis, or folders on disk. It carries wake-ups only."""
    if not url:
        folder = data_dir / "broker"
        for name in ("queue", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        queue = str(folder / "queue")
        options = {
            "data_folder_in": queue,
            "data_folder_out": queue,
            "control_folder": str(folder / "control"),
        }
        return "spool://", options | {"polling_interval": 0.1}
    _parts("REDIS_URL", url, ("redis", "rediss", "unix"))
    return url, {
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "max_retries": 0,
        "health_check_interval": 10,
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
