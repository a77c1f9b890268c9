"""How good are readings? They are compared with gold: what was found and is right, what was missed, what was found and is false.

    scores = score(read_gold(Path("gold.jsonl")), readings)
    print(*scores.lines(), sep="\\n")

`mistakes` lists the same comparison sentence by sentence, for learning from it.
"""

from pourparler.scoring.gold import GoldDocument, decode_gold, read_gold, without_dates
from pourparler.scoring.mistakes import Mistake, mistakes
from pourparler.scoring.record import Scores, score
from pourparler.scoring.tallies import Rate, Share

__all__ = ["GoldDocument", "Mistake", "Rate", "Scores", "Share", "decode_gold", "mistakes", "read_gold", "score", "without_dates"]
