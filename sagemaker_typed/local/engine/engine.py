"""The engine: a stateful SageMaker for every operation, without any transport."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from typing import Any, Final

from .behaviour import Behaviour, behaviours
from .behaviour.invocations import Model
from .behaviour.runs import advance_runs
from .behaviour.training import Trainer
from .checking import check_request
from .clock import EngineClock
from .context import Call
from .errors import EngineError
from .faults import Faults
from .loading import RecordedResponse, has_tags, load_response
from .operations import handler_of, operations
from .records import Store
from .services import has_operation, operation
from .state import dumped, loaded
from .support import Operation
from .transitions import STEP, Transitions

__all__ = ["REGION", "Engine"]

REGION: Final = "us-east-1"


class Engine:
    """A SageMaker in memory.

    Args:
        speed: The seconds of its clock in each real second; 0 for a clock that only
            :meth:`advance` moves, infinity for statuses that change without time.
        fail: Why new resources of a kind fail, such as ``{"training_job": "CapacityError: ..."}``.
        throttle: The share of calls that are throttled, from 0 to 1.
        latency: The seconds that each call takes.
        seconds_per_status: The seconds of the clock for which a resource has a status that changes
            by itself.
        start: The time at which the clock starts; default: now.
        strict: Whether lengths and patterns are checked.
        check_references: Whether the resources that a request names must exist.

    Raises:
        ValueError: an argument is out of range, or ``fail`` has an unknown kind.
    """

    def __init__(
        self,
        *,
        speed: float = 1.0,
        fail: Mapping[str, str] | None = None,
        throttle: float = 0.0,
        latency: float = 0.0,
        seconds_per_status: float = STEP,
        start: datetime | None = None,
        strict: bool = True,
        check_references: bool = True,
    ) -> None:
        self.is_strict = strict
        self.checks_references = check_references
        self.clock: EngineClock = EngineClock(speed, start)
        self.faults: Faults = Faults(fail, throttle, latency)
        self.store: Store = Store()
        self.transitions: Transitions = Transitions(self.clock, seconds_per_status)
        self.behaviours: Mapping[str, Behaviour] = behaviours()
        self.lock: RLock = RLock()
        self.trainer: Trainer | None = None
        """The function that does the work of training jobs."""
        self._models: dict[str | None, Model] = {}
        self._numbers = itertools.count(1)

    def call(
        self, service: str, name: str, members: Mapping[str, Any], *, region: str = REGION
    ) -> dict[str, Any]:
        """Return the response to a call, as boto3 has it, without ``ResponseMetadata``.

        Args:
            service: botocore's name of the service, such as ``sagemaker``.
            name: The name of the operation, such as ``CreateModel``.
            members: The members of the request, as boto3 takes them.
            region: The region; each has resources of its own.

        Raises:
            EngineError: the service refuses the call.
        """
        if not has_operation(service, name):
            raise EngineError("UnknownOperationException", f"{service} has no operation {name}")
        self.faults.meet(name)
        model = operation(service, name)
        if model.input_shape is not None:
            check_request(model.input_shape, members, is_strict=self.is_strict)
        entry = handler_of(service, name)
        if entry.is_free:
            return entry.handle(Call(self, service, name, members, region, self.clock.now()))
        with self.transaction():
            # Within the lock, so that resources are in order of their time of creation.
            call = Call(self, service, name, members, region, self.clock.now())
            advance_runs(call)
            return entry.handle(call)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Hold the lock; what the block has changed is undone if it raises an error."""
        with self.lock, self.store.transaction():
            yield

    def advance(self, seconds: float) -> None:
        """Advance the clock; see :class:`EngineClock`."""
        self.clock.advance(seconds)

    def reset(self) -> None:
        """Forget all resources."""
        with self.lock:
            self.store = Store()

    def dump(self) -> str:
        """Return the state as JSON."""
        with self.lock:
            return dumped(self.store, self.clock.now())

    def restore(self, text: str) -> None:
        """Replace the state by a saved one.

        Raises:
            ValueError: it is not a saved state; nothing has changed.
        """
        store, now = loaded(text)
        with self.lock:
            self.store = store
            self.clock.set(now)

    def load_responses(
        self, recorded: Iterable[RecordedResponse], region: str = REGION
    ) -> list[str]:
        """Make resources of responses, and return their ARNs; see :func:`load_response`.

        Raises:
            ValueError: a response describes no resource, or does not say which; nothing has
                changed.
        """
        now = self.clock.now()
        found: dict[str, None] = {}
        with self.transaction():
            for one in sorted(recorded, key=_rank):
                call = Call(self, one.service, one.operation, one.request, region, now)
                found |= dict.fromkeys(load_response(call, one.response))
        return [*found]

    def serve_model(self, model: Model | None, endpoint_name: str | None = None) -> None:
        """Let a function answer the invocations of an endpoint, or of all that have none.

        Args:
            model: The function; ``None`` for none: an endpoint then returns what it receives.
            endpoint_name: The name of the endpoint.
        """
        if model is None:
            self._models.pop(endpoint_name, None)
        else:
            self._models[endpoint_name] = model

    def model_of(self, endpoint_name: str) -> Model | None:
        """Return the function that answers for an endpoint."""
        return self._models.get(endpoint_name) or self._models.get(None)

    def read_object(self, bucket: str, key: str) -> bytes | None:
        """Return an object of asynchronous invocations or pipelines, if there is one."""
        found: bytes | None = self.store.table("objects").get((bucket, key))
        return found

    def objects(self) -> list[str]:
        """Return the URIs of all objects, in order."""
        with self.lock:
            return sorted(f"s3://{bucket}/{key}" for bucket, key in self.store.table("objects"))

    def put_object(self, bucket: str, key: str, content: bytes) -> None:
        """Put an object that requests name by an URI of S3."""
        with self.transaction():
            self.store.put("objects", (bucket, key), content)

    def next_number(self) -> int:
        """Return a number that was not returned before."""
        return next(self._numbers)

    def operations(self) -> tuple[Operation, ...]:
        """Return what the engine does for each operation."""
        return operations()

    def resources(self, region: str = REGION) -> list[str]:
        """Return the ARNs of all resources of a region, in order of creation."""
        now = self.clock.now()
        call = Call(self, "sagemaker", "ListTags", {}, region, now)
        with self.transaction():
            return [
                one.arn for one in self.store.all() if one.region == region and call.exists(one)
            ]


def _rank(response: RecordedResponse) -> int:
    """Sort responses: descriptions say more than lists, and tags need resources."""
    if has_tags(response.operation):
        return 2
    return int(response.operation.startswith("List"))
