"""What finding near-duplicates costs: CPU a question, and as a ratio to one scan of all stems.

Three cases: a bank of 20,000 questions among themselves, 2,000 new ones in a bank of 20,000, and
one question in an index that stands.  Stems and options are sewn together from pieces of those
shipped, so that words are as frequent as in a bank.
"""

import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from questions import content
from questions.model import Question
from questions.similarity import NEARLY_THE_SAME, Index, near_duplicates, wording_of

BANK, NEW, FLOORS = 20_000, 2_000, 40


def cpu_seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def sewn(chance: random.Random, texts: Sequence[list[str]], length: int) -> str:
    """As many words, in runs of two to six as they stand in the texts."""
    words: list[str] = []
    while len(words) < length:
        text = chance.choice(texts)
        begin = chance.randrange(len(text))
        words += text[begin : begin + chance.randint(2, 6)]
    return " ".join(words[:length])


def make_bank(count: int) -> list[Question]:
    chance, shipped = random.Random(1), content.load()
    stems = [each.stem.split() for each in shipped]
    texts = [option.text.split() for each in shipped for option in each.options]

    def make() -> Question:
        model = chance.choice(shipped)
        options = tuple(
            replace(each, text=sewn(chance, texts, len(each.text.split())))
            for each in model.options
        )
        return replace(model, stem=sewn(chance, stems, len(model.stem.split())), options=options)

    return [make() for _ in range(count)]


def index_of(questions: Sequence[Question]) -> Index[int]:
    index: Index[int] = Index(NEARLY_THE_SAME)
    for at, question in enumerate(questions):
        index.add(at, wording_of(question))
    return index


def scan(stems: Sequence[str]) -> None:
    """The floor: each of a few stems against all of them, by the library alone."""
    for stem in stems[:FLOORS]:
        process.extract(stem, stems, scorer=fuzz.ratio, score_cutoff=64, limit=None)


def main() -> dict[str, object]:
    bank = make_bank(BANK)
    new, index = bank[:NEW], index_of(bank)
    stems = [wording_of(each).stem for each in bank]
    floor = cpu_seconds(lambda: scan(stems)) / FLOORS
    spent = {
        "among_themselves": cpu_seconds(lambda: near_duplicates(bank, NEARLY_THE_SAME)) / BANK,
        "new_in_a_bank": cpu_seconds(
            lambda: list(map(index_of(bank).find, map(wording_of, new)))
        ) / NEW,
        "one_in_an_index": cpu_seconds(
            lambda: list(map(index.find, map(wording_of, new)))
        ) / NEW,
    }  # fmt: skip
    return {
        "bank": BANK,
        "cpu_us_a_question": {name: round(each * 1e6, 1) for name, each in spent.items()},
        "floor_cpu_us": round(floor * 1e6, 1),
        "to_floor": {name: round(each / floor, 3) for name, each in spent.items()},
        "whole_bank_cpu_s": round(spent["among_themselves"] * BANK, 1),
        "new_in_a_bank_cpu_s": round(spent["new_in_a_bank"] * NEW, 1),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
