"""A domain of Studio with one user and one space."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The space is there with its volume; its app is deleted, and the link is for the domain."""
    client = local.sagemaker()
    domain_id = names["domain_id"]
    space = client.describe_space(domain_id=domain_id, space_name="ana-lab")
    assert space.ownership_settings == sm.OwnershipSettings(owner_user_profile_name="ana")
    assert space.space_settings is not None
    storage = space.space_settings.space_storage_settings
    assert storage is not None
    assert storage.ebs_storage_settings == sm.EbsStorageSettings(ebs_volume_size_in_gb=50)
    local.advance(600)
    apps = client.list_apps(domain_id_equals=domain_id).apps or []
    assert [app.status for app in apps if app.status is not sm.AppStatus.DELETED] == []
    assert names["domain"].status is sm.DomainStatus.IN_SERVICE
    assert names["link"].authorized_url.startswith("https://")
