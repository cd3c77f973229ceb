"""Reads a QR code from its squares, independently of what drew it (ISO/IEC 18004:2015).

As a phone does, but of a code without a single fault: each codeword is checked, none is mended. For versions
1 to 6 (up to 106 bytes at level M), and one run of bytes in it.
"""

#: By level, as format information numbers them: codewords of correction in a block, and blocks, by version.
LEVELS = {
    0b01: ((7, 10, 15, 20, 26, 18), (1, 1, 1, 1, 1, 2)),  # L
    0b00: ((10, 16, 26, 18, 24, 16), (1, 1, 1, 2, 2, 4)),  # M
    0b11: ((13, 22, 18, 26, 18, 24), (1, 1, 2, 2, 4, 4)),  # Q
    0b10: ((17, 28, 22, 16, 22, 28), (1, 1, 2, 4, 4, 4)),  # H
}
MASKS = [
    lambda i, j: (i + j) % 2,
    lambda i, j: i % 2,
    lambda i, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
]
FORMAT_MASK, BYTES = 0b101010000010010, 0b0100


def text_of(dark: set[tuple[int, int]]) -> str:
    """What the code says. ``dark``: its dark squares, as (row, column) from its top left corner."""
    size = 1 + max(column for _row, column in dark)
    version = (size - 17) // 4
    assert 1 <= version <= 6
    assert size == 17 + 4 * version
    level, mask = format_of(dark)
    bits = [
        ((row, column) in dark) ^ (MASKS[mask](row, column) == 0)
        for row, column in path(size)
        if not is_pattern(row, column, size, version)
    ]
    codewords = [number(bits[place : place + 8]) for place in range(0, len(bits) - 7, 8)]
    correcting, blocks = (table[version - 1] for table in LEVELS[level])
    return message(data_of(codewords, correcting, blocks))


def number(bits) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)


def format_of(dark) -> tuple[int, int]:
    """The level of correction and the mask, from around the top left corner."""
    along = [(8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)]
    places = [*along, *((row, 8) for row in (7, 5, 4, 3, 2, 1, 0))]
    found = number(place in dark for place in places) ^ FORMAT_MASK
    return found >> 13, found >> 10 & 0b111


def is_pattern(row: int, column: int, size: int, version: int) -> bool:
    """Whether a square belongs to what all codes of the size have, or to the format."""
    near, far = 9, size - 8
    corners = (row < near and (column < near or column >= far)) or (row >= far and column < near)
    middle = size - 7
    aligns = version > 1 and abs(row - middle) <= 2 and abs(column - middle) <= 2
    return corners or aligns or 6 in (row, column)


def path(size: int):
    """All squares as they are filled: two columns at a time, up and down, from the right."""
    upward = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(size - 1, -1, -1) if upward else range(size):
            yield row, right
            yield row, right - 1
        upward = not upward


def data_of(codewords: list[int], correcting: int, blocks: int) -> list[int]:
    """The codewords of the data, each block of which is checked by its codewords of correction."""
    count = len(codewords) - correcting * blocks
    short = blocks - count % blocks
    lengths = [count // blocks + (block >= short) for block in range(blocks)]
    found: list[list[int]] = [[] for _block in range(blocks)]
    left = iter(codewords)
    for place in range(max(lengths)):
        for block in range(blocks):
            if place < lengths[block]:
                found[block].append(next(left))
    rest = list(left)
    for block, data in enumerate(found):
        assert is_intact(data + rest[block::blocks], correcting)
    return [codeword for data in found for codeword in data]


def is_intact(block: list[int], correcting: int) -> bool:
    """As a polynomial over GF(256), it is nothing at each root of the code's own."""
    powers = [1]
    for _one in range(254):
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0x11D if doubled > 255 else doubled)
    logs = {power: place for place, power in enumerate(powers)}

    def times(a: int, b: int) -> int:
        return powers[(logs[a] + logs[b]) % 255] if a and b else 0

    for root in powers[:correcting]:
        value = 0
        for codeword in block:
            value = times(value, root) ^ codeword
        if value:
            return False
    return True


def message(data: list[int]) -> str:
    bits = "".join(f"{codeword:08b}" for codeword in data)
    assert int(bits[:4], 2) == BYTES
    length = int(bits[4:12], 2)
    found = bytes(int(bits[12 + 8 * place : 20 + 8 * place], 2) for place in range(length))
    assert bits[12 + 8 * length :][:4] == "0000"
    return found.decode("ascii")
