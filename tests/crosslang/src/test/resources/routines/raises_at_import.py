"""A file that raises while it is imported."""

raise RuntimeError("the microscope is off")
