"""Tests of ``specs`` and ``find`` of instance types, with EC2's data in moto."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from helpers.models import COMMITTED, PACKAGE

from sagemaker_typed import instance_types
from sagemaker_typed.codegen.model import instances
from sagemaker_typed.codegen.model.instances import Table, read_table, with_new_types
from sagemaker_typed.codegen.model.store import SERVICE
from sagemaker_typed.enums import InstanceTypeEnum
from sagemaker_typed.instance_specs import InstanceSpecs
from sagemaker_typed.instance_types import (
    AppInstanceType,
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
)

MOTO = Path(str(distribution("moto").locate_file("moto/ec2/resources/instance_types.json.gz")))
EC2: dict[str, Any] = json.loads(gzip.decompress(MOTO.read_bytes()))
ENUMS: list[type[InstanceTypeEnum]] = [
    getattr(instance_types, name)
    for name in dir(instance_types)
    if isinstance(getattr(instance_types, name), type)
]
UNKNOWN = {"ml.geospatial.interactive", "ml.p6e-gb200.36xlarge", "system"}


def test_specs_are_those_of_ec2() -> None:
    compared = 0
    for enum in ENUMS:
        for member in enum:
            specs = member.specs
            raw = EC2.get(member.removeprefix("ml."))
            if specs is None:
                assert raw is None
                continue
            if raw is None:  # EC2 does not offer it any more
                continue
            compared += 1
            assert specs.vcpus == raw["VCpuInfo"]["DefaultVCpus"]
            assert specs.memory_gib * 1024 == raw["MemoryInfo"]["SizeInMiB"]
            assert specs.network == raw["NetworkInfo"]["NetworkPerformance"]
            assert specs.local_disk_gb == raw.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0)
            gpus = raw.get("GpuInfo", {"TotalGpuMemoryInMiB": 0, "Gpus": []})
            total = specs.gpus * (specs.gpu_memory_gib or 0) * 1024
            assert total == gpus["TotalGpuMemoryInMiB"]
            assert (specs.gpu_name is None) is (specs.gpus == 0)
            devices = raw.get("NeuronInfo", {"NeuronDevices": []})["NeuronDevices"]
            assert specs.accelerators == sum(device["Count"] for device in devices)
    assert compared > 1000


def test_specs_are_known_for_almost_all_instance_types() -> None:
    known = {str(member) for enum in ENUMS for member in enum if member.specs is not None}
    every = {str(member) for enum in ENUMS for member in enum}
    assert len(known) >= 434
    assert every >= UNKNOWN
    assert every - known <= UNKNOWN


def test_specs_of_some_instance_types() -> None:
    assert TrainingInstanceType.ML_G5_12XLARGE.specs == InstanceSpecs(
        vcpus=48,
        memory_gib=192.0,
        gpus=4,
        gpu_name="NVIDIA A10G",
        gpu_memory_gib=22888 / 1024,
        accelerators=0,
        accelerator_name=None,
        network="40 Gigabit",
        local_disk_gb=3800,
    )
    same = ProductionVariantInstanceType.ML_G5_12XLARGE.specs
    assert same is TrainingInstanceType.ML_G5_12XLARGE.specs
    trainium = TrainingInstanceType.ML_TRN1_32XLARGE.specs
    assert trainium is not None
    assert (trainium.accelerators, trainium.accelerator_name) == (16, "Trainium")
    assert (trainium.gpus, trainium.gpu_memory_gib) == (0, None)
    old = TrainingInstanceType.ML_P3_2XLARGE.specs
    assert old is not None
    assert (old.gpu_name, old.gpu_memory_gib) == ("NVIDIA V100", 16)
    for value in ("ml.new.large", "m5.large", "", "ml.", "system"):
        assert TrainingInstanceType.open(value).specs is None


def test_find_returns_the_smallest_first() -> None:
    find = TrainingInstanceType.find
    assert find(gpus=4, min_gpu_memory_gib=24, family="g5") == [
        TrainingInstanceType.ML_G5_12XLARGE,
        TrainingInstanceType.ML_G5_24XLARGE,
    ]
    assert find(family="p3")[0] is TrainingInstanceType.ML_P3_2XLARGE
    eight = find(gpus=8, min_gpu_memory_gib=80)
    assert TrainingInstanceType.ML_P4D_24XLARGE not in eight
    assert TrainingInstanceType.ML_P4DE_24XLARGE in eight
    assert TrainingInstanceType.ML_P5_48XLARGE in eight
    large = find(gpus=0, min_vcpus=96, min_memory_gib=384, accelerators=0)
    assert large
    sizes = [(s.vcpus, s.memory_gib) for one in large if (s := one.specs) is not None]
    assert sizes == sorted(sizes)
    assert all(vcpus >= 96 and memory >= 384 for vcpus, memory in sizes)
    disks = [one.specs.local_disk_gb for one in find(min_local_disk_gb=900) if one.specs]
    assert min(disks) >= 900
    assert find(family="no such") == []
    assert find() == sorted(find(), key=[*find()].index)
    assert {*find()} == {*TrainingInstanceType}
    assert {type(one) for one in ProcessingInstanceType.find(gpus=1)} == {ProcessingInstanceType}


def test_members_have_the_methods_of_str() -> None:
    member: Any = TrainingInstanceType.ML_M5_LARGE
    assert member.find("m5") == 3
    assert member.find("m5", 4) == -1
    new: Any = TrainingInstanceType.open("ml.new.large")
    assert new.find("new") == 3


def test_unknown_types_are_found_only_by_their_family() -> None:
    unknown = AppInstanceType.ML_GEOSPATIAL_INTERACTIVE
    assert AppInstanceType.find(family="geospatial") == [unknown]
    assert AppInstanceType.find()[-2:].count(unknown) == 1
    assert unknown not in AppInstanceType.find(min_vcpus=0)
    assert unknown not in AppInstanceType.find(gpus=0)


def test_table_is_imported_when_specs_are_needed() -> None:
    program = (
        "import sys; from sagemaker_typed.instance_types import TrainingInstanceType as T; "
        "name = 'sagemaker_typed.instance_specs'; T.ML_M5_LARGE.family; "
        "assert name not in sys.modules; T.ML_M5_LARGE.specs; assert name in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


# --- the table ------------------------------------------------------------------------------------


def test_committed_table_has_the_types_of_the_models() -> None:
    types = instances.instance_types(one.models[SERVICE] for one in COMMITTED.values())
    table = read_table(PACKAGE)
    same, notes = with_new_types(table, types)
    assert set(table.rows) <= types
    assert same == table
    assert same.text() == (PACKAGE / instances.INSTANCES_FILE).read_text(encoding="utf-8")
    assert len(notes) == 1
    assert "geospatial.interactive" in notes[0]


def test_new_types_get_rows_and_unknown_ones_are_noted() -> None:
    table = Table(("moto 1",), {"m5.large": [2, 1024, 0, None, None, 0, None, "High", 0]})
    found, notes = with_new_types(table, {"m5.large", "g5.xlarge", "p99.large", "a.b"})
    assert [*found.rows] == ["g5.xlarge", "m5.large"]
    assert found.rows["m5.large"] == table.rows["m5.large"]  # kept
    assert found.sources == ("moto 1", f"moto {distribution('moto').version}")
    assert notes == ("no specifications of the instance types a.b, p99.large",)
    assert with_new_types(found, {"m5.large"})[0].rows == table.rows
    assert with_new_types(found, {"p99.large"}, {"p99.large"})[1] == ()


@pytest.mark.parametrize(
    "raw",
    list[Any](
        [
            {},
            [],
            None,
            {"VCpuInfo": {"DefaultVCpus": 1}},
            {**EC2["g5.xlarge"], "GpuInfo": {"Gpus": [{}, {}]}},
            {**EC2["g5.xlarge"], "GpuInfo": {"Gpus": [{"Count": 1}]}},
        ]
    ),
)
def test_descriptions_of_another_form_are_unknown(
    raw: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instances, "_moto", lambda: ("moto 9", {"x9.large": raw}))
    found, notes = with_new_types(Table((), {}), {"x9.large"})
    assert found == Table((), {})
    assert notes == ("no specifications of the instance types x9.large",)


def test_refresh_works_without_moto(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(instances, "_RESOURCES", ("moto/nothing.json",))
    found, notes = with_new_types(Table((), {}), {"m5.large"})
    assert found == Table((), {})
    assert "moto's data of instance types is not available" in notes[0]
    assert with_new_types(Table((), {}), {"m5.large"}, {"m5.large"})[1] == ()
    assert read_table(tmp_path) == Table((), {})
