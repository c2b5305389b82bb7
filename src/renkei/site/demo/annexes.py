"""The funders' annexes and the calls' own rules, as annexes.yaml writes them."""

MSF = """
title: Musashi Science Fund, annex (made up)
currency: JPY
sizes: [sme, startup, university, institute]
countries: [JP]
rate: {sme: 66, startup: 66, else: 100}
ceiling: {university: 30000000, institute: 30000000, else: 50000000}
costs:
  paid: [personnel, equipment, consumables, travel]
  at_most: {travel: 15}
"""
PRC = """
title: Prairie Research Council, annex (made up)
currency: CAD
sizes: [sme, startup, university]
countries: [CA]
rate: {university: 100, else: 50}
ceiling: 500000
floor: 20000
"""
AFR = """
title: Agence Fictive de Recherche, annexe (made up)
currency: EUR
countries: [FR]
rate: {large: 30, sme: 45, startup: 45, else: 100}
ceiling: 300000
costs:
  at_most: {subcontracting: 20}
"""
RIF_WHOEVER_LEADS = """
title: Rhein-Innovationsfonds, Anlage (made up)
currency: EUR
sizes: [large, sme, startup, institute]
countries: [DE]
rate: {large: 40, else: 60}
ceiling: 400000
"""
RIF = RIF_WHOEVER_LEADS + "led_by: [sme, startup, institute]\n"
FIA = """
title: Fells Innovation Agency, annex (made up)
currency: GBP
countries: [GB]
rate: {sme: 60, startup: 70, else: 80}
ceiling: 350000
"""
NVS = """
title: Norrvinds Vetenskapsstiftelse, bilaga (made up)
currency: SEK
countries: [SE]
rate: {sme: 50, else: 100}
ceiling: 4000000
"""
OF_CALL = """
organisations_at_least: 2
countries_at_least: 2
country_share: 70
"""
