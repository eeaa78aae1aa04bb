"""A disk that is full: the file is refused with a sentence, and everything that came with it in the same form is kept."""

import errno
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from incubator.lib.errors import Refused

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoomForFile(Refused):
    """Not now: the disk is full."""

    message = _("The server has no room for files at the moment. Add it again a little later; the rest of your form is kept.")


def must_have_arrived(upload: UploadedFile) -> None:
    """Raises NoRoomForFile for an upload of which the disk took only a part."""
    if getattr(upload, "cut_short", False):
        raise NoRoomForFile


class Receiver(TemporaryFileUploadHandler):
    """Where the disk is full, the file is marked and the rest of the form goes on: what was typed must not fail with it."""

    full = False

    def new_file(self, *args: Any, **options: Any) -> None:
        self.full = False
        try:
            super().new_file(*args, **options)
        except OSError as error:
            self._fill(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.full:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self._fill(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.full:
            try:
                return super().file_complete(file_size)
            except OSError as error:  # the last bytes are written when it is read again
                self._fill(error)
        return self.file

    def _fill(self, error: OSError) -> None:
        if error.errno not in NO_ROOM:
            raise error
        self.full = True
        with suppress(Exception):
            self.file.close()  # which removes it
        cut: Any = InMemoryUploadedFile(BytesIO(), self.field_name, self.file_name or "", self.content_type, 0, None)
        cut.cut_short = True
        self.file = cut


class CarefulStorage(FileSystemStorage):
    """Leaves no part of a file behind where the disk did not take the whole."""

    def _save(self, name: str, content: Any) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            Path(self.path(name)).unlink(missing_ok=True)
            raise
