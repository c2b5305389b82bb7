"""Offices that people hold, the words of departments, and the courtesies before a name."""

# what an office is called by; what follows "of" or stands before belongs to it
OFFICES = (
    *("Prime Minister", "Deputy Prime Minister", "Vice-Minister", "Vice Minister", "Deputy Minister", "Minister"),
    *("Secretary-General", "Secretary General", "Parliamentary Secretary", "Under Secretary", "Under-Secretary"),
    *("Assistant Secretary", "Deputy Secretary", "Permanent Secretary", "Secretary of State", "Secretary"),
    *("Ambassador Extraordinary and Plenipotentiary", "Ambassador", "ambassador", "Consul General", "Consul-General"),
    *("Deputy Director General", "Deputy Director-General", "Director General", "Director-General", "director general"),
    *("Executive Director", "Managing Director", "Scientific Director", "Deputy Director", "Director"),
    *(
        "Executive Vice President",
        "Senior Vice President",
        "Vice President",
        "Vice-President",
        "President",
        "president",
    ),
    *("Vice-Chancellor", "Vice Chancellor", "Chancellor", "Vice-Rector", "Rector", "Dean", "Provost", "Governor"),
    *("Deputy Chairman", "Vice Chairman", "Vice-Chairman", "Chairman", "Chairwoman", "Chairperson", "Vice Chair"),
    *("Co-Chair", "Chair", "Commissioner", "Chief Executive Officer", "Chief Executive", "Chief Scientist"),
    *("Chief Technology Officer", "CEO", "CTO", "CFO", "Deputy Head", "Head", "Mayor", "Administrator", "Counsellor"),
    *("director", "deputy director", "executive director", "managing director", "chairman", "chairwoman", "chair"),
    *("vice president", "vice-president", "chief executive", "rector", "head", "secretary", "minister", "governor"),
    *("deputy director general", "deputy head", "deputy minister", "secretary general", "chancellor", "commissioner"),
    *("Spokesperson", "Spokesman", "General Manager", "Professor", "Senator", "Envoy", "Special Envoy"),
    *("Bundesminister", "Bundesministerin", "Ministerin", "Staatssekretär", "Staatssekretärin", "Präsident"),
    *("Präsidentin", "Botschafter", "Botschafterin", "Bundeskanzler", "Bundeskanzlerin", "Direktor", "Direktorin"),
    *("Generaldirektor", "Vorsitzender", "Vorsitzende", "Geschäftsführer", "Parlamentarischer Staatssekretär"),
    *("ministre", "Ministre", "présidente", "président", "Président", "Présidente", "directeur général"),
    *(
        "directrice générale",
        "Directeur général",
        "Directrice générale",
        "directeur",
        "directrice",
        "secrétaire d'État",
    ),
    *("ambassadeur", "ambassadrice", "Ambassadeur", "Ambassadrice", "recteur", "commissaire", "Premier ministre"),
    *("ministro", "ministra", "Ministro", "Ministra", "presidente", "presidenta", "Presidente", "Presidenta"),
    *("director general", "directora general", "secretario de Estado", "secretaria de Estado", "embajador"),
    *("embajadora", "rector", "rectora", "министр", "Министр", "премьер-министр", "президент", "Президент", "посол"),
    *("генеральный директор", "Генеральный директор", "директор", "председатель", "Председатель", "ректор", "глава"),
    *("заместитель министра", "заместитель генерального директора", "вице-президент", "академик"),
)
OFFICES_JA = (
    *("内閣総理大臣", "総理大臣", "副大臣", "大臣政務官", "大臣", "首相", "大統領", "長官", "次官", "局長", "審議官"),
    *("理事長", "理事", "総裁", "社長", "会長", "副会長", "所長", "学長", "総長", "部長", "課長", "大使", "公使"),
    *("教授", "機構長", "センター長", "議長", "座長", "委員長", "知事", "市長", "総領事", "領事"),
)
COURTESIES = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Professor", "H.E", "Hon", "Sir", "Dame", "Lord", "The Honourable"),
    *("the Honourable", "the Honorable", "His Excellency", "Her Excellency", "Herr", "Frau", "M", "Mme", "Mlle"),
    *("Madame", "Monsieur", "Sr", "Sra", "Don", "Doña", "г-н", "г-жа"),
)
# verbs of headings, which write them with a capital
VERBS = frozenset(
    """
    Accepts Addresses Agree Agrees Announce Announces Appoints Approves Attends Calls Discuss Discusses Extends Hold
    Holds Hosts Inaugurates Issues Joins Launch Launches Make Makes Meet Meets Opens Receives Renew Renews Says Sign
    Signed Signs Speaks Strengthen Talks Visit Visits Welcomes
    """.split()  # noqa: SIM905 - a list of words
)
# what organisations are called
ORGANISATIONS = frozenset(
    """
    Ministry Department Agency Institute Institutes Corporation Foundation University Academy Association Federation
    Commission Authority Company Embassy Laboratory Laboratories College Chamber Club Council Society Bank Center
    Centre Union Organisation Organization Trust Office Bureau Ministerium Bundesministerium Institut Universität
    Gesellschaft Gemeinschaft Ministère Université Académie Agence Fondation Conseil Ministerio Universidad Agencia
    Consejo Fundación Fundação Universidade
    """.split()  # noqa: SIM905 - a list of words
)
# capitalised words that no person is called by: of departments, bodies, places, months, headings
NO_NAME = VERBS | frozenset(
    """
    Wissenschaft Wissenschaften Bildung Kultur Sport Technologie Forschung Wirtschaft Energie Klimaschutz Umwelt
    Gesundheit Inneres Finanzen Verkehr Arbeit Soziales Landwirtschaft Ernährung Verteidigung Digitalisierung Handel
    Industrie Zusammenarbeit Entwicklung Naturschutz Raumfahrt Auswärtigen Kunst Frauen
    Enseignement Recherche Éducation Économie Finances Affaires Énergie Santé Numérique Transition Culture Commerce
    Développement Coopération Agriculture Défense Intérieur Travail Transports Environnement Europe
    Economía Competitividad Ciencia Tecnología Innovación Productiva Educación Industria Comercio Turismo Energía
    Asuntos Exteriores Cooperación Hacienda Universidades Sanidad Cultura Agricultura Medio Ambiente Desarrollo
    Academic Academy Access Administration Advanced Affairs Africa African Agency Agencies Agreement Agricultural
    Agriculture Aid America American Annual Application April Arctic Area Areas Art Arts Artificial Asia Asian
    Association Asia-Pacific Assembly Atomic August Authority Autumn Back Bank Basin Battery Bilateral Biodiversity
    Biology Biotechnology Block Board Budget Building Bureau Business Cabinet Call Canada Capital Carbon Center Central
    Centre Century Chain Chains Chair Chamber Chemical Chemistry Chief City Civil Clean Climate Club Cluster College
    Commerce Commercial Commission Committee Communication Communications Community Company Computing Concerning
    Conference Confederation Congress Construction Consumer Contact Cooperation Coordination Copyright Corporation
    Council Country Cultural Culture Cyber Cybersecurity Data December Declaration Defence Defense Delegation
    Democratic Department Deputy Design Development Dialogue Digital Digests Diplomacy Direct Director Disaster
    Division Document Early East Eastern Ecology Economic Economics Economy Education Effective Eight Electronics Email
    Embassy Emergency Employment Energy Engineering Enterprise Enterprises Environment Environmental Equality Eureka
    Europe European Exchange Executive Export Exhibition External Fair Family Federal Federation Feature February
    Federal Fifth Finance Financial First Fisheries Five Food Foreign Forest Forestry Forum Foundation Four Fourth
    Framework Free Friday Fund Funding Future General Global Government Group Groups Growth Head Health Heritage Higher
    Home Horizon Hospital House Housing Human Hydrogen Identity Immigration Implementation Inc Indigenous Industrial
    Industries Industry Information Infrastructure Initiative Innovation Institute Institutes Institution Intellectual
    Intelligence Interior Internal International Internet Investment Issues January Japan Joint July June Justice
    Knowledge Labor Labour Land Latin Law Leader Leaders Learning Letter Life Links Local Ltd Magazine Management
    Manufacturing March Marine Market Markets Material Materials Mathematics May Mechanism Media Medical Medicine
    Meeting Member Memorandum Middle Mineral Minerals Minister Ministerial Ministers Ministry Mobility Monday Museum
    Nano Nanotechnologies Nanotechnology National Nations Native Natural Navy Network New News Newsletter Next North
    Northern Note Notes November Nuclear Ocean Oceans October Office Officer Official Open Operations Order
    Organisation Organization Outline Overseas Overview Pacific Paper Park Parliament Partner Partners Partnership
    Peace People Petroleum Photo Physics Planning Platform Policy Political Posted Power Press Prime Principal Private
    Procurement Production Program Programme Programs Project Projects Promotion Property Protection Province
    Provincial Public Quantum Railway Read Region Regional Registration Relations Related Release Releases Renewable
    Report Republic Research Resources Revenue Review Robotics Round Royal Rural Safety Saturday Scale Scholars School
    Science Sciences Second Secretariat Secretary Section Sector Security Semiconductor Semiconductors Seminar Senate
    September Series Service Services Session Seven Share Small Social Society Software Source South Southern Space
    Special Sport Sports Standards State States Statistics Strategic Strategy Studies Subscribe Summit Sunday Supply
    Support Sustainability Sustainable System Systems Task Technical Techno Technological Technologies Technology
    Telecommunications Terms The Third Three Thursday Tourism Trade Training Transport Transportation Treasury Treaty
    Tuesday Two Union United Universities University Urban Veterans Virtual Vocational Water Wednesday Week Welfare
    West Western Women Work Workers Workshop World Year Youth Also An And As At Both But By During For From Furthermore
    He Her His However I If In It Its Many More Most Mr On Our Prior She Since So Such That Their These They This Those
    Through To Under We What
    When Where While With Within You Your
    """.split()  # noqa: SIM905 - a list of words, and not a list of strings, for the one who reads it
)
