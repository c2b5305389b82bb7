"""Pure computing: tables in, a result out. Siblings never import each other."""
