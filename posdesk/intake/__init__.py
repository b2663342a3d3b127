"""What comes in as files: flows, codes, contacts, settings, photos and documents."""
