"""What must be true of the world outside the core: one sentence a file, with its source.

In sources, PCIe is the PCI Express Base Specification 5.0, and VT-d the specification of Intel's IOMMU. What stands
before the first colon or semicolon is the short form that tables print.
"""
