"""Only kinds on the list are taken, by their content, and nothing in them runs or hides."""

import io
import zipfile

import pytest

from renkei.site.files.kinds import kind_of
from renkei.site.files.refusal import FileRefused
from tests.site.files.made import OFFICE, docx, jpeg, odt, pdf, png, xlsx, zipped

ZIP = zipped({"a.txt": "x"})
REMOTE = '<Relationship Type="x/relationships/attachedTemplate" Target="http://x" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("plan.pdf", pdf(), "application/pdf"),
        ("plan.pdf", pdf(stream=b"1 0 << /Type /Page >>"), "application/pdf"),
        ("Plan.PDF", pdf(), "application/pdf"),
        ("a.png", png(), "image/png"),
        ("a.jpg", jpeg(), "image/jpeg"),
        ("a.jpeg", jpeg(), "image/jpeg"),
        ("a.docx", docx(), f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", xlsx({"xl/printerSettings/printerSettings1.bin": "x"}), f"{OFFICE}spreadsheetml.sheet"),
        ("a.odt", odt(), "application/vnd.oasis.opendocument.text"),
        ("a.txt", "Zwölf, 十二\n".encode(), "text/plain; charset=utf-8"),
        ("a.csv", b"\xef\xbb\xbfname,amount\nA,1\n", "text/csv; charset=utf-8"),
    ],
)
def test_a_whole_file_of_a_kind_on_the_list_is_taken(name, data, content_type):
    assert kind_of(data, name).content_type == content_type


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not taken"),
        ("a.html", b"<html></html>", "not taken"),
        ("a.docm", docx(), "not taken"),
        ("a.zip", ZIP, "not taken"),
        ("noextension", pdf(), "not taken"),
        ("a.pdf.exe", pdf(), "not taken"),
        ("a.pdf", png(), "something else"),
        ("a.png", pdf(), "something else"),
        ("a.docx", ZIP, "not what its name says"),
        ("a.docx", xlsx(), "not what its name says"),
        ("a.odt", docx(), "not what its name says"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "password"),
        ("a.docx", docx(word__vbaProject="x"), "macros"),
        ("a.docx", docx(word__embeddings__oleObject1="x"), "macros"),
        ("a.docx", docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        ("a.xlsx", xlsx({"xl/vbaProject.bin": "x"}), "macros"),
        ("a.xlsx", xlsx({"xl/macrosheets/sheet1.xml": "x"}), "macros"),
        ("a.xlsx", xlsx({"word/_rels/settings.xml.rels": REMOTE}), "another place"),
        ("a.xlsx", xlsx({"../../etc/passwd": "x"}), "damaged"),
        ("a.xlsx", xlsx({"XL/WORKBOOK.XML": "<y/>"}), "damaged"),
        ("a.xlsx", xlsx()[:-10], "damaged"),
        ("a.xlsx", xlsx() + b"<script>", "damaged"),
        ("a.odt", odt({"Basic/script-lc.xml": "x"}), "macros"),
        ("a.odt", odt({"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        ("a.pdf", pdf()[:40], "cut short"),
        ("a.pdf", b"\n" + pdf(), "something else"),
        ("a.pdf", pdf(b"2 0 obj << /S /JavaScript /JS (app.alert) >> endobj "), "scripts"),
        ("a.pdf", pdf(b"2 0 obj << /S /J#61vaScript >> endobj "), "scripts"),
        ("a.pdf", pdf(b"2 0 obj << /S /Launch >> endobj "), "scripts"),
        ("a.pdf", pdf(b"2 0 obj << /Names << /EmbeddedFiles 3 0 R >> >> endobj "), "scripts"),
        ("a.pdf", pdf(stream=b"1 0 << /S /JavaScript >>"), "scripts"),
        ("a.pdf", pdf(b"2 0 obj << /Encrypt 3 0 R >> endobj "), "encrypted"),
        ("a.pdf", pdf(b"2 0 obj << /Type /ObjStm /Filter /LZWDecode >> endobj "), "unusual"),
        ("a.pdf", pdf() + ZIP, "archive"),
        ("a.png", png(ZIP), "archive"),
        ("a.png", png(b"<script>"), "behind"),
        ("a.png", png()[:-6], "damaged"),
        ("a.png", png().replace(b"IDAT", b"IDAX"), "damaged"),
        ("a.jpg", jpeg(ZIP + b"\xff\xd9"), "archive"),
        ("a.jpg", jpeg(b"<html>"), "behind"),
        ("a.jpg", jpeg()[:-2], "damaged"),
        ("a.txt", "Zwölf".encode("latin-1"), "UTF-8"),
        ("a.txt", b"MZ\x90\x00", "control|UTF-8"),
        ("a.txt", b"\n <!DOCTYPE html><p>", "web page"),
        ("a.txt", b"see <script>alert(1)</script>", "web page"),
        ("a.txt", b"%PDF-1.7 and more", "program"),
        ("a.txt", b"#!/bin/sh\nrm -rf .", "program"),
        ("a.csv", b'a,"b\n1', "CSV"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(name, data, words):
    with pytest.raises(FileRefused, match=words):
        kind_of(data, name)


def test_an_encrypted_archive_is_refused():
    data = bytearray(docx())
    opened = zipfile.ZipFile(io.BytesIO(bytes(data)))
    data[opened.infolist()[0].header_offset + 6] |= 1
    data[opened.start_dir + 8] |= 1
    with pytest.raises(FileRefused, match="encrypted"):
        kind_of(bytes(data), "a.docx")


def test_an_archive_that_unpacks_to_far_more_than_it_seems_is_refused():
    with pytest.raises(FileRefused, match="far more"):
        kind_of(xlsx({f"xl/media/{number}.png": "\0" * 30_000_000 for number in range(7)}), "a.xlsx")
