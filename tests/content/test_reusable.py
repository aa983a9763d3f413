"""Reusable blocks are put where they are referred to; rings and missing ones are reported."""

from tests.support.stored_blocks import Site, context, rendered, reported
from tests.support.time_limit import within


def test_a_reusable_block_is_put_in_place() -> None:
    given = context(Site(blocks={70001: "<!-- wp:paragraph --><p>again</p><!-- /wp:paragraph -->"}))
    assert rendered('<!-- wp:block {"ref":70001} /-->', given) == "<p>again</p>"


def test_a_classic_reusable_block_gets_paragraphs() -> None:
    assert rendered('<!-- wp:block {"ref":7} /-->', context(Site(blocks={7: "a\n\nb"}))) == "<p>a</p><p>b</p>"


def test_one_reusable_block_stands_in_another() -> None:
    given = context(
        Site(blocks={7: '<div><!-- wp:block {"ref":8} /--></div>', 8: "<!-- wp:html --><b>in</b><!-- /wp:html -->"})
    )
    assert rendered('<!-- wp:block {"ref":7} /-->', given) == "<div><b>in</b></div>"


def test_a_block_used_twice_is_no_ring() -> None:
    given = context(Site(blocks={7: "<!-- wp:html --><b>x</b><!-- /wp:html -->"}))
    assert rendered('<!-- wp:block {"ref":7} /-->' * 2, given) == "<b>x</b><b>x</b>"
    assert list(given.diagnostics) == []


def test_a_ring_of_reusable_blocks_ends_with_a_diagnostic() -> None:
    given = context(Site(blocks={7: '<p>a</p><!-- wp:block {"ref":8} /-->', 8: '<p>b</p><!-- wp:block {"ref":7} /-->'}))
    assert rendered('<!-- wp:block {"ref":7} /-->', given) == "<p>a</p><p>b</p>"
    assert [one.detail for one in given.diagnostics] == ["core/block 7"]


def test_deep_blocks_inside_deep_reusable_blocks_do_not_crash() -> None:
    deep = "<!-- wp:group --><div>" * 50 + '<!-- wp:block {{"ref":{}}} /-->' + "</div><!-- /wp:group -->" * 50
    given = context(Site(blocks={number: deep.format(number + 1) for number in range(1, 20)}))
    rendered('<!-- wp:block {"ref":1} /-->', given)
    assert {one.code.id for one in given.diagnostics} == {"W105"}


def test_a_reusable_block_that_the_export_lacks_is_reported() -> None:
    assert reported('<!-- wp:block {"ref":9} /-->') == ["W105 core/block 9"]


def test_a_reference_that_is_no_number_is_reported() -> None:
    assert reported('<!-- wp:block {"ref":["x"]} /-->') == ["W105 core/block 0"]


def test_words_that_a_post_changes_in_a_pattern_are_reported() -> None:
    given = context(Site(blocks={7: "<!-- wp:html --><b>x</b><!-- /wp:html -->"}))
    assert reported('<!-- wp:block {"ref":7,"content":{"Title":{"content":"y"}}} /-->', given) == [
        "W110 core/block 7",
        "W150 core/block: “y”",
    ]


def test_what_a_post_says_in_a_pattern_stands_there() -> None:
    free = '{"metadata":{"name":"Greeting","bindings":{"__default":{"source":"core/pattern-overrides"}}}}'
    stored = (
        f"<!-- wp:paragraph {free} --><p class='x'>Hello you</p><!-- /wp:paragraph -->"
        f"<!-- wp:image {free} --><figure><img src='/a.png' alt=''></figure><!-- /wp:image -->"
        "<!-- wp:heading --><h2>The same for all</h2><!-- /wp:heading -->"
    )
    given = context(Site(blocks={7: stored}))
    said = '{"Greeting":{"content":"Hello <b>Ada</b>","url":"/b.png"},"Other":{"content":5}}'
    assert rendered(f'<!-- wp:block {{"ref":7,"content":{said}}} /--><!-- wp:block {{"ref":7}} /-->', given) == (
        "<p class='x'>Hello <b>Ada</b></p><figure><img src=\"/b.png\" alt=''></figure><h2>The same for all</h2>"
        "<p class='x'>Hello you</p><figure><img src='/a.png' alt=''></figure><h2>The same for all</h2>"
    )
    assert list(given.diagnostics) == []


def test_a_pattern_of_a_theme_is_reported_unless_it_holds_its_content() -> None:
    assert reported('<!-- wp:pattern {"slug":"theme/footer"} /-->') == ["W105 core/pattern theme/footer"]
    stored = '<!-- wp:template-part {"slug":"x"} --><p>kept</p><!-- /wp:template-part -->'
    assert rendered(stored) == "<p>kept</p>"
    assert reported(stored) == []


def test_blocks_that_each_hold_many_of_the_next_end() -> None:
    many = {number: "Moss. " + f'<!-- wp:block {{"ref":{number + 1}}} /-->' * 50 for number in range(1, 6)}
    given = context(Site(blocks=many))
    with within():
        shown = rendered('<!-- wp:block {"ref":1} /-->' * 50, given)
    assert 1_000 < shown.count("Moss.") <= 2_000
    assert {one.code.id for one in given.diagnostics} == {"W105"}
