"""What the outside world sees; nobody imports a window."""
