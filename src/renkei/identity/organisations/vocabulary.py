"""The words of organisations' names: small words, and one word for the same kind of place in many languages."""

from functools import lru_cache

from renkei.text.normal import words

SMALL_WORDS = frozenset(
    words(
        "a an and as at by for from in of on or the to de del della delle dei des di du da das do dos la le les lo los"
        " el et e y und der die das den dem des fur im am zu van het een voor en te i og av for till och w na z ze dla"
        " ve icin l d s"
    )
)
"""Words that tell no name from another."""

_SAME = {
    "university": "univ uni daigaku egyetem yliopisto ulikool universita universitas universitat universitaet"
    " universite universites universidad universidade universiteit universitet universitetet universitesi"
    " uniwersytet univerzita"
    " univerzitet universitatea universiti unversity univers univercity sveuciliste haskoli hogeschool",
    "institute": "inst institut instituto istituto instituut institutt instytut institutul intezet institutet ins insti"
    " institution enstitusu",
    "college": "coll col colegio collegio",
    "school": "sch ecole escuela escola scuola skola szkola hochschule",
    "academy": "acad academia akademie akademia accademia academie akademiya akademi akad",
    "science": "sci scienze ciencias ciencia ciencies scientific wissenschaft wissenschaften nauk",
    "technology": "technol technologie tecnologia tecnologico technological tecnologica technologique teknologi tech"
    " tecnologias technologiques",
    "technical": "techn technische technischen technischer technique techniques tecnica tecnico teknik tehnica technika"
    " techniczny technickie",
    "polytechnic": "politecnico politecnica polytechnique polytechnical politechnika poly politeknik polytech"
    " politehnica politechnic",
    "hospital": "hosp hopital hopitaux krankenhaus ospedale ospedaliera hospitalier szpital sjukhus sykehus sygehus"
    " ziekenhuis hastanesi hastane klinikum infirmary",
    "clinic": "clin clinica clinique klinik klinikum",
    "center": "centre cent ctr centro zentrum centr centrum zentral cntr merkezi",
    "research": "res recherche recherches ricerca ricerche investigacion investigaciones forschung pesquisa pesquisas"
    " onderzoek rech forschungs",
    "national": "natl nat nacional nazionale nationale nationaal nationales natn",
    "laboratory": "lab labs laboratoire laboratoires laboratorio laboratori laboratorium laboratories labor",
    "department": "dept dep departement departamento dipartimento dpt abteilung departmento",
    "faculty": "fac facultad faculte facolta faculdade fakultat fakultas wydzial",
    "division": "div",
    "foundation": "fondation fundacion fundacao fondazione stiftung stichting found fundacja",
    "association": "assoc assn associacao asociacion associazione verein vereinigung",
    "society": "soc societe sociedad sociedade societa gesellschaft",
    "ministry": "min minist ministere ministerio ministero ministerium",
    "medicine": "med medizin medicina medecine medicinal",
    "medical": "medica medico medizinische medizinischen medicale",
    "engineering": "eng engn engineer ingenieria ingegneria engenharia ingenieurwissenschaften engng engr",
    "health": "hlth sante salud saude salute gesundheit",
    "physics": "phys physik fisica physique fizyki fysik fysica",
    "chemistry": "chem chemie quimica chimica chimie",
    "mathematics": "math maths mathematik matematica mathematique mathematiques",
    "biology": "biol biologie biologia",
    "agriculture": "agr agric agriculture agronomique agricola",
    "state": "st",
    "international": "intl int internationale internacional internazionale",
    "company": "co corp corporation incorporated inc ltd limited llc gmbh ag sa spa srl bv nv plc oy ab kk cie",
    "group": "grp gruppe groupe grupo",
    "museum": "musee museo muzeum",
    "library": "bibliothek bibliotheque biblioteca libr",
    "agency": "agence agencia agenzia agentur",
    "applied": "appl angewandte",
    "federal": "bundes fed",
    "central": "central",
    "royal": "royale",
    "study": "stud etudes estudios studi",
    "social": "sociales sociale",
    "information": "info informat",
    "computer": "comput comp",
    "electronic": "electron",
    "electrical": "elect electr",
    "environment": "environ environnement",
    "management": "manag mgmt managem",
    "education": "educ educacion",
    "development": "dev develop developpement desarrollo",
    "industry": "ind",
    "council": "conseil consejo consiglio",
    "system": "syst",
    "material": "mater",
    "nuclear": "nucl nucleaire nucleare",
    "municipal": "munic",
    "united": "utd",
    "south": "sud sur",
    "saint": "ste sankt san santa sao",
    "munich": "munchen muenchen",
    "cologne": "koln koeln",
    "vienna": "wien",
    "rome": "roma",
    "milan": "milano",
    "turin": "torino",
    "naples": "napoli",
    "florence": "firenze",
    "venice": "venezia",
    "prague": "praha prag",
    "warsaw": "warszawa warszawski",
    "lisbon": "lisboa",
    "moscow": "moskva moskau",
    "geneva": "geneve genf",
    "copenhagen": "kobenhavn",
    "gothenburg": "goteborg",
    "brussels": "bruxelles brussel",
    "seville": "sevilla",
    "athens": "athina",
    "beijing": "peking",
    "nuremberg": "nurnberg",
    "zurich": "zuerich",
}
_TOWNS = "munich cologne vienna rome milan turin naples florence venice prague warsaw lisbon moscow geneva copenhagen \
gothenburg brussels seville athens beijing nuremberg zurich"
_CANONICAL = {other: one for one, others in _SAME.items() for other in (*others.split(), one)}

COMPANY = "company"
"""What every legal form of a company comes to; it tells no company from another."""
PLACES = frozenset(
    words("university institute college academy hospital center foundation society ministry company agency polytechnic")
)
"""Words that name a kind of organisation."""
UNITS = frozenset(words("department faculty division school laboratory section unit group chair program branch ward"))
"""Words with which the name of a part of an organisation begins."""
KINDS = frozenset(one for one, others in _SAME.items() if one not in _TOWNS.split())
"""Words that alone are no name."""


@lru_cache(maxsize=1 << 17)
def canonical(word: str) -> str:
    """The one word for a folded word: its English kind of place, or its singular."""
    known = _CANONICAL.get(word)
    if known:
        return known
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        single = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return _CANONICAL.get(single, single)
    return word
