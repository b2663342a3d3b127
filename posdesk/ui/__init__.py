"""What people see: the only Qt. Each panel gets its one service in its constructor."""
