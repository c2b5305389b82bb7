"""Applications: a consortium, each partner's part and request, the sign-offs, the submissions and their receipts."""
