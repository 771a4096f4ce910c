"""Who is answered: the page itself and the person; no other site's page, by whatever name."""

from __future__ import annotations

from email.message import Message

import pytest

from reportgen.preview.guards import is_welcome

OWN = {"Host": "127.0.0.1:8022"}
VISIT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
ORIGIN = {"Origin": "http://127.0.0.1:8022"}


def headers(*given: dict[str, str]) -> Message:
    message = Message()
    for each in given:
        for name, value in each.items():
            message[name] = value
    return message


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("GET", [OWN]),
        ("HEAD", [OWN]),
        ("GET", [{"host": "LocalHost:8022"}]),
        ("GET", [OWN, {"Sec-Fetch-Site": "none"}]),
        ("GET", [OWN, ORIGIN, {"Sec-Fetch-Site": "same-origin"}]),
        ("GET", [OWN, {"Sec-Fetch-Site": "cross-site"}, VISIT]),
        ("POST", [OWN, ORIGIN]),
        ("POST", [OWN, {"Origin": "http://localhost:8022"}]),
    ],
)
def test_the_page_and_the_person_are_answered(method, given):
    assert is_welcome(method, headers(*given), 8022)


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("GET", []),
        ("GET", [{"Host": ""}]),
        ("GET", [{"Host": "127.0.0.1"}]),
        ("GET", [{"Host": "127.0.0.1:80"}]),
        ("GET", [{"Host": "example.org:8022"}]),
        ("GET", [{"Host": "127.0.0.1.example.org:8022"}]),
        ("GET", [{"Host": "127.0.0.1:8022@example.org"}]),
        ("GET", [OWN, {"Host": "example.org:8022"}]),
        ("GET", [OWN, {"Origin": "null"}]),
        ("GET", [OWN, {"Origin": "https://example.org"}]),
        ("GET", [OWN, {"Origin": "https://127.0.0.1:8022"}]),
        ("GET", [OWN, {"Origin": "http://127.0.0.1:3000"}]),
        ("GET", [OWN, ORIGIN, {"Origin": "https://example.org"}]),
        ("GET", [OWN, {"Sec-Fetch-Site": "cross-site"}]),
        ("GET", [OWN, {"Sec-Fetch-Site": "same-site"}]),
        ("GET", [OWN, ORIGIN, {"Sec-Fetch-Site": "cross-site"}]),
        ("GET", [OWN, ORIGIN, {"Sec-Fetch-Site": "cross-site"}, VISIT]),
        ("GET", [OWN, {"Sec-Fetch-Site": "cross-site"}, {**VISIT, "Sec-Fetch-Dest": "iframe"}]),
        ("POST", [OWN, {"Sec-Fetch-Site": "cross-site"}, VISIT]),
        ("POST", [OWN]),
        ("POST", [OWN, {"Origin": "http://evil.example"}]),
        ("POST", [{"Host": "evil.example"}, ORIGIN]),
    ],
)
def test_others_are_not(method, given):
    assert not is_welcome(method, headers(*given), 8022)
