"""The ways in which each system does what ``java_in_python`` measures."""
