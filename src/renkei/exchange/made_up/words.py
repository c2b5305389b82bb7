"""The words that made-up titles and organisations are put together from; none names anything real."""

LABEL = "Made-up"

FIELDS = (
    "sustainable materials",
    "functional surfaces",
    "advanced composites",
    "materials for energy",
    "materials for electronics",
    "materials for health",
)
QUALITIES = (
    "adaptive", "biobased", "ceramic", "corrosion-proof", "flexible", "graded", "high-entropy", "hybrid",
    "lead-free", "lightweight", "low-friction", "magnetic", "nanoporous", "printable", "recyclable",
    "self-healing", "thermoelectric", "transparent", "ultrathin", "woven",
)  # fmt: skip
THINGS = (
    "alloys", "anodes", "barriers", "catalysts", "coatings", "composites", "electrolytes", "fibres", "films",
    "foams", "glasses", "implants", "lenses", "membranes", "photonic crystals", "polymers", "resins", "sensors",
    "steels", "substrates",
)  # fmt: skip
PURPOSES = (
    "bone repair", "clean water", "colder chips", "electric flight", "heat pumps", "hydrogen pipelines",
    "long-lived batteries", "offshore wind", "packaging without plastic", "quantum devices", "quieter trains",
    "recycled concrete", "safer bridges", "small satellites", "solar windows", "tidal power",
)  # fmt: skip

ROOTS = (
    "Alderwick", "Birchmoor", "Calverno", "Dunmarrow", "Eastholm", "Fernavel", "Glimmerstad", "Hollowmere",
    "Ironvale", "Junipera", "Kestrelby", "Larkholt", "Mistralia", "Norvale", "Oakhaven", "Pellinor", "Quillbrook",
    "Rookfjord", "Silverdell", "Thornwick", "Umbermoor", "Vintergate", "Willowmark", "Yarrowsund",
)  # fmt: skip
KINDS = (  # what the organisation calls itself, its size in the contract, how often of eleven
    ("University", "university", 3),
    ("Institute", "institute", 3),
    ("Works", "large", 1),
    ("Devices", "sme", 2),
    ("Labs", "startup", 1),
    ("Agency", "public", 1),
)
