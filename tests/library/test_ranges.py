"""Ranges as RFC 9110, section 14, has them; beside another implementation of it (attack 40)."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.ranges import Part, UnsatisfiableError, asked_for


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 0)),
        ("bytes=0-", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=90-200", Part(90, 99)),
        ("bytes=99-", Part(99, 99)),
        ("bytes=-1", Part(99, 99)),
        ("bytes=-100", Part(0, 99)),
        ("bytes=-5000", Part(0, 99)),
        ("BYTES=5-6", Part(5, 6)),
        ("bytes=007-8", Part(7, 8)),
        ("bytes=0-" + "9" * 5000, Part(0, 99)),
        ("bytes=-" + "9" * 5000, Part(0, 99)),
        # Whatever is malformed or more than one is answered with all of the file.
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=5-4", None),
        ("bytes=--5", None),
        ("bytes=0-1,5-6", None),
        ("bytes=1-2,", None),
        ("bytes=0x1-5", None),
        ("bytes=\u0663-\u0665", None),
        ("items=0-5", None),
        ("bytes 0-5", None),
        ("bytes=1 -2", None),
    ],
)
def test_what_is_asked_for(header, part):
    assert asked_for(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=" + "9" * 5000 + "-"])
def test_nothing_there(header):
    with pytest.raises(UnsatisfiableError):
        asked_for(header, 100)


def test_an_empty_file():
    assert asked_for("bytes=-5", 0) is None
    with pytest.raises(UnsatisfiableError):
        asked_for("bytes=0-", 0)


def reference(header, size):
    """The bytes that a server would send, worked out on a real string of bytes; None for 416."""
    data = bytes(index % 251 for index in range(size))
    name, equals, spec = header.partition("=")
    if name.lower() != "bytes" or not equals or not re.fullmatch("[0-9]*-[0-9]*", spec) or spec == "-":
        return data
    first, last = spec.split("-")
    if not first:
        return None if int(last) == 0 else data[-int(last) :]
    if last and int(last) < int(first):
        return data
    found = data[int(first) : int(last) + 1 if last else None]
    return found or None


number = st.one_of(st.just(""), st.integers(0, 40).map(str), st.integers(0, 10**30).map(str))
headers = st.one_of(
    st.builds("bytes={}-{}".format, number, number),
    st.builds("bytes={}-{},{}-{}".format, number, number, number, number),
    st.text(st.sampled_from("bytes=-,0159 x"), max_size=14),
)


@given(headers, st.integers(0, 30))
@example("bytes=-0", 0)
def test_the_same_as_the_reference(header, size):
    data = bytes(index % 251 for index in range(size))
    try:
        part = asked_for(header, size)
        sent = data[part.first : part.last + 1] if part else data
        assert part is None or len(sent) == part.length > 0
    except UnsatisfiableError:
        sent = None
    expected = reference(header.strip(" \t"), size)
    if header.strip(" \t") == header or expected is not None:
        assert sent == expected
