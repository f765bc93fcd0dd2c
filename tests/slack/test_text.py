"""Text of people on its way to Slack can neither ping, nor break, nor overflow."""

from hypothesis import given
from hypothesis import strategies as st

from govbot.slack.text import clip, escape, harmless, in_form, pieces, unescape


@given(st.text())
def test_escaped_text_holds_no_token_and_is_the_same_text(text: str) -> None:
    escaped = escape(text)
    assert not {"<", ">"} & set(escaped)
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text(alphabet="ab &<>é🚀\n", max_size=80), st.integers(min_value=10, max_value=60))
def test_clipped_text_fits_and_never_ends_in_half_an_entity(text: str, limit: int) -> None:
    clipped = clip(escape(text), limit)
    assert len(clipped) <= limit
    whole = clipped.removesuffix("…")
    assert whole.count("&") == whole.count("&amp;") + whole.count("&lt;") + whole.count("&gt;")


@given(st.text(max_size=9000))
def test_pieces_hold_every_word_and_fit_a_block(text: str) -> None:
    parts = pieces(text)
    assert all(0 < len(part) <= 2900 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_pieces_keep_a_line_whole_where_they_can() -> None:
    assert pieces("the first line\n• second one", 20) == ["the first line", "• second one"]


@given(st.text(alphabet="ab&<>", min_size=20, max_size=400), st.integers(min_value=12, max_value=40))
def test_pieces_of_a_text_without_spaces_never_cut_an_entity(text: str, limit: int) -> None:
    parts = pieces(escape(text), limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join(unescape(part) for part in parts) == text


def test_a_sentence_on_a_field_shows_words_to_type_in_quotes() -> None:
    assert in_form("“A &amp; B” has none. Type `/vendor role @person member`.") == (
        "“A & B” has none. Type “/vendor role @person member”."
    )


def test_places_to_fill_in_become_words_and_tokens_stay() -> None:
    tokens = "<@U1> <#C1> <!date^1^{ago}|then> <https://a.example|a> <mailto:a@b.example|a> &lt;b&gt;"
    assert harmless(f"`/vendor edit <vendor> <@a or b>` {tokens}") == (
        f"`/vendor edit &lt;vendor&gt; &lt;@a or b&gt;` {tokens}"
    )
