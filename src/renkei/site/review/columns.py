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
    "investigators": _("Who works on the applications"),
    "declarations": _("What reviewers declare"),
    "publications": _("Reviewers' publications"),
    "past_reviews": _("What reviewers read before"),
    "affinity": _("How well reviewers know applications"),
    "conflicts": _("Conflicts of interest"),
    "assignments": _("Who reads what"),
    "reviews": _("Reviews"),
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
    "department": _("Department"),
    "nationality": _("Nationality"),
    "languages": _("Languages read"),
    "load_min": _("Fewest to read"),
    "load_max": _("Most to read"),
    "pool": _("Named by the funder"),
    "orcid": _("ORCID"),
    "person_id": _("Person"),
    "person": _("Name of the person"),
    "declaration_id": _("Declaration"),
    "degree": _("Degree of kinship"),
    "by_marriage": _("Kin by marriage"),
    "pending": _("Applied for, not decided"),
    "since": _("Since"),
    "until": _("Until"),
    "publication_id": _("Publication"),
    "year": _("Year"),
    "coauthors": _("Who else wrote it"),
    "past_application_id": _("Application read before"),
    "affinity": _("How well it is known"),
    "bid": _("Said of reading it"),
    "rule": _("Rule"),
    "evidence": _("What was found"),
    "to_confirm": _("To be confirmed"),
    "pinned": _("Agreed already"),
    "confidence": _("How sure"),
    "comment": _("Comment"),
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
