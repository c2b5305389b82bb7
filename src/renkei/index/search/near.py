"""How far apart two spellings are."""


def within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` signs are inserted, dropped, changed or exchanged with their neighbour between two words.

    The distance of optimal string alignment, as the index itself measures it.
    """
    if abs(len(one) - len(other)) > most:
        return False
    signs, others = set(one), set(other)
    if len(signs - others) > most or len(others - signs) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        last, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            step = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (sign != wanted))
            if at > 1 and to > 1 and sign == other[to - 2] and one[at - 2] == wanted:
                step = min(step, last[to - 2] + 1)
            row.append(step)
        if min(row) > most:
            return False
    return row[-1] <= most
