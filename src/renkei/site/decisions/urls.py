"""Addresses of decisions."""

from django.urls import path

from renkei.site.decisions import views

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("record/<uuid:which>/", views.decision_page, name="decision"),
    path("record/<uuid:which>/consent/", views.consent_to, name="decision_consent"),
    path("record/<uuid:which>/again/", views.again, name="decision_again"),
    path("record/<uuid:which>/decision.json", views.record, name="decision_record"),
    path("record/<uuid:which>/download/", views.download, name="decision_download"),
    path("proposal/<uuid:which>/", views.proposal_page, name="proposal"),
    path("<slug:slug>/meeting/", views.meeting, name="meeting"),
    path("<slug:slug>/meeting/prepare/", views.prepare, name="meeting_prepare"),
    path("<slug:slug>/meeting/session/", views.session, name="meeting_session"),
    path("<slug:slug>/meeting/ask/", views.ask, name="meeting_ask"),
    path("<slug:slug>/meeting/why/", views.why, name="meeting_why"),
    path("<slug:slug>/meeting/next/", views.next_raises, name="meeting_next"),
    path("<slug:slug>/meeting/news/", views.news, name="meeting_news"),
    path("<slug:slug>/meeting/compare/", views.compare, name="meeting_compare"),
    path("<slug:slug>/meeting/propose/", views.propose_page, name="meeting_propose"),
    path("<slug:slug>/meeting/scenarios/", views.keep, name="scenario_keep"),
    path("<slug:slug>/meeting/scenarios/<uuid:which>/", views.save, name="scenario_save"),
    path("<slug:slug>/meeting/scenarios/<uuid:which>/drop/", views.drop, name="scenario_drop"),
    path("<slug:slug>/meeting/scenarios/<uuid:which>/move/", views.move, name="scenario_move"),
    path("<slug:slug>/meeting/minutes/", views.minutes, name="meeting_minutes"),
    path("<slug:slug>/meeting/minutes/quorum/", views.change_quorum, name="meeting_quorum"),
    path("<slug:slug>/meeting/minutes/seats/", views.add_seat, name="seat_add"),
    path("<slug:slug>/meeting/minutes/seats/<int:seat>/presence/", views.change_presence, name="seat_presence"),
    path("<slug:slug>/meeting/minutes/seats/<int:seat>/proxy/", views.change_proxy, name="seat_proxy"),
    path("<slug:slug>/meeting/minutes/out/", views.leave, name="seat_out"),
    path("<slug:slug>/meeting/minutes/out/<int:absence>/back/", views.back, name="seat_back"),
    path("<slug:slug>/meeting/minutes/lines/", views.line, name="minutes_line"),
    path("<slug:slug>/meeting/minutes/draws/", views.draw_named, name="draw_name"),
    path("<slug:slug>/meeting/minutes/draws/<int:draw>/", views.drawn, name="draw_value"),
]
