"""Records and tables in blocks of bytes: what is put in comes out again, whatever it is and however much of it."""

import pickle
from typing import Any

import pytest

from migrate.options import Options
from migrate.site.collect.index import Index
from migrate.site.collect.notes import note, notes_batch
from migrate.site.records import CompressedRecords, NumberByHash, Records, fingerprint
from tests.support.site_builders import attachment, carries, channel, item, site

KEYS = ["1", "2", "12", "9" * 18, "9" * 19, "01", "-1", "0", "", "guid:https://blog.example/?p=1", "guid:\ud800", "١"]


def noted(*items: Any) -> Any:
    index = Index()
    for one in items:
        index.add(one)
    return index


def test_no_two_keys_are_taken_for_one() -> None:
    assert len({fingerprint(key) for key in KEYS}) == len(KEYS)
    assert all(0 < fingerprint(key) < 2**64 for key in KEYS)


def test_a_table_finds_what_it_was_given_and_nothing_else() -> None:
    table = NumberByHash()
    for number in range(1, 5000):
        table.setdefault(fingerprint(str(number)), number)
    assert [table.get(fingerprint(str(number))) for number in range(1, 5000)] == list(range(1, 5000))
    assert not any(table.get(fingerprint(str(number))) for number in range(5000, 9000))


def test_fingerprints_that_begin_alike_are_told_apart() -> None:
    table = NumberByHash()
    for number in range(1, 40):
        table.setdefault(2**64 - 2 * number + 1, number)
    assert [table.get(2**64 - 2 * number + 1) for number in range(1, 41)] == [*range(1, 40), 0]


def test_the_first_number_stays_unless_it_is_replaced() -> None:
    table = NumberByHash()
    assert [table.setdefault(6, 1), table.setdefault(6, 2)] == [1, 1]
    table.replace(6, 3)
    table.replace(8, 4)
    assert [table.get(6), table.get(8), table.get(10)] == [3, 4, 0]


def test_an_entry_comes_back_as_it_was() -> None:
    terms = (carries("category", "news", "News"), carries("post_tag", "a", "Ä"))
    one = item(7, terms=terms, meta=(("_wp_old_slug", "a"), ("_wp_old_slug", "b")), title="\ud83d \U0001f600 é")
    assert noted(one).entries["7"] == note(one, Options()).entry
    assert noted(one).entries["7"].terms == terms


def test_an_attachment_comes_back_as_it_was() -> None:
    one = attachment(5, "2020/05/a.jpg", original="b.jpg", excerpt="Caption")
    assert noted(one).attachments["5"] == note(one, Options()).other


def test_entries_are_read_like_a_dictionary_in_the_order_of_their_coming() -> None:
    entries = noted(item(3), item(1), item(0, guid="g"), item(1, title="New")).entries
    assert list(entries) == ["3", "1", "guid:g"]
    assert [one.title for one in entries.records()] == ["Title 3", "New", "Title 0"]
    assert "2" not in entries
    assert entries.get("2") is None
    with pytest.raises(KeyError):
        entries["2"]


def test_of_two_items_with_one_key_the_later_change_counts_whatever_they_are() -> None:
    new, old = "2021-01-01 00:00:00", "2020-01-01 00:00:00"
    assert "1" in noted(item(1, modified_gmt=old), attachment(1, "a.jpg", modified_gmt=new)).attachments
    assert "1" not in noted(item(1, modified_gmt=new), attachment(1, "a.jpg", modified_gmt=old)).attachments
    assert "1" not in noted(item(1, type="nav_menu_item", modified_gmt=new), item(1, modified_gmt=old)).entries


def everything(number: Any) -> Any:
    """Items of every kind that is kept, each with a number of its own."""
    terms = (carries("category", "news", "News"), carries("post_tag", f"t{number}", f"T{number}"))
    return [
        item(10 * number, terms=terms, slug=f"a-{number}"),
        item(10 * number + 1, guid=f"g{number}", id=0, slug="", terms=terms[:1]),
        attachment(10 * number + 2, f"{number}.jpg", parent=10 * number),
        item(10 * number + 3, type="nav_menu_item"),
        item(10 * number + 4, type="wp_block"),
        item(10 * number + 5, type="revision"),
    ]


def test_what_comes_in_batches_is_kept_like_what_comes_one_by_one() -> None:
    items = [one for number in range(1, 40) for one in everything(number)]
    one_by_one, in_batches = noted(*items), Index()
    for start in range(0, len(items), 50):
        sent = notes_batch(note(one, Options()) for one in items[start : start + 50])
        taken = list(in_batches.unpack(pickle.loads(pickle.dumps(sent))))
        assert len(taken) == len(items[start : start + 50])
    for name in ("entries", "attachments", "menu_items", "blocks", "counts", "former_hosts"):
        assert dict(getattr(in_batches, name)) == dict(getattr(one_by_one, name))


def test_batches_and_single_items_can_come_in_any_order() -> None:
    index = noted(*everything(1))
    list(index.unpack(notes_batch(note(one, Options()) for one in everything(2))))
    for one in everything(3):
        index.add(one)
    assert dict(index.entries) == dict(noted(*everything(1), *everything(2), *everything(3)).entries)
    assert [one.parent for one in index.attachments.records()] == [10, 20, 30]


@pytest.mark.parametrize("kind", [Records, CompressedRecords])
def test_values_are_found_again_at_their_places(kind: Any) -> None:
    store = kind()
    values = [["\ud800", number, ("a",), True] for number in range(100)]
    places = [store.add(one) for one in values[:30]]
    made, more = kind.packed(values[30:70])
    start = store.adopt(made)
    places += [start + place for place in more] + [store.add(one) for one in values[70:]]
    assert [store[place] for place in places] == values
    assert [store[place] for place in reversed(places)] == values[::-1]


def test_an_index_can_be_handed_to_another_process() -> None:
    index = noted(channel(), item(1, terms=(carries("category", "news", "News"),)), attachment(2, "a.jpg"))
    copy = pickle.loads(pickle.dumps(index))
    assert list(copy.entries.records()) == list(index.entries.records())
    assert list(copy.attachments.records()) == list(index.attachments.records())


def test_a_large_site_finds_every_one_of_its_pages() -> None:
    made = site(*(item(number) for number in range(1, 600)))
    assert all(made.links.resolve(f"/?p={number}")[0].reference for number in range(1, 600))
    assert all(made.links.resolve(f"/2020/05/04/post-{number}/")[0].reference for number in range(1, 600))
    assert not made.links.resolve("/2020/05/04/post-600/")[0].reference
