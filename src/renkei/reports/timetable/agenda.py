"""One person's agenda as a page of its own, for a phone and for paper."""

from datetime import datetime

from markupsafe import escape

from renkei.reports.language import Language
from renkei.reports.page import environment
from renkei.reports.timetable.entries import Entry, Forum, Person
from renkei.reports.timetable.sentences import where, wished
from renkei.settings import Settings

Line = tuple[datetime, str]


def agenda_page(one: str, forum: Forum, settings: Settings, say: Language) -> str:
    """The agenda of a participant as HTML, self-contained.

    A forum has thousands of them: the page's frame comes from its template once, the lines are put in here.
    """
    person, entries = forum.people[one], forum.entries[one]
    lines = [*(_meeting(entry, forum, say) for entry in entries), *_away(one, forum, say)]
    lead = say("timetable.agenda.lead", n=len(entries)) if entries else say("timetable.agenda.none")
    filled = {
        "title": say("timetable.agenda.title", name=person.name),
        "name": person.name,
        "about": about(person, say),
        "lead": lead,
    }
    page = _frame(settings, say)
    for key, text in filled.items():
        page = page.replace(f"@{key}@", str(escape(text)))
    return page.replace("@days@", _days(sorted(lines, key=lambda line: line[0]), say))


_FRAMES: dict[tuple[str, str, bool], str] = {}


def _frame(settings: Settings, say: Language) -> str:
    key = (say.code, settings.name, settings.made_up)
    if key not in _FRAMES:
        template = environment().get_template("agenda.html.j2")
        _FRAMES[key] = template.render(t=say, forum=settings.name, made_up=settings.made_up)
    return _FRAMES[key]


def about(person: Person, say: Language) -> str:
    """The organisation and the country."""
    country = say.country(person.country) if person.country else ""
    return ", ".join(part for part in (person.about, country) if part)


def _days(lines: list[Line], say: Language) -> str:
    parts, day = [], None
    for start, line in lines:
        if start.date() != day:
            parts.append(("</ol>" if day else "") + f"<h2>{escape(say.day(start.date()))}</h2><ol>")
            day = start.date()
        parts.append(line)
    return "\n".join(parts) + ("\n</ol>" if day else "")


def _meeting(entry: Entry, forum: Forum, say: Language) -> Line:
    others = [forum.people[one] for one in entry.others]
    names = "".join(f"<p><strong>{escape(one.name)}</strong><br/>{escape(about(one, say))}</p>" for one in others)
    why = wished(entry, say)
    note = f'<p class="why">{escape(why)}</p>' if why else ""
    line = f'<li><time>{entry.start:%H:%M}–{entry.end:%H:%M}</time><div><p class="at">{escape(where(entry, say))}</p>'
    return entry.start, f"{line}{names}{note}</div></li>"


def _away(one: str, forum: Forum, say: Language) -> list[Line]:
    return [
        (
            start,
            f'<li class="away"><time>{start:%H:%M}–{end:%H:%M}</time><div><p>'
            f"{escape(say('timetable.away', ground=ground) if ground else say('timetable.away.bare'))}</p></div></li>",
        )
        for start, end, ground in forum.away.get(one, [])
    ]
