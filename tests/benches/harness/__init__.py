"""Runs workloads on Drua and its peers in interleaved rounds, each in fresh processes."""
