"""A programme as a folder or workbook: read, checked, written."""

from renkei.programme.checks.currencies import reporting_currency
from renkei.programme.checks.ready import ready_to_select
from renkei.programme.folder import Folder, Place
from renkei.programme.read import read_folder
from renkei.programme.write import write_files, write_folder

__all__ = ["Folder", "Place", "read_folder", "ready_to_select", "reporting_currency", "write_files", "write_folder"]
