"""The steps of the call in their order."""

from tests.site.browser.whole_call import after, applying, judging, meeting, preparing

STEPS = (
    preparing.the_administrator_appoints_the_staff,
    preparing.the_secretariat_makes_the_call_from_an_empty_desk,
    preparing.the_secretariat_registers_three_funders_with_their_annexes,
    preparing.the_administrator_appoints_the_funders_officers,
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
    meeting.the_meeting_is_prepared_and_its_chair_opens_it,
    meeting.two_people_raise_and_compare_from_the_keyboard_at_once,
    meeting.a_late_save_is_told_and_the_scenarios_are_compared,
    meeting.the_minutes_tell_who_left_the_room,
    meeting.a_scenario_is_put_to_the_funders_and_each_says_yes,
    after.each_funder_confirms_its_awards,
    after.every_partner_gets_its_letter_and_none_learns_of_others,
    after.the_lead_reads_its_awards,
    after.one_drops_out_and_the_next_on_the_reserve_list_moves_up,
    after.the_results_are_published,
    after.the_observer_reads_all_of_it_and_changes_nothing,
    after.the_administrator_reads_the_trail_and_the_outbox,
)
