"""The first start: one question a page, every one of them to be skipped, two minutes in all."""
