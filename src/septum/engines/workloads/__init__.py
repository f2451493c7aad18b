"""Workloads on profiles: which event needs which capabilities, and whether a workload runs, isolated or not."""
