"""Sheets of many layouts and languages, each with the tables that a person reads out of it."""

from tests.exchange.sheets.said import asked, funders, scores, statuses


def test_plain_english_sheet_with_its_budgets_above_the_table(read):
    one = read(
        [
            ["Quantum Call 2026 - ranking"],
            ["All amounts in EUR"],
            [],
            ["", "", "Available budget", "", 500000, 250000.5],
            ["", "", "Confirmed increase", "", 20000, ""],
            ["Rank", "Project ID", "Project title", "Final score", "ANR (FR)", "DFG (DE)"],
            [1, "Q-1", "Ion traps", 14.5, 100000, 120000],
            [2, "Q-2", "Total synthesis", 13, "", "99,500.50"],
            [3, "Q-3", "Photons", 12.5, 80000, 0],
        ]
    )
    assert scores(one) == {"Q-1": "14.5", "Q-2": "13", "Q-3": "12.5"}
    assert asked(one) == {
        ("Q-1", "ANR"): "100000 EUR",
        ("Q-1", "DFG"): "120000 EUR",
        ("Q-2", "DFG"): "99500.5 EUR",
        ("Q-3", "ANR"): "80000 EUR",
    }
    assert funders(one) == {
        "ANR": ("FR", "EUR", "500000", "20000", None),
        "DFG": ("DE", "EUR", "250000.5", None, None),
    }
    assert one.settings.name == "Quantum Call 2026 - ranking"
    assert one.settings.reporting_currency == "EUR"


def test_french_sheet_of_three_header_levels_in_thousands(read):
    one = read(
        [
            ["Appel conjoint 2026 : liste de classement", "", "", "", "", "", "", ""],
            ["Projet", "", "", "Évaluation", "Financement demandé (k€)", "", "", ""],
            ["", "", "", "", "Europe", "", "Asie", ""],
            [
                "Rang",
                "N° de projet",
                "Titre du projet",
                "Note finale (sur 20)",
                "ANR (FR)",
                "FNRS (BE)",
                "JST (JP)",
                "Statut",
            ],
            [1, "P1", "Océan", "17,5", "1\u202f250,5", "–", "300", "éligible"],
            [2, "P2", "Glace", "16", "210,0", "95,25", "néant", "Retiré"],
            ["", "", "Total demandé", "", "1\u202f460,5", "95,25", "300", ""],
            ["", "", "Budget disponible", "", "2\u202f000", "400", "500", ""],
            ["", "", "Augmentation possible", "", "100", "", "", ""],
            [],
            ["Seuil : 12/20"],
        ],
        merged=["A2:C2", "E2:G2", "E3:F3"],
    )
    assert scores(one) == {"P1": "17.5", "P2": "16"}
    assert statuses(one) == {"P2": "withdrawn"}
    assert asked(one) == {
        ("P1", "ANR"): "1250500 EUR",
        ("P1", "JST"): "300000 EUR",
        ("P2", "ANR"): "210000 EUR",
        ("P2", "FNRS"): "95250 EUR",
    }
    assert funders(one) == {
        "ANR": ("FR", "EUR", "2000000", None, "100000"),
        "FNRS": ("BE", "EUR", "400000", None, None),
        "JST": ("JP", "EUR", "500000", None, None),
    }
    assert one.settings.thresholds.total == 12
    assert one.settings.scale.maximum == 20
    assert one.checks == 3


def test_german_sheet_with_subtotals_dots_for_thousands_and_a_unit_in_a_note(read):
    one = read(
        [
            ["Gemeinsame Ausschreibung 2026"],
            ["Alle Beträge in Tsd. EUR"],
            [
                "Platz",
                "Antragsnummer",
                "Akronym",
                "Titel",
                "Gesamtpunktzahl",
                "FFG (AT)",
                "DLR (DE)",
                "Gesamt",
                "Bemerkung",
            ],
            [1, "A-01", "WALD", "Wald der Zukunft", "14,0", "1.234,5", "200", "1.434,5", ""],
            [2, "A-02", "MEER", "Meer und Mehr", "13,5", "100", "-", "100", "zurückgezogen am 3.11.2025"],
            ["", "", "", "Zwischensumme", "", "1.334,5", "200", "1.534,5", ""],
            [3, "A-03", "BERG", "Berge", "11,0", "-", "75,5", "75,5", ""],
            ["", "", "", "Summe", "", "1.334,5", "275,5", "1.610", ""],
            ["", "", "", "Verfügbares Budget (Mio. EUR)", "", "1,5", "0,8", "", ""],
            ["", "", "", "Aufstockung möglich (Mio. EUR)", "", "0,25", "", "", ""],
        ]
    )
    assert scores(one) == {"A-01": "14", "A-02": "13.5", "A-03": "11"}
    assert statuses(one) == {"A-02": "withdrawn"}
    assert asked(one)[("A-01", "FFG")] == "1234500 EUR"
    assert asked(one)[("A-03", "DLR")] == "75500 EUR"
    assert funders(one) == {
        "FFG": ("AT", "EUR", "1500000", None, "250000"),
        "DLR": ("DE", "EUR", "800000", None, None),
    }


def test_japanese_sheet_with_full_width_digits_and_a_units_row(read):
    one = read(
        [
            ["国際共同研究 2026年度 審査結果一覧"],
            ["順位", "課題番号", "研究課題名", "評点（15点満点）", "JST", "NEDO", "合計", "備考"],
            ["", "", "", "", "千円", "千円", "千円", ""],
            ["１", "K-01", "量子センサーの研究", "１４.５", "１２,０００", "8,000", "20,000", ""],
            ["２", "K-02", "水素", "13", "なし", "9,500", "9,500", "取下げ"],
            ["３", "K-03", "計画材料", "12", "5,000", "―", "5,000", "不適格"],
            ["", "", "合計", "", "17,000", "17,500", "34,500", ""],
            ["", "", "予算額", "", "30,000", "20,000", "", ""],
            ["", "", "増額可能額", "", "", "5,000", "", ""],
        ]
    )
    assert scores(one) == {"K-01": "14.5", "K-02": "13", "K-03": "12"}
    assert statuses(one) == {"K-02": "withdrawn", "K-03": "ineligible"}
    assert asked(one) == {
        ("K-01", "JST"): "12000000 JPY",
        ("K-01", "NEDO"): "8000000 JPY",
        ("K-02", "NEDO"): "9500000 JPY",
        ("K-03", "JST"): "5000000 JPY",
    }
    assert funders(one) == {
        "JST": (None, "JPY", "30000000", None, None),
        "NEDO": (None, "JPY", "20000000", None, "5000000"),
    }
    assert one.settings.scale.maximum == 15


def test_a_currency_a_column_and_budgets_on_a_second_sheet(read):
    one = read(
        {
            "Ranking": [
                ["Joint call Japan - Canada - Germany"],
                [
                    "Rank",
                    "Proposal ID",
                    "Title",
                    "Score",
                    "JST (JPY)",
                    "NRC [CAD]",
                    "NEDO 百万円",
                    "DLR (DE) k€",
                    "Comments",
                ],
                [1, "JC-1", "Batteries", 9.5, 12500000, 250000, 45.5, 310, ""],
                [2, "JC-2", "Sensors", 9, "", "180,250.75", "", 150.5, "strong"],
            ],
            "Budgets": [
                ["Agency", "Country", "Currency", "Budget", "Possible increase"],
                ["JST", "Japan", "JPY", 50000000, ""],
                ["NRC", "Canada", "CAD", "1,000,000", "250,000"],
                ["NEDO", "Japan", "JPY", 100000000, ""],
                ["DLR", "Germany", "EUR", 900000, ""],
            ],
            "Notes": [["Confidential until the meeting"]],
        },
        "reporting_currency: EUR\nrates: {JPY: 160, CAD: 1.5}",
    )
    assert asked(one) == {
        ("JC-1", "JST"): "12500000 JPY",
        ("JC-1", "NRC"): "250000 CAD",
        ("JC-1", "NEDO"): "45500000 JPY",
        ("JC-1", "DLR"): "310000 EUR",
        ("JC-2", "NRC"): "180250.75 CAD",
        ("JC-2", "DLR"): "150500 EUR",
    }
    assert funders(one) == {
        "JST": ("JP", "JPY", "50000000", None, None),
        "NRC": ("CA", "CAD", "1000000", None, "250000"),
        "NEDO": ("JP", "JPY", "100000000", None, None),
        "DLR": ("DE", "EUR", "900000", None, None),
    }
    assert one.settings.reporting_currency == "EUR"
    assert one.tables["rates"]["currency"].to_list() == ["CAD", "JPY"]


def test_spanish_sheet_with_a_row_a_partner(read):
    one = read(
        [
            ["Convocatoria conjunta 2026"],
            [
                "Código",
                "Título",
                "Puntuación (máx. 100)",
                "Socio",
                "País",
                "Agencia",
                "Importe solicitado (€)",
                "Estado",
            ],
            ["E-1", "Viento", "91,5", "Universidad A", "España", "AEI", "120.500,00", "elegible"],
            ["", "", "", "Institut B", "Francia", "ANR", "99.000,50", ""],
            ["", "", "", "Empresa C", "España", "AEI", "30.000,00", ""],
            ["E-2", "Sol", "88", "Universidad D", "España", "AEI", "75.000,00", "retirada"],
            ["", "", "", "Labo E", "Francia", "ANR", "60.000,00", ""],
            ["", "", "", "", "", "Total", "384.500,50", ""],
            [],
            ["Agencia", "Presupuesto disponible (€)", "Aumento posible (€)"],
            ["AEI", "500.000", "50.000"],
            ["ANR", "300.000", ""],
        ],
        mapping="status_rows: {6: withdrawn}",
    )
    assert scores(one) == {"E-1": "91.5", "E-2": "88"}
    assert statuses(one) == {"E-2": "withdrawn"}
    assert asked(one) == {
        ("E-1", "AEI-1"): "120500 EUR",
        ("E-1", "ANR"): "99000.5 EUR",
        ("E-1", "AEI-2"): "30000 EUR",
        ("E-2", "AEI"): "75000 EUR",
        ("E-2", "ANR"): "60000 EUR",
    }
    assert funders(one) == {
        "AEI": (None, "EUR", "500000", None, "50000"),
        "ANR": (None, "EUR", "300000", None, None),
    }
    requests = one.tables["requests"]
    assert requests["organisation"].to_list()[:2] == ["Universidad A", "Institut B"]
    assert requests["country"].to_list()[:2] == ["ES", "FR"]


def test_italian_sheet_with_scores_on_criteria_and_their_total(read):
    one = read(
        [
            ["Bando congiunto 2026 - importi in migliaia di euro"],
            [
                "Posizione",
                "Codice",
                "Titolo",
                "Eccellenza",
                "Impatto",
                "Implementazione",
                "Punteggio totale (max. 15)",
                "MUR (IT)",
                "FWF (AT)",
                "Totale",
            ],
            [1, "I-1", "Acqua", "4,5", "5", "4,5", "14", "150,5", "200", "350,5"],
            [2, "I-2", "Fuoco", "4", "4,5", "4", "12,5", "", "99,9", "99,9"],
            [3, "I-3", "Terra", "3", "3", "3,5", "9,5", "80", "n/d", "80"],
            ["", "", "Totale richiesto", "", "", "", "", "230,5", "299,9", "530,4"],
            ["", "", "Fondi disponibili", "", "", "", "", "300", "250", ""],
        ]
    )
    assert scores(one) == {"I-1": "14", "I-2": "12.5", "I-3": "9.5"}
    assert [a.criteria["Eccellenza"] for a in one.applications] == [4.5, 4, 3]
    assert one.settings.criteria == ("Eccellenza", "Impatto", "Implementazione")
    assert one.tables["criteria_scores"].height == 9
    assert asked(one)[("I-2", "FWF")] == "99900 EUR"
    assert funders(one)["MUR"] == ("IT", "EUR", "300000", None, None)


def test_merged_names_over_the_rows_of_partners_with_subtotals_between(read):
    one = read(
        [
            ["No.", "Acronym", "Title", "Score", "Partner", "Funding agency", "Requested (EUR)"],
            ["T1", "ALFA", "First", 13, "Uni 1", "FWF", 100000],
            ["", "", "", "", "Uni 2", "DFG", 50000.25],
            ["", "", "", "", "", "Subtotal", 150000.25],
            ["T2", "BETA", "Second", 12, "Uni 3", "DFG", 70000],
            ["", "", "", "", "Uni 4", "FWF", 30000],
            ["", "", "", "", "", "Subtotal", 100000],
            ["", "", "", "", "", "Grand total", 250000.25],
            [],
            ["Funder", "Budget (EUR)"],
            ["FWF", 200000],
            ["DFG", 300000],
        ],
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3"],
    )
    assert scores(one) == {"T1": "13", "T2": "12"}
    assert asked(one) == {
        ("T1", "FWF"): "100000 EUR",
        ("T1", "DFG"): "50000.25 EUR",
        ("T2", "DFG"): "70000 EUR",
        ("T2", "FWF"): "30000 EUR",
    }


def test_ranks_without_scores_and_rows_of_countries_and_currencies_below_the_header(read):
    one = read(
        [
            ["Merged ranking of the joint meeting"],
            ["Rank", "ID", "Title", "JST", "NRC", "RCN"],
            ["", "", "Country", "JP", "CA", "NO"],
            ["", "", "Currency", "JPY", "CAD", "NOK"],
            [1, "M-1", "Alpha", 10000000, 200000, 1500000],
            [2, "M-2", "Beta", "", 150000, 900000],
            ["", "", "Budget", 30000000, 400000, 5000000],
        ],
        "reporting_currency: JPY\nrates: {CAD: 0.009, NOK: 0.07}",
    )
    assert scores(one) == {"M-1": None, "M-2": None}
    assert [a.rank for a in one.applications] == [1, 2]
    assert one.settings.selection.binding == "rank"
    assert funders(one) == {
        "JST": ("JP", "JPY", "30000000", None, None),
        "NRC": ("CA", "CAD", "400000", None, None),
        "RCN": ("NO", "NOK", "5000000", None, None),
    }


def test_funders_over_two_columns_each_of_request_and_cost(read):
    one = read(
        [
            ["Proposal", "Title", "Score", "FWF (AT)", "", "DFG (DE)", ""],
            ["", "", "", "Requested (k€)", "Total cost (k€)", "Requested (k€)", "Total cost (k€)"],
            ["X1", "One", 8, 100, 150, 200, 300],
            ["X2", "Two", 7, 120.5, 200, "", ""],
            ["", "Budget (k€)", "", 500, "", 400, ""],
        ],
        merged=["D1:E1", "F1:G1"],
    )
    assert asked(one) == {("X1", "FWF"): "100000 EUR", ("X1", "DFG"): "200000 EUR", ("X2", "FWF"): "120500 EUR"}
    assert funders(one) == {"FWF": ("AT", "EUR", "500000", None, None), "DFG": ("DE", "EUR", "400000", None, None)}


def test_columns_in_another_order_and_funders_known_by_row_totals_only(read):
    one = read(
        [
            ["Amounts in kCHF"],
            ["SNSF", "Innosuisse", "Sum", "Points", "Title", "Reference", "Rank"],
            ["1’250.5", "100", "1’350.5", 5.5, "Eiger", "S-1", 1],
            ["", "300.25", "300.25", 5, "Jungfrau", "S-2", 2],
            ["80", "-", "80", 4.5, "Mönch", "S-3", 3],
            [],
            ["Agency", "Budget (kCHF)"],
            ["SNSF", 2000],
            ["Innosuisse", 500],
        ]
    )
    assert asked(one)[("S-1", "SNSF")] == "1250500 CHF"
    assert asked(one)[("S-2", "Innosuisse")] == "300250 CHF"
    assert scores(one)["S-3"] == "4.5"


def test_million_won_in_a_group_header_and_the_header_repeated_in_the_middle(read):
    header = ["Rank", "Application no.", "Title", "Score", "KIAT", "IITP", "Decision"]
    one = read(
        [
            ["Korea bilateral call"],
            ["", "", "", "", "Requested funding (KRW million)", "", ""],
            header,
            [1, "K1", "Chips", 92, 450, 120.5, "recommended"],
            header,
            [2, "K2", "Cells", 90, 300, "", "reserve"],
            ["", "", "Budget (KRW million)", "", 900, 400, ""],
        ],
        merged=["E2:F2"],
    )
    assert asked(one) == {
        ("K1", "KIAT"): "450000000 KRW",
        ("K1", "IITP"): "120500000 KRW",
        ("K2", "KIAT"): "300000000 KRW",
    }
    assert one.tables["applications"]["decision"].to_list() == ["recommended", "reserve"]


def test_funders_named_in_full_with_their_acronyms_in_brackets(read):
    one = read(
        [
            ["Rank", "Project no.", "Title", "Score", "Requested funding (EUR)", "", "Person months"],
            ["", "", "", "", "Agence nationale de la recherche (ANR)", "Research Council of Norway (RCN)", ""],
            [1, 101, "A", 8.5, 200000, 150000, 36],
            [2, 102, "B", 8, "€ 90,000.00", "", 24],
            ["", "", "Available budget", "", 500000, 300000, ""],
        ],
        merged=["E1:F1"],
    )
    assert asked(one) == {("101", "ANR"): "200000 EUR", ("101", "RCN"): "150000 EUR", ("102", "ANR"): "90000 EUR"}


def test_portuguese_sheet_ranked_by_lowest_score(read):
    one = read(
        [
            ["Chamada 2026 (1 = best, scale 1-9)"],
            [
                "Posição",
                "Código do projeto",
                "Título",
                "Pontuação (1-9)",
                "FCT (PT) €",
                "FAPESP (BR) R$",
                "Observações",
            ],
            [1, "B1", "Mar", "1,5", "100.000,00", "500.000,00", ""],
            [2, "B2", "Rio", "2", "80.000,00", "-", "não elegível"],
            ["", "", "Orçamento disponível", "", "250.000,00", "1.000.000,00", ""],
        ],
        "reporting_currency: EUR\nrates: {BRL: 6.2}",
    )
    assert one.settings.scale.best == "low"
    assert statuses(one) == {"B2": "ineligible"}
    assert funders(one) == {
        "FCT": ("PT", "EUR", "250000", None, None),
        "FAPESP": ("BR", "BRL", "1000000", None, None),
    }


def test_funders_named_by_their_countries_alone(read):
    one = read(
        [
            ["Requests in k€"],
            ["No.", "Title", "Score", "NO", "IT", "Germany", "UK"],
            ["N-1", "One", 4.5, 100, 200, "", 50.5],
            ["N-2", "Two", 4, "", 150, 300, ""],
            ["", "Budget", "", 300, 400, 500, 100],
        ]
    )
    assert funders(one) == {
        "NO": ("NO", "EUR", "300000", None, None),
        "IT": ("IT", "EUR", "400000", None, None),
        "DE": ("DE", "EUR", "500000", None, None),
        "GB": ("GB", "EUR", "100000", None, None),
    }
    assert asked(one)[("N-1", "GB")] == "50500 EUR"
