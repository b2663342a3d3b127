"""The evidence bundle: letter, story, exhibits, and the pages by which a clerk checks them."""
