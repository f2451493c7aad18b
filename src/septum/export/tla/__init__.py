"""The transition system of a profile as a TLA+ module, with a small instance for the model checker TLC.

TLA+: Lamport, *Specifying Systems*, 2002.
"""

from septum.export.naming import stem_of
from septum.export.tla.instance import configuration_lines, instance_lines
from septum.export.tla.module import Module
from septum.export.tla.names import Names
from septum.spec.model import Model


def emit(model: Model) -> dict[str, str]:
    """Three files: the module, a module that extends it by an instance, and the configuration of that one."""
    name = stem_of(model)
    module = Module(model, Names.of(model, name))
    instance = f"{name}_instance"
    return {
        f"{name}.tla": "\n".join(module.lines()) + "\n",
        f"{instance}.tla": "\n".join(instance_lines(module, instance)) + "\n",
        f"{instance}.cfg": "\n".join(configuration_lines(module)) + "\n",
    }
