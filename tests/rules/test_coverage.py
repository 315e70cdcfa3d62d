from contest.rules.coverage import Cover, cover, coverage, together

AVAILABLE = {("one", "easy"): 5, ("one", "hard"): 1}
NEEDED = {("one", "easy"): 2, ("one", "hard"): 3, ("two", "easy"): 1}


def found():
    return coverage(["one", "two"], ["easy", "hard"], AVAILABLE, NEEDED)


def test_what_is_missing_is_what_a_paper_asks_beyond_what_there_is():
    assert (cover(3, 5).missing, cover(5, 3).missing, cover(0, 0).missing) == (2, 0, 0)


def test_a_line_has_each_level_and_the_whole():
    assert found().lines[0].cells == (Cover(5, 2, 0), Cover(1, 3, 2))
    assert found().lines[0].whole == Cover(6, 5, 2)


def test_a_topic_without_questions_is_told_too():
    assert found().lines[1].cells == (Cover(0, 1, 1), Cover(0, 0, 0))


def test_levels_add_up_over_the_topics():
    assert found().totals == (Cover(5, 3, 1), Cover(1, 3, 2))


def test_plenty_of_one_kind_does_not_make_up_for_another():
    assert found().whole == Cover(6, 6, 3)
    assert together([]) == Cover(0, 0, 0)


def test_without_topics_there_is_nothing():
    nothing = coverage([], ["easy", "hard"], {}, {})
    assert (nothing.lines, len(nothing.totals), nothing.whole.is_empty) == ((), 2, True)
