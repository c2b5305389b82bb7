"""The reference page of the contracts, made from `renkei.tables`.

`python -m renkei.programme.reference > docs/contracts.md` writes it anew.
"""

from renkei.annexes import ELSE, LEAD
from renkei.conflict_rules import APPLIES
from renkei.limits import COLUMNS, SETTINGS_BYTES, SHEET_CELLS, UNPACKED_BYTES
from renkei.programme.annex import KEYS
from renkei.programme.conflict_rules import KEYS as CONFLICT_KEYS
from renkei.review import READINGS
from renkei.settings import BUILT_IN_TIE_CRITERIA, COUNTED, MERGES, RULES, SUBJECTS, TOTALS, WHO_RANKS
from renkei.tables import MADE, TABLES, Column, Kind, Table

_HEAD = """# The tables and their columns

<!-- made by `python -m renkei.programme.reference`; change src/renkei/tables, not this page -->

A joint call is a folder with `programme.yaml` and a file for each table: `NAME.csv` (UTF-8, comma, header in the
first row) or `NAME.parquet`; or one XLSX workbook with a sheet for each table, its settings in `programme.yaml`
beside it or in a sheet `programme` of two columns, key and value, with dotted keys such as `selection.rule` and
semicolons between several values. `renkei check DIR` says every defect at once, each with its file, row (1 is the
first after the header), column, value, rule and remedy.

Empty means unknown, never zero. A cell of blanks only is empty. **Bold** columns are required. Columns not named
here are kept as text. A command reads only the tables it needs; a table's key stands once. Identifiers are
compared sign by sign, and two that differ only in case, width or Unicode form are a defect.
"""
_NOTES = """## What else holds

- An amount has no more decimals than its currency (EUR 2, JPY 0). It is digits with at most one point: no commas,
  blanks or signs.
- Everything asked of a funder is in the funder's currency. Where funders use several currencies,
  `reporting_currency` is stated and `rates` has a row for each other one; where they use one, it is the reporting
  currency.
- A request names one funder or one real pot, or is self-funded. What is asked of a pot is in the pot's currency. A
  funder that contributes to several pots is not named: the pot is.
- A real pot has contributions, only from funders whose `pot` is `real`, and each within that funder's budget where both
  are in one currency. A top-up has `cap`, `share` and `gap_part`, and no contributions; a call has one at most. A
  funder whose `pot` is `mixed` says whether it is entitled to it.
- Where `requests` has no `partner_id` but each row has an `organisation_id` that stands once within its
  application, that is taken for it.
- Countries are ISO 3166 alpha-2 codes and XK; the European institutions' EL and UK are read as GR and GB, with a
  note.
- Criteria scores are not checked against a scale; scores of reviews are, where `scale` or `score.scale` is stated. A
  review has a score on every criterion that counts. Either every review states its confidence or none does.
- Text that begins with = + - @, a tab or a carriage return is written to CSV with an apostrophe before it, which
  keeps spreadsheets from running it, and read back without.
- A funder ranks and votes on what it is asked to pay, each rank once. Under `merged` every funder asked ranks; under
  `national_points` a funder that votes at all says something on each application that asks it: a vote, or `neutral`
  or `abstain`.
- `applications.rank` under `merged` is the list agreed in the meeting, for every eligible application or none; where
  one overtakes another against the proposal, one of the two has a `ground`.
- What is forced in or out has a `ground`, and an exclusive set has one in a row at least. What is forced in is
  eligible, and there is money and room for all of it. In a condition `size: sme` stands for SMEs and startups, money
  is in the reporting currency, a share is between 0 and 1 and a minimum; an organisation is named by its identifier.
- An annex is in its funder's currency. A partner's costs by category are in the currency of its request and add up to
  its total cost; a category is written as in annexes.yaml. Nobody controls itself.
- Conflict rules are a funder's or a pot's. An investigator's partner is one in `requests`. A declaration is about an
  application, a person or an organisation, ends after it begins, and clears an application with a ground. An ORCID's
  last sign is its check digit; a year of publication has four digits.
- An authority endorses where `selection.endorsements` asks it to. An amount is the funder's, with its yes.
- An affinity is at most 1. No reviewer's `load_min` is above the `load_max`. A pinned pair is in no conflict and was
  not refused.
- For a scoring each eligible application has a review, and where there are several criteria `score.total` is stated.
- For a selection each eligible application has a score (or a rank, where the rank binds), and a band where `bands:
  column`.
"""
_LIMITS = f"""\
At most, and refused at once beyond: {SETTINGS_BYTES:,} bytes of `programme.yaml`, {COLUMNS:,} columns of a
table, {UNPACKED_BYTES:,} bytes of a workbook once unpacked, {SHEET_CELLS:,} cells of a sheet from the first to the
last that is filled.
"""
_SETTINGS = (
    ("name", "required: the call's name"),
    ("call", "a longer name or reference"),
    ("made_up", "yes where the data are made up"),
    ("reporting_currency", "currency code; what results are summed in"),
    ("scale", "`min`, `max`, `best` (high or low): the scale of the published score"),
    ("criteria", "list of the criteria's names"),
    ("thresholds", "`total`, and `criteria` with a number for each criterion that has one"),
    ("score.total", f"how the criteria make a score: {', '.join(TOTALS)}; required for scoring by several"),
    ("score.weights", "a number for each criterion that does not count once; 0: it counts for nothing"),
    ("score.scale", "`min`, `max` of a criterion; when empty the call's, under `sum` divided by the weights' sum"),
    ("score.confidence", "`weight` (when empty): a review counts as its confidence; `ignored`: all count alike"),
    ("score.places", "decimals of a score made of reviews, 0 to 6; 2 when empty"),
    ("selection.rule", ", ".join(RULES)),
    ("selection.bands", "`each`, `column`, or a list of limits, best first"),
    ("selection.binding", "`score` (when empty) or `rank`"),
    ("selection.tie_criteria", f"list of criteria, or of {', '.join(BUILT_IN_TIE_CRITERIA)}"),
    ("selection.tail", "`stop` (when empty) or `national`"),
    ("selection.reserve", "`places` (a whole number) and `until` (a date)"),
    (
        "selection.conditions",
        f"list: `at_most` or `at_least` with a limit, `of` ({', '.join(COUNTED)}; the first when empty), one of "
        f"{', '.join(f'`{subject}`' for subject in SUBJECTS)} with its value, and the `ground`",
    ),
    (
        "selection.lottery.width",
        "lots are drawn among those whose score is within so many standard errors of the funding line; empty: in ties",
    ),
    ("selection.lottery.draw_named", "the public draw that will give the value, named beforehand"),
    ("selection.who_ranks", f"{', '.join(WHO_RANKS)}; `joint` (when empty) is one panel's score or rank"),
    ("selection.merge", f"how `merged` makes one list: {', '.join(MERGES)}"),
    ("selection.points_places", "decimals of a score with national points, 0 to 6; 3 when empty"),
    (
        "selection.endorsements.agencies",
        "list of `lead` (the funder its lead partner asks) and `partners` (the others)",
    ),
    ("selection.endorsements.keys", "list of authorities that must endorse every application"),
    (
        "selection.endorsements.pending",
        "`waits` (when empty): not eligible until then; `counts`: as a yes, provisionally",
    ),
    ("demand.cap", "how many times its budget each funder's invited demand may reach, such as 2.5"),
    ("demand.caps", "a number for each funder (or real pot) with a cap of its own"),
    ("demand.survival", "probability that a pre-proposal reaches the full stage: one for all, or a list, one a band"),
    ("review.per_application", "how many read an application; `renkei assign` needs it ([a guide](assign.md))"),
    ("review.load_min, review.load_max", "the fewest and the most that a reviewer reads who states none"),
    ("review.floor", "the least affinity of a pair, 0 to 1"),
    ("review.distinct_organisations", "yes: not two of one organisation on a panel"),
    ("review.countries", "the fewest countries on a panel"),
    ("review.pools", "yes: at least one reviewer named (`pool`) by each funder that the application asks"),
    (
        "review.languages",
        f"{', '.join(READINGS)}: of a panel, who read a language that the application is written in",
    ),
)


_ANNEXES = f"""\
What `renkei screen` asks of applications ([a guide](screening.md)): `call:` with the call's own rules, and `funders:`
with an annex under each funder's (or pot's) identifier, on the requests put to it. A key that is not there is no rule;
one that is there has a value. At most {SETTINGS_BYTES:,} bytes. In a rate or a ceiling of several limits `{LEAD}` goes
before the size, and `{ELSE}` stands for all that is not named; every kind that may ask has a limit.
"""
_CONFLICTS = f"""\
What `renkei conflicts` asks of reviewers and applications ([a guide](conflicts.md)): `on`, the day from which years are
counted back; `applies` ({APPLIES[0]}, when empty: a funder's rules hold for the applications that ask it; {APPLIES[1]}:
for every application); `call:` with the call's own rules, and `funders:` with rules under each funder's (or pot's)
identifier. All of them together apply. A key that is not there is no rule; one that is there has a value. At most
{SETTINGS_BYTES:,} bytes.
"""


def page() -> str:
    """The whole page, in Markdown."""
    tables = [_table(table) for table in (*TABLES.values(), *MADE)]
    return "\n".join([_HEAD, _LIMITS, _settings(), _annexes(), _conflicts(), *tables, _NOTES])


def _settings() -> str:
    rows = "\n".join(f"| {f'**{key}**' if key == 'name' else key} | {meaning} |" for key, meaning in _SETTINGS)
    other = "Keys of other commands, such as `meetings`, are left to them."
    return f"## programme.yaml\n\n| key | what it holds |\n| --- | --- |\n{rows}\n\n{other}\n"


def _annexes() -> str:
    """The keys of an annex; the same for the call and for each funder."""
    rows = "\n".join(f"| {key} | {meaning} |" for key, meaning in KEYS.items())
    return f"## annexes.yaml\n\n{_ANNEXES}\n| key | what it holds |\n| --- | --- |\n{rows}\n"


def _conflicts() -> str:
    """The keys of conflict rules; the same for the call and for each funder."""
    rows = "\n".join(f"| {key} | {meaning} |" for key, meaning in CONFLICT_KEYS.items())
    return f"## conflicts.yaml\n\n{_CONFLICTS}\n| key | what it holds |\n| --- | --- |\n{rows}\n"


def _table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    needed = f" Needed by: {', '.join(table.needed_by)}." if table.needed_by else ""
    head = f"## {table.name}\n\n{table.meaning} Key: {key}.{needed}\n"
    rows = "\n".join(_row(column) for column in table.columns)
    return f"{head}\n| column | what it is | type | decides |\n| --- | --- | --- | --- |\n{rows}\n"


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    return f"| {name} | {column.meaning} | {_type(column)} | {'yes' if column.decides else ''} |"


def _type(column: Column) -> str:
    kind = ", ".join(column.choices) if column.kind is Kind.CHOICE else column.kind.value
    least = f"; at least {column.minimum}" if column.minimum is not None else ""
    refers = f"; stands in {column.refers}" if column.refers else ""
    return kind + least + refers


if __name__ == "__main__":
    print(page(), end="")
