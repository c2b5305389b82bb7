"""The tables of a folder and their columns, as people name them; programs use the contract's names."""

from django.utils.translation import gettext_lazy as _

from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.sources import SETTINGS_FILE
from renkei.site.review.assessed import CRITERION
from renkei.site.review.models import Standing

TABLE_WORDS = {
    "applications": _("Applications"),
    "criteria_scores": _("Scores on the criteria"),
    "requests": _("What is asked of the funders"),
    "funders": _("Funders"),
    "pots": _("Pots"),
    "contributions": _("Contributions"),
    "rates": _("Exchange rates"),
    "rankings": _("Funders' own lists"),
    "endorsements": _("Endorsements"),
    "exclusive": _("Sets of which one at most is funded"),
    "request_costs": _("Costs by category"),
    "controls": _("Which organisation controls which"),
    "reviewers": _("Reviewers"),
    "publications": _("Publications of reviewers"),
    "affinity": _("How near reviewers are to applications"),
    "conflicts": _("Conflicts of interest"),
    "assignments": _("Who reviews what"),
    "reviews": _("Reviews"),
    "declarations": _("Declarations of closeness"),
    "investigators": _("Investigators of applications"),
    "past_reviews": _("Reviews of earlier calls"),
    SETTINGS_FILE: _("The call's rules"),
    ANNEXES_FILE: _("The funders' annexes"),
}
COLUMN_WORDS = {
    "application_id": _("Application"),
    "title": _("Title"),
    "abstract": _("Summary"),
    "field": _("Field"),
    "keywords": _("Keywords"),
    "score": _("Score"),
    "score_error": _("Error"),
    "band": _("Band"),
    "rank": _("Rank"),
    "status": _("Status"),
    "forced": _("Forced in or out"),
    "ground": _("Ground"),
    "criterion": _("Criterion"),
    "partner_id": _("Partner"),
    "organisation_id": _("The organisation's identifier"),
    "organisation": _("Organisation"),
    "country": _("Country"),
    "size": _("Kind and size"),
    "role": _("Role"),
    "leads_part": _("Leads the partners that ask the same funder"),
    "funder_id": _("Funder"),
    "pot_id": _("Pot"),
    "self_funded": _("Pays for itself"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "total_cost": _("Total cost"),
    "can_reduce": _("Agrees to a reduction"),
    "name": _("Name"),
    "budget": _("Budget"),
    "confirmed_raise": _("Confirmed raise"),
    "possible_raise": _("Possible raise"),
    "pot": _("Where its money lies"),
    "top_up_entitled": _("Entitled to the top-up"),
    "max_reduction": _("Largest reduction, in percent"),
    "kind": _("Kind"),
    "cap": _("The grant"),
    "share": _("Largest share of all public money"),
    "gap_part": _("Part that fills gaps"),
    "rate": _("Exchange rate"),
    "date": _("Day"),
    "source": _("Who published it"),
    "vote": _("Vote"),
    "stance": _("In place of a vote"),
    "authority": _("Authority"),
    "verdict": _("Verdict"),
    "condition": _("Condition"),
    "set_id": _("Set of applications"),
    "category": _("Category of costs"),
    "controller_id": _("The organisation that controls"),
    "reviewer_id": _("Reviewer"),
    "publication_id": _("Publication"),
    "orcid": "ORCID",
    "department": _("Department"),
    "nationality": _("Nationality"),
    "languages": _("Languages"),
    "load_min": _("Applications at least"),
    "load_max": _("Applications at most"),
    "year": _("Year"),
    "coauthors": _("Co-authors"),
    "affinity": _("Nearness"),
    "evidence": _("Evidence"),
    "bid": _("Wish to review"),
    "rule": _("Rule"),
    "since": _("Since"),
    "until": _("Until"),
    "pinned": _("Pinned"),
    "pool": _("Pool"),
    "confidence": _("Confidence"),
    "comment": _("Comment"),
    "declaration_id": _("Declaration"),
    "person": _("Person"),
    "person_id": _("The person's identifier"),
    "degree": _("Degree of kinship"),
    "by_marriage": _("By marriage"),
    "pending": _("Not decided yet"),
    "to_confirm": _("To be confirmed"),
    "past_application_id": _("Earlier application"),
}


def table_words(name: str) -> str:
    """A table or a file of a folder; one of no contract by its name."""
    return str(TABLE_WORDS.get(name, name))


def column_words(name: str) -> str:
    """A column; a criterion's score by the criterion, a column of no contract by its name."""
    return str(COLUMN_WORDS.get(name, name.removeprefix(CRITERION)))


def cell_words(column: str, text: str) -> str:
    """What a cell holds: a status in the words of its page, anything else as it is written."""
    return str(dict(Standing.Status.choices).get(text, text)) if column == "status" else text
