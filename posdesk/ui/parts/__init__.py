"""Small widgets that several cards use."""
