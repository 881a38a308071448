"""Names of members in AWS SDK integrations are those of the AWS SDK for Java 2, in Pascal case."""

from __future__ import annotations

import pytest
from helpers.json_schemas import models
from helpers.samples import SERVICES, service_model
from helpers.state_machines import CALLABLE

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import from_task, to_task
from sagemaker_typed.targets.step_functions.member_names import java_name, names_in_sdk


# Methods of the builders in the AWS SDK for Java 2: of RDS, S3, CloudFormation, FSx and others.
@pytest.mark.parametrize(
    ("member", "method"),
    [
        ("DBInstanceIdentifier", "dbInstanceIdentifier"),
        ("SSEKMSKeyId", "ssekmsKeyId"),
        ("ETag", "eTag"),
        ("VPCId", "vpcId"),
        ("IOPS", "iops"),
        ("S3Uri", "s3Uri"),
        ("TemplateURL", "templateURL"),
        ("VolumeSizeInGB", "volumeSizeInGB"),
        ("ACL", "acl"),
        ("FSxLustreFileSystemConfig", "fSxLustreFileSystemConfig"),
        ("x", "x"),
        ("Equals", "equalsValue"),
        ("Default", "defaultValue"),
        ("Return", "returnValue"),
        ("Wait", "waitValue"),
    ],
)
def test_name_is_that_of_the_sdk(member: str, method: str) -> None:
    assert java_name(member) == method


def test_no_two_members_of_a_structure_have_the_same_name() -> None:
    changed: set[tuple[str, str]] = set()
    for cls in models():
        pairs = names_in_sdk(cls)
        assert len(set(pairs.values())) == len(pairs)
        changed |= {(wire, name) for wire, name in pairs.items() if wire != name}
    assert ("EFSFileSystem", "EfsFileSystem") in changed
    assert ("AIBenchmarkJobName", "AiBenchmarkJobName") in changed
    assert ("EMRServerless", "EmrServerless") in changed


def test_nested_members_have_the_name_of_the_sdk() -> None:
    request = sm.CreateUserProfileRequest(
        domain_id="d-1",
        user_profile_name="ada",
        user_settings=sm.UserSettings(
            custom_file_system_configs=[
                sm.CustomFileSystemConfig(
                    efs_file_system_config=sm.EFSFileSystemConfig(
                        file_system_id="fs-0123456789abcdef0"
                    )
                )
            ]
        ),
    )
    state = to_task(request)
    settings = state["Parameters"]["UserSettings"]
    assert settings["CustomFileSystemConfigs"] == [
        {"EfsFileSystemConfig": {"FileSystemId": "fs-0123456789abcdef0"}}
    ]
    assert from_task(state) == request
    settings["CustomFileSystemConfigs"][0] = {
        "EFSFileSystemConfig": {"FileSystemId": "fs-0123456789abcdef0"}
    }
    assert from_task(state) == request


def test_most_operations_can_be_called() -> None:
    operations = sum(len(service_model(service).operation_names) for service in SERVICES)
    assert len(CALLABLE) > 0.9 * operations
