"""One sentence for each event, in both languages, for screens, PDFs and hand-overs."""

from posdesk.domain.timeline import exhibit, follow, record, walk
from posdesk.domain.timeline.shown import GOODS_WORDS, shown_value
from posdesk.domain.timeline.telling import sentence

__all__ = ["GOODS_WORDS", "exhibit", "follow", "record", "sentence", "shown_value", "walk"]
