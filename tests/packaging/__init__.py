"""What makes the program that shops get."""
