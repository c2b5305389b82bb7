"""Addresses of calls; `new`, `feed` and `officers` are no call's word."""

from django.urls import path

from renkei.site.calls.feed import feed
from renkei.site.calls.views import building, officers, public, secretariat
from renkei.site.calls.views.asking import ask_question

urlpatterns = [
    path("", public.calls, name="calls"),
    path("feed/", feed, name="calls_feed"),
    path("new/", secretariat.new_call, name="call_new"),
    path("officers/", officers.all_officers, name="officers"),
    path("officers/<int:officer>/end/", officers.end_officer, name="officer_end"),
    path("<slug:slug>/", public.call, name="call"),
    path("<slug:slug>/can-we-apply/", public.can_we_apply, name="call_can_we_apply"),
    path("<slug:slug>/ask/", ask_question, name="call_ask"),
    path("<slug:slug>/results/", public.results, name="call_results"),
    path("<slug:slug>/edit/", building.edit_call, name="call_edit"),
    path("<slug:slug>/edit/basics/", building.edit_basics, name="call_basics"),
    path("<slug:slug>/edit/funders/", building.edit_funders, name="call_funders"),
    path("<slug:slug>/edit/form/", building.edit_sections, name="call_sections"),
    path("<slug:slug>/edit/form/new/", building.edit_section, name="call_section_new"),
    path("<slug:slug>/edit/form/<slug:key>/", building.edit_section, name="call_section"),
    path("<slug:slug>/edit/form/<slug:key>/order/", building.order_section, name="call_section_order"),
    path("<slug:slug>/edit/dates/", building.edit_milestones, name="call_milestones"),
    path("<slug:slug>/edit/dates/<int:number>/", building.edit_milestones, name="call_milestone"),
    path("<slug:slug>/edit/dates/<int:number>/remove/", building.remove_milestone, name="call_milestone_remove"),
    path("<slug:slug>/edit/deciding/", building.edit_deciding, name="call_deciding"),
    path("<slug:slug>/edit/money/", building.edit_money, name="call_money"),
    path("<slug:slug>/copy/", building.copy_call, name="call_copy"),
    path("<slug:slug>/publish/", secretariat.publish_call, name="call_publish"),
    path("<slug:slug>/extend/", secretariat.extend_call, name="call_extend"),
    path("<slug:slug>/funders/", secretariat.edit_funder, name="call_funder_new"),
    path("<slug:slug>/funders/<slug:code>/", secretariat.edit_funder, name="call_funder"),
    path("<slug:slug>/funders/<slug:code>/take-out/", secretariat.take_out, name="call_funder_take_out"),
    path("<slug:slug>/questions/<int:number>/", secretariat.answer_question, name="call_answer"),
    path("<slug:slug>/edit-results/", secretariat.edit_results, name="call_edit_results"),
]
