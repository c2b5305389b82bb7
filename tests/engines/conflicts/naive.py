"""Conflicts once more: a double loop over reviewers and applications, one sentence of docs/conflicts.md at a time."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from renkei.conflict_rules import ConflictRules, Rules, SameOrganisation, Within
from renkei.identity.names_agree import Names
from renkei.identity.people import Person, Standing, compare

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]
Tie = tuple[bool, date | None, date | None]  # likely, since, until
Key = tuple[str, str, str]


class Call:
    def __init__(self, rows: Rows, rules: ConflictRules, day: date) -> None:
        self.rows, self.rules, self.day = rows, rules, day
        self.standing = [
            row["application_id"] for row in rows["applications"] if row["status"] not in ("withdrawn", "excluded")
        ]
        self.requests = [row for row in rows["requests"] if row["application_id"] in self.standing]
        self.people = [self.settled(row) for row in rows["investigators"] if row["application_id"] in self.standing]
        self.cleared = {
            (row["application_id"], row["reviewer_id"]) for row in rows["declarations"] if row["kind"] == "cleared"
        }
        self.member_of = {one["reviewer_id"]: list(self.memberships(one)) for one in rows["reviewers"]}

    def settled(self, person: Row) -> dict[str, Any]:
        """The person with the partner's organisation where none is told, and its size."""
        own = [row for row in self.requests if row["application_id"] == person["application_id"]]
        partner = next((row for row in own if row["partner_id"] == person["partner_id"]), None)
        told = dict(person)
        if told["organisation_id"] is None and told["organisation"] is None and partner:
            told |= {name: partner[name] for name in ("organisation_id", "organisation")}
        same = told["organisation_id"]
        sizes = sorted(row["size"] for row in own if row["organisation_id"] == same and same and row["size"])
        return told | {"size": sizes[0] if sizes else partner["size"] if partner else None}

    def of(self, application: str) -> list[dict[str, Any]]:
        return [row for row in self.people if row["application_id"] == application]

    def partners(self, application: str) -> list[dict[str, Any]]:
        return [row for row in self.requests if row["application_id"] == application]

    def asks(self, application: str, payer: str) -> bool:
        named = self.payers(application)
        return not named or payer in named

    def payers(self, application: str) -> set[str]:
        asked = {row[name] for row in self.partners(application) for name in ("funder_id", "pot_id")} - {None}
        return asked | {row["funder_id"] for row in self.rows["contributions"] if row["pot_id"] in asked}

    def memberships(self, reviewer: Row) -> Iterator[tuple[str, str, bool, bool]]:
        """Application, person, likely, and whether one concludes further from it."""
        for person in self.people:
            likely = same_person(reviewer, person)
            pair = person["application_id"], reviewer["reviewer_id"]
            if likely is not None:
                places = {reviewer["organisation_id"], person["organisation_id"]} - {None}
                yield (
                    person["application_id"],
                    person["person_id"],
                    likely,
                    not (likely and (len(places) == 2 or pair in self.cleared)),
                )

    def all(self) -> dict[Key, Tie]:
        found: dict[Key, Tie] = {}
        for reviewer in self.rows["reviewers"]:
            for application in self.standing:
                for scope, rules in [("call", self.rules.call), *self.rules.funders.items()]:
                    if scope == "call" or self.rules.applies == "all" or self.asks(application, scope):
                        for name, ties in self.by_rule(reviewer, application, scope, rules).items():
                            if ties:
                                found[application, reviewer["reviewer_id"], f"{scope}:{name}"] = merged(ties)
        return {key: tie for key, tie in found.items() if not (tie[0] and key[:2] in self.cleared)}

    def by_rule(self, reviewer: Row, application: str, scope: str, rules: Rules) -> dict[str, list[Tie]]:
        people, partners = self.of(application), self.partners(application)
        found: dict[str, list[Tie]] = {}
        if scope == "call":
            found["own_application"] = [
                (likely, None, None)
                for own, _, likely, _ in self.member_of[reviewer["reviewer_id"]]
                if own == application
            ]
        for name, rule, places in (
            ("organisation", rules.organisation, people or partners),
            ("consortium", rules.consortium, partners),
        ):
            if rule:
                found[name] = list(self.placed(reviewer, places, rule))
        if rules.department:
            found["department"] = [
                (likely, None, None)
                for one in people
                if one["department"] and reviewer["department"]
                if plain(one["department"]) == plain(reviewer["department"])
                if (likely := self.reached(reviewer, one, "own")) is not None
            ]
        if rules.co_publication:
            found["co_publication"] = [
                *self.published(reviewer, people, rules.co_publication),
                *self.recent(self.stated(reviewer, application, "co_publication"), rules.co_publication),
            ]
        if rules.co_investigation:
            stated = self.stated(reviewer, application, "co_investigation")
            settled = [one for one in stated if rules.co_investigation.pending or not one[1]["pending"]]
            found["co_investigation"] = self.recent(settled, rules.co_investigation)
            if rules.co_investigation.pending:
                found["co_investigation"] += self.pending(reviewer, application)
        for name, rule in (("mentorship", rules.mentorship), ("employment", rules.employment)):
            if rule:
                found[name] = self.lasting(self.stated(reviewer, application, name), rule)
        if rules.kinship:
            found["kinship"] = []
            for likely, row, _ in self.stated(reviewer, application, "kinship"):
                limits = [rules.kinship.degree, rules.kinship.by_marriage]
                if row["by_marriage"] is not None:
                    limits = [limits[1] if row["by_marriage"] else limits[0]]
                degrees = [0, 10**9] if row["degree"] is None else [row["degree"]]
                counts = {limit is None or degree <= limit for limit in limits for degree in degrees}
                if not self.over(row) and True in counts:
                    found["kinship"].append((likely or False in counts, row["since"], row["until"]))
        for name in ("competitor", "interest"):
            if getattr(rules, name):
                found[name] = [
                    (likely, row["since"], row["until"])
                    for likely, row, _ in self.stated(reviewer, application, name)
                    if not self.over(row)
                ]
        if rules.applying:
            found["applying"] = self.applying(reviewer, application, scope, rules)
        if rules.nationality and reviewer["nationality"]:
            own, rule = reviewer["nationality"], rules.nationality
            of_whom = [one for one in people if rule.apart_from == "investigators" or one["role"] == "lead"]
            barred = own in rule.never or (rule.only and own not in rule.only)
            shared = rule.apart_from and any(one["nationality"] == own for one in of_whom)
            found["nationality"] = [(False, None, None)] if barred or shared else []
        return found

    def placed(self, reviewer: Row, places: list[dict[str, Any]], rule: SameOrganisation) -> Iterator[Tie]:
        for place in places:
            likely, size = self.reached(reviewer, place, rule.reach), place["size"]
            if likely is not None and (not rule.sizes or size is None or size in rule.sizes):
                yield likely or bool(rule.sizes and size is None), None, None

    def over(self, row: Row) -> bool:
        return row["until"] is not None and row["until"] < self.day

    def reached(self, ours: Row, theirs: Row, reach: str) -> bool | None:
        """Whether the organisations are one or joined: False for sure, True likely, None not."""
        one, other = ours["organisation_id"], theirs["organisation_id"]
        if one and other:
            if one == other:
                return False
            pairs = {(row["controller_id"], row["organisation_id"]) for row in self.rows["controls"]}
            back = {(below, above) for above, below in pairs}
            ways = {"own": (), "line": (pairs, back), "group": (pairs | back,)}[reach]
            return False if any(leads(way, one, other) for way in ways) else None
        names = [plain(row["organisation"]) for row in (ours, theirs) if row["organisation"]]
        return True if len(names) == 2 and names[0] == names[1] else None

    def stated(self, reviewer: Row, application: str, kind: str) -> Iterator[tuple[bool, Row, str | None]]:
        """Declarations that lead to the application: likely, the row, and the person they lead to."""
        for row in self.rows["declarations"]:
            if row["reviewer_id"] != reviewer["reviewer_id"] or row["kind"] != kind:
                continue
            if row["application_id"]:
                if row["application_id"] == application:
                    yield False, row, row["orcid"] or row["person"]
            elif row["person"] or row["orcid"]:
                for one in self.of(application):
                    likely = same_person({**row, "name": row["person"]}, one)
                    if likely is not None:
                        yield likely, row, one["person_id"]
            else:
                for place in (*self.partners(application), *self.of(application)):
                    likely = self.reached(row, place, "own")
                    if likely is not None:
                        yield likely, row, None

    def recent(self, stated: Any, rule: Within) -> list[Tie]:
        return [
            (likely, row["since"], row["until"])
            for likely, row, _ in stated
            if rule.years is None or row["until"] is None or row["until"] >= self.ago(rule.years)
        ]

    def ago(self, years: int) -> date:
        return date(self.day.year - years, self.day.month, self.day.day)

    def published(self, reviewer: Row, people: list[dict[str, Any]], rule: Within) -> Iterator[Tie]:
        for row in self.rows["publications"]:
            if row["reviewer_id"] != reviewer["reviewer_id"]:
                continue
            authors = row["coauthors"] or []
            if rule.authors_at_most and len(authors) + 1 > rule.authors_at_most:
                continue
            year = row["year"]
            if rule.years is not None and year is not None and date(year, 12, 31) < self.ago(rule.years):
                continue
            for text in authors:
                orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", text)
                author = {
                    "name": "" if orcid else text,
                    "orcid": orcid[0] if orcid else "",
                    "organisation_id": "",
                    "organisation": "",
                }
                for one in people:
                    likely = same_person(author, one)
                    if likely is not None:
                        dates = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
                        yield likely or year is None, *dates

    def lasting(self, stated: Any, rule: Within) -> list[Tie]:
        rows = [
            one
            for one in stated
            if rule.years is None or one[1]["until"] is None or one[1]["until"] >= self.ago(rule.years)
        ]
        if rule.cumulative is None:
            return [(likely, row["since"], row["until"]) for likely, row, _ in rows]
        found: list[Tie] = []
        for person in {one[2] for one in rows}:
            own = [one for one in rows if one[2] == person]
            sure = [one for one in own if not one[0]]
            least = rule.cumulative * 365
            if self.days(sure) >= least:
                found += [(False, row["since"], row["until"]) for _, row, _ in sure]
            elif self.days(own) >= least or any(row["since"] is None for _, row, _ in own):
                found += [(True, row["since"], row["until"]) for _, row, _ in own]
        return found

    def days(self, rows: Any) -> int:
        covered: set[date] = set()
        for _, row, _ in rows:
            if row["since"] is not None:
                end = min(row["until"] or self.day, self.day)
                covered |= {row["since"] + timedelta(at) for at in range((end - row["since"]).days + 1)}
        return len(covered)

    def pending(self, reviewer: Row, application: str) -> Iterator[Tie]:
        for own, me, mine, concluding in self.member_of[reviewer["reviewer_id"]]:
            for beside in self.of(own) if concluding else ():
                for one in self.of(application):
                    likely = same_person(beside, one)
                    if own != application and beside["person_id"] != me and likely is not None:
                        yield mine or likely, None, None

    def applying(self, reviewer: Row, application: str, scope: str, rules: Rules) -> list[Tie]:
        def counts(own: str) -> bool:
            if rules.applying == "call":
                return True
            if scope != "call":
                return self.asks(own, scope)
            ours, theirs = self.payers(own), self.payers(application)
            return not ours or not theirs or bool(ours & theirs)

        likely = [
            one for own, _, one, concluding in self.member_of[reviewer["reviewer_id"]] if concluding and counts(own)
        ]
        return [(all(likely), None, None)] if likely else []


def leads(way: Any, start: str, end: str) -> bool:
    reached, before = {start}, set()
    while reached != before:
        before = set(reached)
        reached |= {other for one, other in way if one in reached}
    return end in reached


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def same_person(left: Row, right: Row) -> bool | None:
    ours, theirs = (
        Person(*(row[name] or "" for name in ("name", "organisation_id", "organisation", "orcid")))
        for row in (left, right)
    )
    found = compare(ours, theirs)
    if found.standing is Standing.SAME:
        return False
    apart = ours.organisation_id and theirs.organisation_id and ours.organisation_id != theirs.organisation_id
    agree = found.names is Names.FULL or (found.names is Names.PART and not apart)
    return True if found.standing is not Standing.DIFFERENT and agree else None


def merged(ties: list[Tie]) -> Tie:
    """Of what is sure, else of what is likely."""
    likely = all(one for one, _, _ in ties)
    strongest = [tie for tie in ties if tie[0] == likely]
    begun = [since for _, since, _ in strongest if since]
    ended = [until for _, _, until in strongest]
    return likely, min(begun, default=None), None if None in ended else max(one for one in ended if one)
