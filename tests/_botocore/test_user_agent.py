"""Tests that typed calls send the same User-Agent as botocore's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.context import start_as_current_context
from botocore.useragent import register_feature_id

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.call_context import CallContext
from sagemaker_typed._botocore.shortcuts import user_agent
from sagemaker_typed._botocore.shortcuts.user_agent import keep_user_agent
from sagemaker_typed.sagemaker import ListModelsRequest

SETTINGS: dict[str, Any] = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}


class Pair:
    """A typed client and one created by botocore, with the same settings."""

    def __init__(self, **options: Any) -> None:
        session: Any = botocore.session.Session()
        self.typed = SageMaker(session=session, **SETTINGS, **options)
        self.ours = self.typed.boto_client
        self.theirs = session.create_client("sagemaker", **SETTINGS, **options)
        self.sent: list[str] = []
        for client in (self.ours, self.theirs):
            client.meta.events.register("before-send.sagemaker", self.answer)

    def answer(self, request: Any, **_: Any) -> Any:
        self.sent.append(str(request.headers["User-Agent"], "ascii"))
        response: Any = AWSResponse(str(request.url), 200, HTTPHeaders(), None)
        response._content = b"{}"
        return response

    def user_agents(self) -> list[list[str]]:
        """The sorted parts of both User-Agents; botocore does not sort the features."""
        self.sent.clear()
        for client in (self.typed, self.theirs):
            client.list_models()
        return [
            sorted(part for word in text.split(" ") for part in word.split(","))
            for text in self.sent
        ]

    def check(self) -> list[str]:
        ours, theirs = self.user_agents()
        again, _ = self.user_agents()
        assert ours == theirs == again
        return ours


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"user_agent_extra": "of/us"},
        {"user_agent_appid": "an-app"},
        {"user_agent": "another/1.0"},
        {"retries": {"mode": "adaptive"}},
        {"region_name": "us-east-1"},
    ],
    ids=lambda options: next(iter(options), "plain"),
)
def test_user_agent_matches_botocore(options: dict[str, Any]) -> None:
    assert Pair(config=Config(**options)).check()


def test_user_agent_has_features_of_its_own_call_only() -> None:
    pair = Pair()
    plain = pair.check()
    with start_as_current_context():
        register_feature_id("WAITER")
        with_one = pair.check()
        register_feature_id("PAGINATOR")
        with_more = pair.check()
    assert len(plain) <= len(with_one) < len(with_more)
    assert pair.check() == plain


def test_user_agent_follows_changed_settings() -> None:
    pair = Pair()
    plain = pair.check()
    for client in (pair.ours, pair.theirs):
        client.meta.config.user_agent_extra = "of/us"
    assert pair.check() == sorted([*plain, "of/us"])


def test_user_agent_is_built_once_and_the_cache_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Creator:
        """The parts of botocore's class that are used."""

        def __init__(self, config: Any) -> None:
            self._client_config = config
            self.built = 0

        def to_string(self) -> str:
            self.built += 1
            return str(self._client_config.user_agent_extra)

    call = CallContext(ListModelsRequest(), takes_shortcuts=True)
    monkeypatch.setattr(user_agent, "call_being_sent", lambda: call)
    config: Any = Config()
    creator = Creator(config)
    client: Any = SimpleNamespace(_user_agent_creator=creator)
    keep_user_agent(client)

    def build(extra: str) -> int:
        """Request a User-Agent twice; return how often it was built."""
        before = creator.built
        config.user_agent_extra = extra
        assert creator.to_string() == extra
        return creator.built - before

    assert [build("first"), build("first")] == [1, 0]
    assert [build(f"of/{number}") for number in range(200)] == [1] * 200
    assert build("first") == 1


def test_client_without_the_undocumented_attributes_does_not_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Other:
        pass

    other: Any = Other()
    keep_user_agent(other)
    client = Pair().theirs
    monkeypatch.delattr(client._user_agent_creator, "_client_config")
    build = client._user_agent_creator.to_string
    keep_user_agent(client)
    assert client._user_agent_creator.to_string == build
