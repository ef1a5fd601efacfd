"""The workloads of images, tables and ROIs, one module each."""
