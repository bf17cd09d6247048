"""What a draft comes to, beside the version it would replace."""

from dataclasses import replace
from datetime import UTC, datetime

from core.models import SpeechText
from knowledge.speech.revision import compare
from services.speeches.drafts import Review
from storage.speeches.drafts import SpeechDraft

WITH_RADICAL = SpeechText("2022", "稿.pdf", "讲话", "2022年", "", "要坚决防止四⻛问题。")
PLAIN = replace(WITH_RADICAL, text="要坚决防止四风问题。")


def review(before: SpeechText, now: SpeechText) -> Review:
    draft = SpeechDraft(now, b"", None, datetime(2026, 3, 2, tzinfo=UTC))
    return Review(draft, 1, 1, 10, before, compare(before.text, now.text), ())


def test_a_text_that_mends_look_alikes_can_be_taken_in_though_no_sentence_changed() -> None:
    found = review(WITH_RADICAL, PLAIN)
    assert not found.difference
    assert not found.same


def test_the_same_text_again_is_the_same() -> None:
    assert review(PLAIN, PLAIN).same
    assert review(WITH_RADICAL, WITH_RADICAL).same
    assert not review(PLAIN, replace(PLAIN, date="2023年")).same
