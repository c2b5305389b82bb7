"""What is done in a meeting, in words for those who read the trail."""

from renkei.site.decisions import words

DONE = {f"meeting.{act}": said for act, said in words.DONE.items()}
