"""Web pages of conversations: Gemini's activity, saved pages, and pages made to hang a reader."""

from __future__ import annotations

import pytest

from assessments.intake import FileReport, read
from assessments.intake.conversations.html_events import Tag, events

CAPTION = (
    '<div class="content-cell mdl-typography--caption"><b>Products:</b><br>&emsp;Gemini Apps</div>'
)


def cell(body: str, header: str = "Gemini Apps") -> str:
    return (
        '<div class="outer-cell mdl-cell mdl-shadow--2dp"><div class="mdl-grid">'
        f'<div class="header-cell mdl-cell"><p class="mdl-typography--title">{header}<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-typography--body-1">{body}</div>'
        '<div class="content-cell mdl-typography--body-1 mdl-typography--text-right"></div>'
        f"{CAPTION}</div></div>"
    )


def activity(*cells: str) -> FileReport:
    style = "<style>.outer-cell { margin: 0 }</style>"
    return read(f"<html><head>{style}</head><body>{''.join(cells)}</body></html>".encode())


SAVED_ACTIVITY = f"<html><body>{cell('Prompted a<br>1 Mar 2026, 10:02:00 CET<br><p>b</p>') * 3}"


def turns(reading: FileReport) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in reading.messages]


def test_an_entry_gives_request_answer_time_conversation_and_attachments():
    body = (
        'Prompted&nbsp;<a href="https://gemini.google.com/app/abc12">Make it colder</a><br>'
        'Attached 1 file.<br>-&nbsp;<a href="lantern.png">lantern.png</a><br>'
        "Mar 1, 2026, 10:02:00&#8239;AM GMT+08:00<br><p>and <b>frost</b></p><p>takes it</p>"
    )
    reading = activity(cell(body))
    assert (reading.generator, reading.media_type) == ("Gemini", "text/html")
    assert turns(reading) == [("user", "Make it colder"), ("assistant", "and frost\ntakes it")]
    asked = reading.messages[0]
    assert asked.at == "2026-03-01T10:02:00+08:00"
    assert asked.extra == {"attachments": ["lantern.png"], "conversation": "abc12"}


def test_a_request_of_several_lines_stays_whole_and_a_zone_in_letters_is_not_guessed():
    body = "Prompted a poem<br>about a lantern<br>1 Mar 2026, 10:02:00 CST<br><p>Red</p>"
    (asked, _) = activity(cell(body)).messages
    assert (asked.text, asked.at) == ("a poem\nabout a lantern", "2026-03-01T10:02:00")


def test_an_activity_without_a_request_gives_no_turn_and_other_products_are_left_out():
    made = cell("Created Gemini Canvas titled Lantern<br>Mar 1, 2026, 10:03:00 AM EST<br>")
    search = cell("Searched for soup<br>Mar 1, 2026, 10:04:00 AM EST<br>", "Search")
    reading = activity(made, search)
    assert reading.messages == ()
    assert [entry["title"] for entry in reading.extra["conversations"]] == [
        "Created Gemini Canvas titled Lantern"
    ]


def test_a_request_in_another_language_says_that_its_verb_was_kept():
    body = "Vous avez demandé un poème<br>1 mars 2026, 10:02:00 CET<br><p>Rouge</p>"
    reading = activity(cell(body))
    assert [problem.code for problem in reading.problems] == ["activity_verb_kept"]
    assert reading.messages[0].at is None


SAVED = {
    "ChatGPT": (
        '<h5 class="sr-only">You said:</h5><div data-message-author-role="user" '
        'data-message-id="u"><div>{asked}</div></div><div data-message-author-role="assistant" '
        'data-message-id="a" data-message-model-slug="gpt-4o"><div class="markdown"><p>{said}</p>'
        "</div><button>Copy</button></div>"
    ),
    "Claude": (
        '<div data-testid="user-message" class="x">{asked}</div>'
        '<div class="font-claude-response y"><div>{said}</div></div>'
    ),
    "Gemini": (
        "<user-query><div>{asked}</div></user-query><model-response><model-thoughts>hm"
        "</model-thoughts><message-content><p>{said}</p></message-content></model-response>"
    ),
    "豆包": (
        '<div data-testid="send_message">{asked}</div><div data-testid="receive_message">{said}'
        "</div>"
    ),
    "Kimi": (
        '<div class="chat-content-item chat-content-item-user"><div>{asked}</div></div>'
        '<div class="chat-content-item chat-content-item-assistant"><div>{said}</div></div>'
    ),
    "元宝": (
        '<div class="agent-chat__list__item agent-chat__list__item--human">{asked}</div>'
        '<div class="agent-chat__list__item agent-chat__list__item--ai">{said}</div>'
    ),
}


@pytest.mark.parametrize("service", SAVED)
def test_a_saved_page_gives_what_its_service_marks_as_said(service):
    body = SAVED[service].format(asked="Write &lt;a&gt; poem", said="Red <em>lantern</em>")
    picture = f'<img src="data:image/png;base64,{"A" * 90_000}">'
    page = f"<!DOCTYPE html><html><head><title>Poem</title></head><body>{picture}{body}</body>"
    reading = read(page.encode())
    assert reading.generator == service
    assert turns(reading) == [("user", "Write <a> poem"), ("assistant", "Red lantern")]
    assert [problem.code for problem in reading.problems] == ["page_may_be_part"]


def test_a_page_of_another_kind_is_no_conversation():
    page = "<!DOCTYPE html><html><body><p>user-query</p><p>a model response</p></body></html>"
    assert read(page.encode()).messages == ()


@pytest.mark.parametrize(
    "part", ['<a "', "<", "<style>", '<a b="', "<a b='\"", "<!--", "<a ", "</", "<!", "&#x"]
)
def test_a_page_that_repeats_what_never_ends_is_passed_over_once(part, monkeypatch):
    """Every search starts where the last one ended, or it is not made again."""
    page = part * 5_000
    searched = 0

    class Counted(str):
        def find(self, mark: str, *at: int) -> int:  # type: ignore[override]
            nonlocal searched
            place = str.find(self, mark, *at)
            searched += (len(self) if place < 0 else place) - (at[0] if at else 0)
            return place

    list(events(Counted(page)))
    assert searched <= 8 * len(page)


def test_tags_in_quotes_and_scripts_are_no_tags():
    page = '<p title="a > b">x</p><script>"<p>"</script><SCRIPT>1<2</SCRIPT>y'
    found = list(events(page))
    assert [event for event in found if isinstance(event, str) and event] == ["x", "y"]
    assert [event.given for event in found if isinstance(event, Tag) and event.given] == [
        {"title": "a > b"}
    ]
