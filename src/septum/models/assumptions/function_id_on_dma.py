"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class FunctionIdOnDma(Assumption):
    """Only the work of its user makes a function issue DMA; the driver, wherever it runs, cannot."""

    identifier = "gpu.function-id-on-dma"
    kind = "contract"
    source = "PCIe 9: SR-IOV gives each virtual function a requester id; no vendor says that firmware never uses it"
    repair = "Trust the GPU's driver and firmware like the core, or give no other guest memory to their functions."
