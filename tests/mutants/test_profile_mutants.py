"""The profile `minimal` less one thing, concern by concern: what the thing was for is what is refuted.

That every entry of the news is needed is tested in `test_news_table.py`.
"""

from pathlib import Path

import pytest

from septum.engines.prove import prove
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model, without

MODELS = Path(__file__).parents[2] / "src" / "septum" / "models"

GUARDS = {
    "create.NAME_IN_USE": "create/o_birth/own_pages",
    "destroy.HOLDS_PAGES": "destroy/o_inv/holders_are_alive",
    "destroy.HOLDS_FUNCTIONS": "destroy/o_inv/users_are_alive",
    "destroy.HAS_VMID": "destroy/o_inv/the_tagged_are_alive",
    "quiesce.ON_A_CPU": "quiesce/o_inv/only_running_guests_are_on_a_cpu",
    "lend.NOT_SCRUBBED": "lend/o_told/content_of_own_pages",
    "scrub.FRAME_LENT": "scrub/o_write/content_of_own_pages",
    "take_back.NOT_INVALIDATED": "take_back/o_inv/cached_translations_stay_inside",
    "take_back.NOT_IO_INVALIDATED": "take_back/o_inv/remembered_io_stays_inside",
    "load_vcpu.NOT_CLEARED": "load_vcpu/o_told/own_registers",
    "load_vcpu.RUNS_ELSEWHERE": "load_vcpu/o_inv/a_vcpu_runs_on_one_cpu",
    "load_vcpu.HAS_NO_VMID": "load_vcpu/o_inv/who_runs_is_tagged",
    "bind_vmid.NOT_FLUSHED": "bind_vmid/o_inv/cached_translations_stay_inside",
    "unbind_vmid.ON_A_CPU": "unbind_vmid/o_inv/who_runs_is_tagged",
    "map_page.NOT_OWNER": "map_page/o_inv/translations_stay_inside",
    "revoke.STILL_MAPPED": "revoke/o_inv/translations_stay_inside",
    "fill_tlb.when": "fill_tlb/o_inv/cached_translations_stay_inside",
    "load.FAULT": "load/o_reply/reply",
    "assign.NOT_RESET": "assign/o_told/registers_of_own_functions",
    "attach.QUARANTINED": "attach/o_inv/the_user_is_attached",
    "quarantine.STILL_ATTACHED": "quarantine/o_inv/the_user_is_attached",
    "quarantine.STILL_ROUTED": "quarantine/o_inv/routes_lead_to_the_user",
    "reset.NOT_DRAINED": "reset/o_inv/a_function_is_blocked_then_drained_then_reset",
    "reset.BAR_LENT": "reset/o_inv/device_pages_are_the_users",
    "reset.FUNCTION_BOUND": "reset/o_inv/bound_instances_have_a_user",
    "release.NOT_RESET": "release/o_inv/the_user_is_attached",
    "map_io.NOT_OWNER": "map_io/o_inv/io_translations_stay_inside",
    "map_io.BEING_TAKEN": "map_io/o_inv/io_translations_stay_inside",
    "flush_io.waits": "flush_io/o_inv/writes_under_way_stay_inside",
    "drain.waits": "drain/o_inv/reads_under_way_stay_inside",
    "fill_iotlb.when": "fill_iotlb/o_inv/remembered_io_stays_inside",
    "fill_device_tlb.when": "fill_device_tlb/o_inv/device_translations_stay_inside",
    "lend_device.NOT_YOURS": "lend_device/o_inv/device_pages_are_the_users",
    "lend_device.FRAME_LENT": "lend_device/o_inv/a_frame_is_lent_once",
    "lend_device.NOT_DEVICE_MEMORY": "lend_device/o_inv/the_core_lends_nothing_of_its_own",
    "interrupt_sibling.NOT_YOURS": "interrupt_sibling/o_write/own_interrupts",
    "store_register.NOT_A_BAR": "store_register/o_write/own_interrupts",
    "route_interrupt.NOT_YOURS": "route_interrupt/o_inv/routes_lead_to_the_user",
    "route_interrupt.HANDLE_NOT_FLUSHED": "route_interrupt/o_inv/cached_routes_lead_to_the_user",
    "reroute_interrupt.NOT_YOURS": "reroute_interrupt/o_inv/routes_lead_to_the_user",
    "flush_handle.when": "flush_handle/o_inv/routes_lead_to_the_user",
    "send_message.when": "send_message/o_write/own_interrupts",
    "fire_vector.when": "fire_vector/o_write/own_interrupts",
    "gpu_load.NO_INSTANCE": "gpu_load/o_reply/reply",
    "gpu_store.NO_SUCH_PART": "gpu_store/o_write/content_of_own_instances",
    "bind.NOT_RENEWED": "bind/o_told/content_of_own_instances",
    "bind.FUNCTION_BOUND": "bind/o_inv/a_function_has_one_instance",
    "renew.INSTANCE_BOUND": "renew/o_inv/bound_instances_have_a_user",
}
"""A guard for each thing that a concern refuses or waits for: it, and an obligation that fails without it."""

UPDATES = {
    "scrub": ("memory.py", "        self.contents[frame] = self.ZERO\n", "o_inv/clean_frames_hold_nothing"),
    "take_back": ("memory.py", "        self.ended[page] = True\n", "o_inv/what_is_revoked_was_lent"),
    "clear_cpu": (
        "scheduling.py",
        "        self.unswitched[cpu] = self.memory.ZERO\n",
        "o_inv/cleared_cpus_hold_nothing",
    ),
    "load_vcpu": ("scheduling.py", "        self.cleared[cpu] = False\n", "o_inv/used_cpus_are_not_cleared"),
    "bind_vmid": ("vmids.py", "        self.flushed[:, vmid] = False\n", "o_inv/used_vmids_are_not_flushed"),
    "flush_vmid": (
        "hardware/tlb.py",
        "        self.tlb[cpu, vmid, :, :, :, :] = False\n",
        "o_inv/flushed_tags_hold_nothing",
    ),
    "acknowledge": (
        "hardware/tlb.py",
        "            self.tlb[cpu, self.vmids.vmid(self.memory.holder(page)), :, :, :, :] = False\n",
        "o_inv/cached_translations_stay_inside",
    ),
    "assign": (
        "functions.py",
        "        self.fresh[function] = False\n",
        "o_inv/a_function_is_blocked_then_drained_then_reset",
    ),
    "map_io": ("io_confinement.py", "        self.shown[function, page] = True\n", "o_inv/a_table_is_its_functions"),
    "reset": (
        "functions.py",
        "        self.pci.registers[function] = self.memory.ZERO\n",
        "o_inv/fresh_functions_hold_nothing",
    ),
    "revoke": (
        "dma.py",
        "        self.io_table[:, :, :, page, :] = False\n",
        "o_inv/io_translations_stay_inside",
    ),
    "flush_io": (
        "hardware/iommu.py",
        "                self.iotlb[requester, :, page, :, :] = False\n",
        "o_inv/remembered_io_stays_inside",
    ),
    "drain": (
        "hardware/ats.py",
        "        self.device_tlb[function, :, :, :, :] = False\n",
        "o_inv/device_translations_stay_inside",
    ),
    "lend_device": (
        "device_memory.py",
        "        self.memory.holder[page] = guest\n",
        "o_inv/device_pages_are_the_users",
    ),
    "route_interrupt": ("interrupts.py", "        self.unused[handle] = False\n", "o_inv/routes_lead_to_the_user"),
    "flush_handle": (
        "hardware/interrupt_remapping.py",
        "        self.cached[handle, :, :] = False\n",
        "o_inv/cached_routes_lead_to_the_user",
    ),
    "create": (
        "hardware/interrupt_delivery.py",
        "                self.posted[vcpu] = False\n",
        "o_birth/own_interrupts",
    ),
    "bind": ("instances.py", "        self.mig.serves[function, instance] = True\n", "o_inv/the_gpu_serves_as_told"),
}
"""A step, the line of its effect that goes, and an obligation of the step that fails without it."""


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def verdicts(model: Model, step: str) -> dict[str, Verdict]:
    """Every obligation of a step with its verdict."""
    found = prove(model, Settings(only=(f"{step}/*",), workers=1, solvers=("z3",)))
    return {outcome.identifier: outcome.verdict for outcome in found.outcomes}


@pytest.mark.parametrize(("guard", "needed"), GUARDS.items(), ids=GUARDS)
def test_what_a_guard_is_for_is_refuted_without_it(minimal: Model, guard: str, needed: str) -> None:
    found = verdicts(without(minimal, guard), guard.split(".")[0])
    assert found[needed] is Verdict.VIOLATED
    assert set(found.values()) <= {Verdict.VIOLATED, Verdict.PROVED}


@pytest.mark.parametrize("step", UPDATES)
def test_what_an_effect_is_for_is_refuted_without_it(step: str) -> None:
    file, line, needed = UPDATES[step]
    text = (MODELS / file).read_text(encoding="utf-8")
    assert line in text, f"{file} has changed"
    # The line becomes one that does nothing: a loop or a branch may not be left empty.
    same = f"{line[: len(line) - len(line.lstrip())]}pass\n"
    before, _, after = text.partition(line)
    found = verdicts(load_profile("minimal", {file: before + same + after}), step)
    assert found[f"{step}/{needed}"] is Verdict.VIOLATED
    assert set(found.values()) <= {Verdict.VIOLATED, Verdict.PROVED}


def test_every_concern_that_guards_or_acts_has_a_mutant(minimal: Model) -> None:
    """A new concern without one would be trusted for nothing. What is excluded is tested in `test_exclusions.py`."""
    guards = {guard.identifier: guard.span.file for _, guard in minimal.guards()}
    covered = {guards[name] for name in GUARDS} | {file for file, _, _ in UPDATES.values()}
    active = [step for step in minimal.active_steps() if step.by != "Driver"]
    files = {str(part.span.file) for step in active for part in (*step.guards, *step.updates)}
    driver = {str(guard.span.file) for _, guard in minimal.guards() if guard.assumption is not None}
    assert {file for file in files - covered - driver if not file.startswith("excluded/")} == set()


def test_the_contract_of_the_driver_is_needed(minimal: Model) -> None:
    for clause in ("gpu.routes-exclusive", "gpu.slices-scrubbed", "gpu.users-keep-routes", "gpu.local-memory-cleared"):
        model = without(minimal, clause)
        steps = {step.name for step, guard in minimal.guards() if guard.assumption == minimal.assumption(clause).name}
        assert steps
        found = [verdict for step in sorted(steps) for verdict in verdicts(model, step).values()]
        assert Verdict.VIOLATED in found, clause
