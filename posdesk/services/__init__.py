"""One class for each job that a person does with PosDesk."""
