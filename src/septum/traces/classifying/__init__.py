"""What each event of a recording comes to: `classify` says it one by one, `enumerate_capabilities` of all together."""

from septum.traces.classifying.classify import Classified, classify
from septum.traces.classifying.enumerating import enumerate_capabilities
from septum.traces.classifying.results import Enumeration
from septum.traces.classifying.rules import Class, Rule, rules

__all__ = ["Class", "Classified", "Enumeration", "Rule", "classify", "enumerate_capabilities", "rules"]
