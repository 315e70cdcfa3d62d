import hmac
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.drawing import (
    BlueprintRow,
    Chance,
    Paper,
    PaperItem,
    PaperUnreadable,
    PoolItem,
    PoolTooSmall,
    Shortage,
    draw,
    seed,
    shortages,
)

SEED = seed(b"secret of the round", "123456789", 1)
POOL = [PoolItem(number, number % 2, "easy", 4) for number in range(1, 21)]
BLUEPRINT = [BlueprintRow(0, "easy", 3), BlueprintRow(1, "easy", 2)]

seeds = st.binary(min_size=1, max_size=32)
rows = st.builds(
    BlueprintRow, st.integers(1, 3), st.sampled_from(["easy", "hard"]), st.integers(0, 4)
)
pool_items = st.builds(
    PoolItem,
    st.integers(1, 60),
    st.integers(1, 3),
    st.sampled_from(["easy", "hard"]),
    st.integers(2, 8),
    st.frozensets(st.integers(0, 7), max_size=3),
)
pools = st.lists(pool_items, max_size=60, unique_by=lambda each: each.version_id)
papers = st.lists(
    st.integers(2, 8).flatmap(
        lambda count: st.builds(
            PaperItem, st.integers(1, 10**12), st.permutations(range(count)).map(tuple)
        )
    ),
    max_size=60,
).map(lambda items: Paper(tuple(items)))


@st.composite
def drawable(draw_from):
    """A blueprint that its pool can fill."""
    blueprint = draw_from(st.lists(rows, max_size=6))
    spare = draw_from(st.integers(0, 5))
    cells = [(row.topic, row.difficulty) for row in blueprint for _ in range(row.count)]
    cells += [(1, "easy")] * spare
    pool = [
        PoolItem(number, topic, difficulty, draw_from(st.integers(2, 8)))
        for number, (topic, difficulty) in enumerate(cells, 1)
    ]
    return blueprint, pool


def version_ids(paper):
    return [each.version_id for each in paper.items]


def chi_square(counts, kinds, total):
    expected = total / kinds
    return sum((counts[kind] - expected) ** 2 / expected for kind in range(kinds))


@given(drawable(), seeds)
def test_no_paper_is_outside_the_blueprint(given_, chance):
    blueprint, pool = given_
    cell_of = {each.version_id: (each.topic, each.difficulty) for each in pool}
    wanted = Counter()
    for row in blueprint:
        wanted[row.topic, row.difficulty] += row.count
    assert Counter(cell_of[each] for each in version_ids(draw(blueprint, pool, chance))) == +wanted


@given(drawable(), seeds)
def test_no_question_comes_twice(given_, chance):
    drawn = version_ids(draw(*given_, chance))
    assert len(set(drawn)) == len(drawn)


@given(drawable(), seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_does_not_matter(given_, chance, random):
    blueprint, pool = given_
    mixed = random.sample(pool, len(pool))
    assert draw(blueprint, mixed, chance) == draw(blueprint, pool, chance)


@given(st.lists(rows, max_size=6), pools, seeds)
def test_a_paper_is_drawn_exactly_when_nothing_is_short(blueprint, pool, chance):
    short = shortages(blueprint, pool)
    if not short:
        assert draw(blueprint, pool, chance)
        return
    with pytest.raises(PoolTooSmall) as refused:
        draw(blueprint, pool, chance)
    value = refused.value
    assert Shortage(value.row, value.wanted, value.available) == short[0]


@given(pool_items, seeds)
def test_options_that_stay_keep_their_place(item, chance):
    paper = draw([BlueprintRow(item.topic, item.difficulty, 1)], [item], chance)
    order = paper.items[0].order
    assert all(order[place] == place for place in item.stays if place < item.option_count)


@given(pool_items, seeds)
def test_each_option_is_shown_once(item, chance):
    paper = draw([BlueprintRow(item.topic, item.difficulty, 1)], [item], chance)
    assert sorted(paper.items[0].order) == list(range(item.option_count))


@given(drawable(), seeds, st.dictionaries(st.integers(1, 30), st.integers(0, 3)))
def test_the_least_seen_come_first(given_, chance, seen):
    blueprint, pool = given_
    drawn = set(version_ids(draw(blueprint, pool, chance, seen)))
    for item in pool:
        alike = [e for e in pool if (e.topic, e.difficulty) == (item.topic, item.difficulty)]
        left = [seen.get(e.version_id, 0) for e in alike if e.version_id not in drawn]
        if item.version_id in drawn and left:
            assert seen.get(item.version_id, 0) <= min(left)


@given(papers)
def test_a_paper_is_read_as_it_was_written(paper):
    assert Paper.decode(paper.encode()) == paper


def test_the_same_seed_draws_the_same_paper():
    assert draw(BLUEPRINT, POOL, SEED) == draw(BLUEPRINT, POOL, SEED)


def test_another_attempt_draws_another_paper():
    other = seed(b"secret of the round", "123456789", 2)
    assert draw(BLUEPRINT, POOL, SEED) != draw(BLUEPRINT, POOL, other)


def test_this_paper_never_changes():
    paper = draw(BLUEPRINT, POOL, SEED)
    assert paper.encode() == "g.0231,7.0321,h.2130,2.1023,k.1023"


def test_a_seed_is_an_hmac_of_the_number_and_the_attempt():
    assert seed(b"s", "123", 4) == hmac.digest(b"s", b"123/4", "sha256")


def test_a_second_row_for_the_same_topic_gets_what_is_left():
    with pytest.raises(PoolTooSmall) as refused:
        draw([BlueprintRow(0, "easy", 6), BlueprintRow(0, "easy", 5)], POOL, SEED)
    assert (refused.value.wanted, refused.value.available) == (5, 4)


def test_a_refused_draw_has_a_code():
    with pytest.raises(PoolTooSmall) as refused:
        draw([BlueprintRow("none", "easy", 1)], POOL, SEED)
    assert refused.value.code == "pool-too-small"


def test_every_short_row_is_named():
    blueprint = [BlueprintRow(0, "easy", 11), BlueprintRow(1, "hard", 1)]
    assert shortages(blueprint, POOL) == (
        Shortage(blueprint[0], 11, 10),
        Shortage(blueprint[1], 1, 0),
    )


def test_a_question_twice_in_the_pool_is_one_question():
    with pytest.raises(PoolTooSmall):
        draw([BlueprintRow(1, "easy", 2)], [POOL[0], POOL[0]], SEED)


def test_questions_kept_in_order_come_row_by_row():
    blueprint = [BlueprintRow(1, "easy", 10), BlueprintRow(0, "easy", 10)]
    paper = draw(blueprint, POOL, SEED, shuffles_questions=False)
    assert version_ids(paper) == [*range(1, 21, 2), *range(2, 21, 2)]


def test_options_kept_in_order_stand_as_written():
    paper = draw(BLUEPRINT, POOL, SEED, shuffles_options=False)
    assert {each.order for each in paper.items} == {(0, 1, 2, 3)}


def test_every_question_is_equally_likely():
    drawn = Counter()
    for number in range(2_000):
        drawn.update(version_ids(draw([BlueprintRow(0, "easy", 3)], POOL, seed(b"s", "1", number))))
    counts = [drawn[2 * number] for number in range(1, 11)]
    assert chi_square(counts, 10, 6_000) < 27.9  # 9 degrees of freedom, p = 0.001


def test_every_order_of_four_options_is_equally_likely():
    item = PoolItem(1, 0, "easy", 4)
    blueprint = [BlueprintRow(0, "easy", 1)]
    seen = Counter(
        draw(blueprint, [item], seed(b"s", "2", number)).items[0].order for number in range(4_800)
    )
    counts = list(seen.values())
    assert len(counts) == 24
    assert chi_square(counts, 24, 4_800) < 49.7  # 23 degrees of freedom, p = 0.001


@pytest.mark.parametrize("bound", [1, 2, 3, 7, 10, 100])
def test_numbers_below_a_bound_are_equally_likely(bound):
    chance = Chance(SEED)
    counts = Counter(chance.below(bound) for _ in range(bound * 200))
    assert chi_square(counts, bound, bound * 200) < 2 * bound + 20


def test_words_of_the_incomplete_last_run_are_skipped():
    bound = 3 * 2**30
    words, numbers = Chance(SEED), Chance(SEED)
    kept = [word for word in (words.word() for _ in range(100)) if word < bound]
    assert [numbers.below(bound) for _ in kept] == kept


def test_words_are_hmacs_of_a_counter():
    chance = Chance(SEED)
    words = b"".join(chance.word().to_bytes(4, "big") for _ in range(9))
    blocks = [hmac.digest(SEED, bytes(7) + bytes([number]), "sha256") for number in (0, 1)]
    assert words == b"".join(blocks)[:36]


def test_forty_questions_of_four_options_take_at_most_400_bytes():
    item = PaperItem(1_599_999, (3, 1, 2, 0))
    assert len(Paper((item,) * 40).encode().encode()) <= 400


def test_a_written_paper_can_be_read_by_people():
    paper = Paper((PaperItem(46, (2, 0, 3, 1)), PaperItem(272, (1, 0))))
    assert paper.encode() == "1a.2031,7k.10"


@pytest.mark.parametrize(
    "text",
    [
        "1a",
        "1a.",
        "01.10",
        "1A.10",
        "1a.10,",
        ",1a.10",
        "1a.11",
        "1a.02",
        "1a.012345678",
        "1a.8",
        " ",
    ],
)
def test_what_was_not_written_by_encode_is_unreadable(text):
    with pytest.raises(PaperUnreadable):
        Paper.decode(text)
