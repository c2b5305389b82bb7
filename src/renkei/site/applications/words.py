"""Text as people send it, made fit to be kept."""

from django.utils.translation import gettext_lazy as _

from renkei.site.applications.refusal import Refused, Remark

LONGEST_TEXT = 200_000  # signs of one section; what is over the form's own limit is kept, and told


def text_of(given: str, place: str) -> str:
    """A text of several lines, its line ends alike; Refused for control signs and for more than any section holds."""
    text = given.replace("\r\n", "\n").replace("\r", "\n")
    if any((ord(sign) < 32 and sign not in "\n\t") or "\ud800" <= sign <= "\udfff" for sign in text):
        raise Refused(Remark(place, _("The text holds a control sign that cannot be kept: paste it as plain text.")))
    if len(text) > LONGEST_TEXT:
        raise Refused(Remark(place, _("The text is longer than %(most)d signs.") % {"most": LONGEST_TEXT}))
    return text


def line_of(given: str, place: str, most: int, required: bool = True) -> str:
    """A single line without blanks around it; Refused where it is empty, too long or holds control signs."""
    line = " ".join(given.split())
    if required and not line:
        raise Refused(Remark(place, _("Fill this in.")))
    if len(line) > most:
        raise Refused(Remark(place, _("At most %(most)d signs.") % {"most": most}))
    if not line.isprintable():
        raise Refused(Remark(place, _("It holds a control sign: write it as plain text.")))
    return line
