"""The requests during which the kernel attaches, maps and unmaps."""

MATTERING = frozenset(
    (
        "VFIO_GROUP_SET_CONTAINER",
        "VFIO_GROUP_UNSET_CONTAINER",
        "VFIO_SET_IOMMU",
        "VFIO_DEVICE_BIND_IOMMUFD",
        "VFIO_DEVICE_ATTACH_IOMMUFD_PT",
        "VFIO_DEVICE_DETACH_IOMMUFD_PT",
        "VFIO_IOMMU_MAP_DMA",
        "VFIO_IOMMU_UNMAP_DMA",
        "IOMMU_IOAS_MAP",
        "IOMMU_IOAS_UNMAP",
    )
)
"""The requests during which the kernel attaches, maps and unmaps."""

ENTERING = frozenset(
    (
        "VFIO_GROUP_SET_CONTAINER",
        "VFIO_SET_IOMMU",
        "VFIO_DEVICE_BIND_IOMMUFD",
        "VFIO_DEVICE_ATTACH_IOMMUFD_PT",
    )
)
"""Those by which a guest gets a function; in all other cases an attachment takes it from the guest."""
