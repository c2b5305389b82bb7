"""The page's sections: each makes the sentences and the table that its part of the template lays out."""
