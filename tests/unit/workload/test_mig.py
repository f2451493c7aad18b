"""The table of GPU instances, and the rules by which they stand beside each other."""

from itertools import combinations

import pytest
from attrs import evolve

from septum.workload.mig import (
    Confidence,
    GpuModel,
    conflicts,
    exceeded_engines,
    instance_identifier,
    load_tables,
    media_twice,
)
from septum.workload.mig.layout import Placed, layouts

MODELS = load_tables().models


def _model(name: str) -> GpuModel:
    model = load_tables().model(name)
    assert model is not None
    return model


def _profiles(model: GpuModel, layout: tuple[Placed, ...]):  # type: ignore[no-untyped-def]
    found = [model.profile(placed.profile) for placed in layout]
    assert all(found)
    return [profile for profile in found if profile is not None]


EIGHT = [model.name for model in MODELS if model.units == 8]


def test_a30_has_66_layouts_of_the_profiles_whose_ids_are_known() -> None:
    a30 = _model("A30")
    known = evolve(a30, profiles=tuple(p for p in a30.profiles if p.identifier is not None))
    assert sum(1 for _ in layouts(known)) == 66
    assert sum(1 for _ in layouts(a30)) == 84, "with 2g.12gb+me, which is documented and was never shown"


@pytest.mark.parametrize("name", EIGHT)
def test_each_gpu_of_eight_units_has_2319_layouts_and_none_needs_the_rule_of_engines(name: str) -> None:
    model = _model(name)
    found = list(layouts(model))
    assert len(found) == len(set(found)) == 2319
    assert not any(exceeded_engines(model, _profiles(model, layout)) for layout in found)


def test_rtx_pro_6000_has_1249_layouts_of_which_532_over_commit_media_engines() -> None:
    model = _model("RTX-PRO-6000")
    found = list(layouts(model))
    assert len(found) == 1249
    over = [layout for layout in found if exceeded_engines(model, _profiles(model, layout))]
    assert len(over) == 532
    media = {"decode", "encode", "jpeg"}
    assert all({s.engine for s in exceeded_engines(model, _profiles(model, layout))} & media for layout in over)
    assert all(any("+me.all" in placed.profile for placed in layout) for layout in over)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_layouts_obey_places_counts_and_memory(model: GpuModel) -> None:
    for layout in layouts(model):
        profiles = _profiles(model, layout)
        units = [unit for p, placed in zip(profiles, layout, strict=True) for unit in p.units(placed.start)]
        assert len(units) == len(set(units)) and all(0 <= unit < model.units for unit in units)
        assert all(placed.start in p.starts for p, placed in zip(profiles, layout, strict=True))
        assert not conflicts([(p, placed.start) for p, placed in zip(profiles, layout, strict=True)])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_rows_are_possible(model: GpuModel) -> None:
    names = model.profile_names
    assert len(names) == len(set(names))
    identifiers = [p.identifier for p in model.profiles if p.identifier is not None]
    assert len(identifiers) == len(set(identifiers))
    for profile in model.profiles:
        assert all(start + profile.size <= model.units for start in profile.starts)
        apart = max(
            n
            for n in range(1, len(profile.starts) + 1)
            for starts in combinations(profile.starts, n)
            if all(b - a >= profile.size for a, b in combinations(starts, 2))
        )
        assert profile.most == (1 if profile.has_media_extensions else apart)
        for start in profile.starts:
            instance_identifier(model.units, start, profile.size)
    assert model.whole.starts == (0,) and model.whole.size == model.units
    assert model.sources


def test_inferred_places_are_said_to_be_inferred() -> None:
    by_confidence = {model.name: {p.placement for p in model.profiles} for model in MODELS}
    assert by_confidence["H100-80GB"] == {Confidence.MEASURED}
    for name in ("H200-141GB", "B200-180GB", "GB200-186GB", "H100-96GB"):
        assert by_confidence[name] == {Confidence.INFERRED}, name
    assert sum(len(model.profiles) for model in MODELS) == 72


@pytest.mark.parametrize(
    ("units", "start", "size", "identifier"),
    [
        (8, 0, 8, 0),
        (8, 0, 4, 1),
        (8, 4, 4, 2),
        (8, 0, 2, 3),
        (8, 4, 2, 5),
        (8, 6, 2, 6),
        (8, 0, 1, 7),
        (8, 6, 1, 13),
        (4, 0, 4, 0),
        (4, 2, 2, 2),
        (4, 0, 1, 3),
        (4, 3, 1, 6),
        (12, 0, 6, 1),
        (12, 9, 3, 6),
    ],
)
def test_the_id_of_an_instance_follows_from_its_place(units: int, start: int, size: int, identifier: int) -> None:
    """As `nvidia-smi mig -lgi` printed them on an A30, an H100-80GB, an H100-94GB and an RTX PRO 6000."""
    assert instance_identifier(units, start, size) == identifier


@pytest.mark.parametrize(
    ("units", "start", "size"), [(8, 1, 2), (8, 0, 3), (8, 8, 1), (8, -1, 1), (8, 0, 0), (4, 0, 8)]
)
def test_no_id_for_a_place_that_is_none(units: int, start: int, size: int) -> None:
    with pytest.raises(ValueError, match="memory units"):
        instance_identifier(units, start, size)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_instances_apart_have_different_ids(model: GpuModel) -> None:
    for layout in layouts(model):
        places = [(p.start, profile.size) for p, profile in zip(layout, _profiles(model, layout), strict=True)]
        identifiers = [instance_identifier(model.units, start, size) for start, size in places]
        assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("name", ["H100-80GB", "h100-80gb", "NVIDIA H100 80GB HBM3", "H100-SXM5-80GB"])
def test_models_are_known_by_the_names_that_people_write(name: str) -> None:
    assert _model(name).name == "H100-80GB"


def test_names_that_fit_several_models_are_not_guessed() -> None:
    assert load_tables().model("H100") is None
    assert load_tables().model("A100") is None


def test_no_two_models_have_a_name_in_common() -> None:
    names = [name.casefold() for name in load_tables().all_names]
    assert len(names) == len(set(names))


def test_media_extensions_are_given_once() -> None:
    a30 = _model("A30")
    plain, small, large = (a30.profile(name) for name in ("1g.6gb", "1g.6gb+me", "2g.12gb+me"))
    assert plain is not None and small is not None and large is not None
    assert media_twice([plain, small]) == ()
    assert media_twice([small, plain, large]) == (2,)
