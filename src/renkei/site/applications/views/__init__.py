"""Pages of applicants, and of those who read what was handed in."""

from renkei.site.applications.views.consortium import consortium, rename_application
from renkei.site.applications.views.handing_in import submit_application, withdraw_application
from renkei.site.applications.views.invitations import invitation
from renkei.site.applications.views.mine import begin_application, my_applications
from renkei.site.applications.views.parts import attached_file, partner_files, partner_request, sign_off_part
from renkei.site.applications.views.reading import submission, submissions
from renkei.site.applications.views.receipts import receipt, receipt_snapshot, receipt_text
from renkei.site.applications.views.writing import application, panel, section, section_beside, section_history

__all__ = [
    "application",
    "attached_file",
    "begin_application",
    "consortium",
    "invitation",
    "my_applications",
    "panel",
    "partner_files",
    "partner_request",
    "receipt",
    "receipt_snapshot",
    "receipt_text",
    "rename_application",
    "section",
    "section_beside",
    "section_history",
    "sign_off_part",
    "submission",
    "submissions",
    "submit_application",
    "withdraw_application",
]
