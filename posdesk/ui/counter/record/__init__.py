"""The parts of the record: slip facts, what both sides say, exhibits, goods, promise, story."""
