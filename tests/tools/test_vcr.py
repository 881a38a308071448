"""Cassettes of vcrpy: what a typed call records, a raw call replays, and the other way round."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import vcr
import yaml
from helpers.endpoint import endpoint
from tools.calls import NAMES, Raw, Typed

from sagemaker_typed.local import local_server

# They differ from call to call.
OF_ONE_CALL = ["authorization", "amz-sdk-invocation-id", "x-amz-date"]
RECORDER = vcr.VCR(
    filter_headers=OF_ONE_CALL, match_on=["method", "uri", "headers", "body"], record_mode="once"
)

# vcrpy loses the connection of an event stream, which is then closed when it is collected.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(scope="module")
def urls() -> Iterator[list[str]]:
    with local_server(engine="moto", region_name="eu-west-1") as server, endpoint() as runtime:
        yield [server.endpoint_url, runtime.url]


def play(kind: type[Raw] | type[Typed], urls: list[str], cassette: Path) -> tuple[list[str], int]:
    """Make each call; return the request ids, and how many calls were replayed."""
    with closing(kind(*urls)) as calls, RECORDER.use_cassette(str(cassette)) as played:
        return [getattr(calls, name)() for name in NAMES], played.play_count


@pytest.mark.parametrize(("first", "second"), [(Raw, Typed), (Typed, Raw), (Typed, Typed)])
def test_a_cassette_is_replayed(
    first: type[Raw] | type[Typed], second: type[Raw] | type[Typed], urls: list[str], tmp_path: Path
) -> None:
    cassette = tmp_path / "calls.yaml"
    recorded, replayed = play(first, urls, cassette)
    assert replayed == 0

    assert play(second, urls, cassette) == (recorded, len(NAMES))


def test_typed_calls_record_the_same_requests_as_raw_calls(urls: list[str], tmp_path: Path) -> None:
    requests = []
    for kind in (Raw, Typed):
        cassette = tmp_path / f"{kind.__name__}.yaml"
        play(kind, urls, cassette)
        interactions = yaml.safe_load(cassette.read_text())["interactions"]
        requests.append([interaction["request"] for interaction in interactions])

    raw, typed = requests
    assert len(raw) == len(NAMES)
    assert typed == raw
