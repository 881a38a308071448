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
from helpers.boto_calls import botocore_functions

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.shortcuts.user_agent import keep_user_agent

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


def test_user_agent_is_built_once_and_the_cache_is_bounded() -> None:
    pair = Pair()

    def is_built() -> bool:
        return "UserAgentString.to_string" in botocore_functions(pair.typed.list_models)

    assert [is_built(), is_built()] == [True, False]
    config = pair.ours.meta.config
    for number in range(200):
        config.user_agent_extra = f"of/{number}"
        pair.typed.list_models()
    assert not is_built()
    assert len(pair.ours._user_agent_creator._kept_texts) < 100


def test_function_that_changes_the_parts_is_called_for_each_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[object] = []

    def modify(components: Any) -> Any:
        calls.append(components)
        return components

    pair = Pair()
    pair.check()
    monkeypatch.setattr("botocore.useragent.modify_components", modify)
    pair.typed.list_models()
    before = len(calls)
    pair.typed.list_models()
    assert len(calls) == 2 * before > 0


def test_client_without_the_undocumented_attributes_does_not_change() -> None:
    other: Any = SimpleNamespace()
    keep_user_agent(other)
    assert vars(other) == {}
