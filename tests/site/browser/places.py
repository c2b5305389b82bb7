"""Every address of the site's pages over the made-up programme, by the name that the table of addresses gives it."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from renkei.site.accounts.models import Appointment, User
from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.applications.models import Application, Partner, Submission
from renkei.site.calls.models import Milestone, Officer, Question
from renkei.site.decisions.models import Decision, Proposal, Scenario
from renkei.site.directory.models import Organisation
from renkei.site.outbox.models import Parcel
from renkei.site.policy import Actor, unscoped
from renkei.site.portfolio.actions import Change, change_partner, invite_contact
from renkei.site.portfolio.models import Award, Letter, Redress
from renkei.site.review.models import Draft

WHY = "every page is looked at"
WITHOUT = {  # names that no address of the programme is looked up for, and why
    "account_logout": "it ends the session of whoever looks",
    "attached_file": "a download of what somebody handed in",
    "draw_value": "an action on a draw that is named and not drawn",
    "openid_connect_callback": "reached from another site",
    "openid_connect_login": "leads to another site",
    "revoke_token": "an action on a token",
    "seat_back": "an action on who is out of the room now",
    "snapshot": "a download of a snapshot",
}
ASKED = {"search": "?q=light", "account_login": "?next=/applications/"}


def names() -> Iterator[str]:
    """The names of the table of addresses, but for the API's."""
    return _names(get_resolver().url_patterns)


def _names(patterns: "list[URLPattern | URLResolver]") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLPattern):
            if one.name:
                yield one.name
        elif not str(one.pattern).startswith("api/"):
            yield from _names(one.url_patterns)


def addresses(name: str, known: dict[str, list[str]]) -> list[str]:
    """The addresses of a name; none where it needs arguments that `known` does not give."""
    if name in known:
        return known[name]
    try:
        return [reverse(name) + ASKED.get(name, "")]
    except NoReverseMatch:
        return []


def over_the_programme() -> dict[str, list[str]]:
    """Addresses with arguments, found in the made-up programme: a call in each state that a page tells apart."""
    found: dict[str, list[str]] = {}

    def at(name: str, *arguments: object, **query: object) -> None:
        tail = f"?{urlencode(query)}" if query else ""
        found.setdefault(name, []).append(reverse(name, args=arguments) + tail)

    _accounts(at)
    _calls(at)
    _applications(at)
    _review(at)
    _decisions(at)
    _portfolio(at)
    return found


def _accounts(at) -> None:
    at("end_appointment", unscoped(Appointment, WHY).first().pk)
    person = User.objects.get(email="lead@demo.example")
    at("account_confirm_email", EmailConfirmationHMAC(EmailAddress.objects.get(user=person)).key)
    at("account_reset_password_from_key", user_pk_to_url_str(person), default_token_generator.make_token(person))
    at("organisation", unscoped(Organisation, WHY).order_by("pk").first().public_id)
    at("outbox_settle", unscoped(Parcel, WHY).order_by("pk").first().pk)


def _calls(at) -> None:
    for call in ("batteries", "materials", "sensors"):
        at("call", call)
    at("call_can_we_apply", "batteries", country="JP", kind="university", amount="40000000")
    at("call_ask", "batteries")
    at("call_results", "materials")
    for name in ("edit", "basics", "funders", "sections", "section_new", "milestones", "deciding", "money"):
        at(f"call_{name}", "hydrogen")
    at("call_edit", "batteries")
    at("call_deciding", "seaweed")
    at("call_money", "seaweed")
    at("call_section", "hydrogen", "plan")
    at("call_section_order", "hydrogen", "plan")
    date = unscoped(Milestone, WHY).filter(call__slug="batteries").first()
    at("call_milestone", "batteries", date.pk)
    at("call_milestone_remove", "batteries", date.pk)
    for name in ("copy", "publish"):
        at(f"call_{name}", "hydrogen")
    at("call_extend", "batteries")
    at("call_funder_new", "hydrogen")
    at("call_funder", "hydrogen", "AFR")
    at("call_funder_register", "hydrogen")
    at("officer_end", unscoped(Officer, WHY).order_by("pk").first().pk)
    at("call_funder_take_out", "hydrogen", "AFR")
    at("call_answer", "batteries", unscoped(Question, WHY).filter(answered_at=None).first().pk)
    at("call_edit_results", "materials")
    at("call_demand", "batteries")
    at("call_demand", "optics")
    at("call_invitation", "optics")
    at("call_invitation_record", "optics")


def _applications(at) -> None:
    whole = unscoped(Application, WHY).get(acronym="NANOCAT")
    at("application_begin", "batteries")
    at("application_begin", "optics")
    letter = unscoped(Parcel, WHY).filter(kind="mail", key__startswith="invitation").order_by("pk").last()
    at("invitation", re.search(r"/invitations/([\w-]+)/", letter.contents["text"])[1])
    for name in ("application", "panel", "rename_application", "consortium", "submit_application"):
        at(name, whole.public_id)
    at("withdraw_application", unscoped(Application, WHY).get(acronym="FROSTCELL").public_id)
    at("application", unscoped(Application, WHY).get(acronym="FROSTCELL").public_id)
    at("section", whole.public_id, "plan")
    at("section_history", whole.public_id, "plan")
    at("section_beside", whole.public_id, "plan", 1)
    part = unscoped(Partner, WHY).filter(application=whole).order_by("position").first().public_id
    for name in ("partner_request", "partner_files", "sign_off_part"):
        at(name, whole.public_id, part)
    at("partner_section", whole.public_id, part, "part")
    at("partner_section_history", whole.public_id, part, "part")
    at("partner_section_beside", whole.public_id, part, "part", 1)
    handed_in = unscoped(Submission, WHY).filter(application__acronym="FROSTCELL").first().public_id
    for name in ("receipt", "receipt_text", "receipt_snapshot"):
        at(name, handed_in)
    at("submission", unscoped(Submission, WHY).filter(application__call__slug="seaweed").first().public_id)
    at("submissions", "seaweed")
    at("submissions", "hydrogen")


def _review(at) -> None:
    for call in ("seaweed", "batteries"):
        at("standings", call)
    at("assessed", "seaweed", "SEAWEED-0008")
    for name in ("show_scores", "verdicts", "import_scores", "import_folder", "drafts", "snapshots"):
        at(name, "seaweed")
    at("draft", "seaweed", unscoped(Draft, WHY).filter(call__slug="seaweed").first().number)
    for name in ("morning", "screening", "raises"):
        at(name, "seaweed", "MSF")
    at("screening", "optics", "PRC")


def _decisions(at) -> None:
    scenario = unscoped(Scenario, WHY).filter(meeting__call__slug="seaweed").first().public_id
    for call in ("seaweed", "materials", "optics"):
        at("meeting", call)
    at("meeting", "seaweed", scenario=scenario)
    for name in ("prepare", "session", "ask", "next", "news", "propose", "quorum"):
        at(f"meeting_{name}", "seaweed")
    at("meeting_why", "seaweed", application="SEAWEED-0016")
    at("meeting_compare", "seaweed", a="", b=scenario)
    for call in ("seaweed", "materials"):
        at("meeting_minutes", call)
    at("scenario_keep", "seaweed")
    for name in ("scenario_save", "scenario_drop", "scenario_move"):
        at(name, "seaweed", scenario)
    for name in ("seat_add", "seat_out", "minutes_line", "draw_name"):
        at(name, "seaweed")
    for name in ("seat_presence", "seat_proxy"):
        at(name, "seaweed", 1)
    for decision in unscoped(Decision, WHY).order_by("number"):
        at("decision", decision.public_id)
    for name in ("decision_consent", "decision_again", "decision_record", "decision_download"):
        at(name, decision.public_id)
    for proposal in unscoped(Proposal, WHY):
        at("proposal", proposal.public_id)


def _portfolio(at) -> None:
    letters = unscoped(Letter, WHY).order_by("pk")
    for email in ("lead@demo.example", "partner@demo.example"):
        own = letters.filter(partner__members__user__email=email)
        for kind in own.values_list("kind", flat=True).order_by("kind").distinct():
            at("letter", own.filter(kind=kind).first().public_id)
            at("outcome", own.filter(kind=kind).first().partner.application.public_id)
    at("letter", letters.filter(language="ja").first().public_id)
    at("letter_pdf", letters.filter(language="ja").first().public_id)
    for redress in unscoped(Redress, WHY):
        at("redress", redress.public_id)
    for name in ("after", "awards", "letters", "preview_letters", "departures", "redresses", "funder_results"):
        at(name, "materials")
    at("preview_letters", "seaweed")
    at("funder_results", "seaweed")
    at("publish_decided", "materials")
    for name in ("procedure", "report"):
        at(name, "materials")
    at("confirm_awards", "materials", "MSF")
    at("consortium_after", "materials", "MATERIALS-0001")
    at("partner_after", "materials", "MATERIALS-0001", 2)
    _successor(at)


def _successor(at) -> None:
    """An organisation that came in a partner's place, and the letter to who stands for it."""
    by = User.objects.get(email="secretariat@demo.example")
    by = Actor(timezone.now(), by.pk, by.roles(), by.email)
    standing = unscoped(Award, WHY).exclude(state=Award.State.ENDED).values("application")
    replaced = unscoped(Partner, WHY).filter(application__in=standing, position=2)
    one = replaced.exclude(members__user__email="partner@demo.example").order_by("pk").last()
    where = "materials", one.application.number, one.position
    new = NewOrganisation("Successor Laboratory", "CA", "large")
    change_partner(by, "materials", Change(*where[1:], new), "The laboratory moved.")
    invite_contact(by, *where, "successor@x.example", "fr")
    at("contacts", *where)
    letter = unscoped(Parcel, WHY).get(kind="mail", key__startswith="contact:")
    at("contact", re.search(r"/people/([\w-]+)/", letter.contents["text"])[1])
