"""What every page is made of: layout, forms, tables, charts, and the design tokens."""
