"""The schedule of evidence, the table from claim to evidence and the storyboard, as printed."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pypdf
import pytest

from assessments.memo.compose import compose_memo
from assessments.memo.storyboard import digests
from assessments.typesetting.fetcher import AssetFetcher, ForbiddenResource
from cases.record import load_data
from tests.assessments.memo.test_compose import section_of
from tests.support.pdf_text import page_texts
from tests.support.stored_memos import (
    digest,
    file_with_every_source,
    picture,
    record_with_files,
    stored_file,
)

LANGUAGES = ["en", "zh-hans"]


def schedule(snapshot) -> str:
    return section_of(compose_memo(snapshot).html, "annex-evidence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_printed_once_no_finer_than_needed(pdf, language):
    pages = pypdf.PdfReader(BytesIO(pdf[language])).pages
    found = {image.name: image.image.size for page in pages for image in page.images}
    assert len(found) == 4
    assert all(name.endswith(".jpg") and max(size) < 512 for name, size in found.items())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Wordingofthelaw", "Self-recorded", "ExampleAuthorityhadthedigest", "1,234,568")),
        ("zh-hans", ("法律条文", "自行记录", "依ExampleAuthority自身的时钟", "1,234,568")),
    ],
)
def test_schedule_and_table_can_be_read_back(pdf, language, words):
    found = "".join(page_texts(pdf[language]))
    assert [word for word in (*words, digest(1), digest(4)) if word not in found] == []


def test_three_voices_are_kept_apart(snapshot_with_files):
    printed = schedule(snapshot_with_files(file_with_every_source()))
    own, receipt, third, follows = (
        printed.index(head)
        for head in ("The file's own word", "Self-recorded Received", "Third parties Ex", "What f")
    )
    assert own < printed.index("EXIF DateTimeOriginal") < receipt
    assert receipt < printed.index("16:05:30", receipt) < third
    assert third < printed.index("by its own clock (RFC 3161)") < follows
    assert "trusted timestamp" not in printed[third:follows]


def test_a_receipt_whose_signer_is_unknown_carries_nothing(snapshot_with_files):
    printed = schedule(snapshot_with_files(file_with_every_source()))
    assert "said to be of Nobody Knows" in printed
    assert "Nobody Knows had the digest" not in printed


def test_without_a_third_party_that_is_stated(snapshot_with_files):
    assert "no third party has vouched for a time" in schedule(snapshot_with_files(stored_file(1)))


def test_what_was_changed_or_not_read_is_stated(snapshot_with_files):
    printed = schedule(
        snapshot_with_files(stored_file(1, intact=False, is_read=False), is_intact=False)
    )
    assert "no longer those that were received" in printed
    assert "what times the file names is not known" in printed
    assert "chain does not hold" in printed
    assert "not hold" not in schedule(snapshot_with_files(stored_file(1)))


def test_the_same_bytes_uploaded_again_are_listed(snapshot_with_files):
    printed = schedule(snapshot_with_files(file_with_every_source()))
    assert "The same bytes again 灯笼 副本.png" in printed


def test_of_many_acts_the_first_and_the_last_are_printed(snapshot_with_files):
    printed = schedule(snapshot_with_files(file_with_every_source()))
    assert re.findall(r"No\. (\d+),", printed) == ["3", "4", "9", "10", "11"]
    assert "4 entries more" in printed


def test_pictures_stand_in_the_order_of_the_steps_each_with_its_instruction(snapshot_with_files):
    printed = section_of(
        compose_memo(snapshot_with_files(*[stored_file(n) for n in (4, 3, 2, 1)])).html,
        "annex-storyboard",
    )
    places = [printed.index(f"lantern-{n}.png") for n in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert places[1] < printed.index("Prompt: lantern street, dusk") < places[2]
    assert "Also Round 5" in printed[places[0] : places[1]]
    assert printed.index("Not tied to a step") > places[2]


def test_every_picture_has_words_for_who_cannot_see_it(snapshot_with_files):
    html = compose_memo(snapshot_with_files(stored_file(1), stored_file(2))).html
    named = re.findall(r'<img src="asset:picture-(\w{64})\.jpg" alt="Small picture of', html)
    assert Counter(named) == {digest(1): 2, digest(2): 2}, "among the facts and in the storyboard"


def test_without_pictures_there_is_no_storyboard(snapshot_with_files, html):
    assert (
        "annex-storyboard"
        not in compose_memo(snapshot_with_files(stored_file(1, picture=None))).html
    )
    assert "annex-storyboard" not in html["en"]


def test_pictures_that_were_left_out_are_counted(snapshot_with_files):
    html = compose_memo(snapshot_with_files(stored_file(1), stored_file(2), num_pictures=71)).html
    assert "The first 2 of 71 pictures are printed" in section_of(html, "annex-storyboard")


def test_the_order_follows_from_the_record_alone(record):
    found = digests(load_data(record_with_files(record)))
    assert found == [digest(1), record["evidence"][0]["sha256"], *map(digest, (2, 3, 4))]


def test_a_record_read_without_its_files_says_so(html):
    assert "was read without its files" in section_of(html["en"], "annex-evidence")


@pytest.mark.usefixtures("may_warn")
def test_only_the_pictures_of_this_memo_are_served():
    fetcher = AssetFetcher({}, pictures={"picture-a.jpg": picture(1)})
    assert fetcher.fetch("asset:picture-a.jpg").read() == picture(1)
    for url in ("asset:picture-b.jpg", "picture-a.jpg", "file:///picture-a.jpg", "asset:"):
        with pytest.raises(ForbiddenResource):
            fetcher.fetch(url)
