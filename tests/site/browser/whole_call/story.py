"""The steps of the call in their order."""

from tests.site.browser.whole_call import applying, judging, preparing

STEPS = (
    preparing.the_administrator_appoints_the_staff,
    preparing.the_secretariat_makes_the_call_from_an_empty_desk,
    preparing.the_secretariat_registers_three_funders_with_their_annexes,
    preparing.the_secretariat_writes_form_dates_rules_and_rates,
    preparing.the_secretariat_publishes_and_everybody_reads,
    applying.a_lead_makes_an_account_on_the_way_to_an_application,
    applying.the_lead_begins_and_invites_its_partners,
    applying.each_partner_writes_its_own_part_and_the_lead_hands_in,
    applying.four_more_consortia_hand_in_and_the_secretariat_sees_the_demand,
    judging.the_first_stage_is_scored_by_hand_and_by_a_sheet,
    judging.who_goes_on_is_invited_by_the_rule_and_everybody_is_told,
    judging.who_was_invited_completes_and_hands_in_the_full_application,
    judging.the_officers_screen_what_asks_their_money,
    judging.the_panels_scores_of_the_full_stage_are_taken_in_and_shown,
)
