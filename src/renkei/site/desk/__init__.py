"""The secretariat's desk: what is due and waits, what funders are asked for, the invitation to the full stage."""
