"""Who ranks: one panel, several funders whose lists are merged, or experts and states; and who must endorse."""
