"""A file that somebody sent, put where renkei's readers find it, and taken away again."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from renkei.defects import DefectsFound, say
from renkei.programme.source import whole

LARGEST = 50_000_000  # bytes of all files of an archive together
MOST_FILES = 200


@dataclass(frozen=True)
class Upload:
    """A file's name and its bytes."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    @contextmanager
    def as_file(self) -> Iterator[Path]:
        """A file of its name that holds it."""
        with tempfile.TemporaryDirectory(prefix="renkei-draft-") as home:
            place = Path(home, PurePosixPath(self.name.replace("\\", "/")).name or "file")
            place.write_bytes(self.content)
            yield place

    @contextmanager
    def as_programme(self) -> Iterator[Path]:
        """A workbook, or the folder that a zip archive holds; DefectsFound for anything else."""
        if self.suffix == ".zip":
            with tempfile.TemporaryDirectory(prefix="renkei-draft-") as home:
                self._unpack(Path(home))
                yield Path(home)
            return
        if self.suffix != ".xlsx":
            rule = "a programme is a zip archive of its folder, or an XLSX workbook"
            raise DefectsFound([whole(self.name, rule, "send one of them")])
        with self.as_file() as place:
            yield place

    def _unpack(self, home: Path) -> None:
        """The archive's files side by side, whatever folder they lie in."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                files = [one for one in archive.infolist() if not one.is_dir()]
                if len(files) > MOST_FILES or sum(one.file_size for one in files) > LARGEST:
                    rule: str = say(
                        "an archive holds at most {n} files of {bytes:,} bytes together", n=MOST_FILES, bytes=LARGEST
                    )
                    raise DefectsFound([whole(self.name, rule, "send the programme's own files alone")])
                for one in files:
                    name = PurePosixPath(one.filename.replace("\\", "/")).name
                    if (home / name).exists():
                        raise DefectsFound(
                            [whole(self.name, "a file stands once", say("keep one {name}", name=name), value=name)]
                        )
                    (home / name).write_bytes(archive.read(one))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
            rule = "the file is a readable zip archive"
            raise DefectsFound([whole(self.name, rule, "pack it again, without a password")]) from error
