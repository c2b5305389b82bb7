"""Bounding what is read of a request before anybody has looked at it."""

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict

ROOM_FOR_FIELDS = 5_000_000


def largest_request() -> int:
    """The bytes of a request's body over which nobody looks at it."""
    return int(2 * settings.LARGEST_FILE + ROOM_FOR_FIELDS)


class BoundedUpload(FileUploadHandler):
    """Refuses a request far over the size limit before it fills the disk; `receive` tells people the limit itself."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]] | None:
        """As Django's; RequestDataTooBig for too much."""
        if content_length > largest_request():
            raise RequestDataTooBig("the request is larger than any file that the site takes")
        return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """On to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler's to say."""
