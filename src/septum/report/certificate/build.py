"""What compiles a development without septum: the files of Rocq, a Makefile and a `_CoqProject`."""

from septum.engines.certify.checking.assumptions import all_files
from septum.obligations.development import Development

_MAKEFILE = """\
# Compile and check again everything in this directory:  make -j2 && make coqchk
# COQC and COQCHK choose the programs.
COQC    ?= coqc
COQCHK  ?= coqchk
MODULES := {modules}

.PHONY: all coqchk clean
all: $(MODULES:=.vo)

coqchk: all
\t$(COQCHK) -silent -o -R . {prefix} $(MODULES:%={prefix}.%)

%.vo: %.v
\t$(COQC) -q -noglob -R . {prefix} $<

{rules}

clean:
\trm -f $(MODULES:=.vo) $(MODULES:=.vok) $(MODULES:=.vos) $(MODULES:=.glob) $(MODULES:%=.%.aux)
"""


def build_files(development: Development) -> dict[str, str]:
    """The files by name, and in the order in which they can be compiled."""
    files = all_files(development)
    rules = [f"{file.module}.vo: {' '.join(name + 'o' for name in file.requires)}" for file in files if file.requires]
    makefile = _MAKEFILE.format(
        modules=" ".join(file.module for file in files), prefix=development.prefix, rules="\n".join(rules)
    )
    project = "\n".join([f"-R . {development.prefix}", *(file.name for file in files)]) + "\n"
    return {**{file.name: file.text for file in files}, "Makefile": makefile, "_CoqProject": project}
