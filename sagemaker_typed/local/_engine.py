"""A local SageMaker in this process, for every operation."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sagemaker_typed import _time as time
from sagemaker_typed._lazy import exported_from
from sagemaker_typed.local._clients import LocalServer
from sagemaker_typed.local._process import LocalServerError
from sagemaker_typed.local._state_files import replace_file
from sagemaker_typed.local.engine.behaviour.invocations import Model
from sagemaker_typed.local.engine.behaviour.training import Trainer
from sagemaker_typed.local.engine.engine import REGION, Engine
from sagemaker_typed.local.engine.support import Operation
from sagemaker_typed.local.engine.transitions import STEP

if TYPE_CHECKING:
    from typing import TypeVar

    from sagemaker_typed.async_client import AsyncBaseClient
    from sagemaker_typed.client import BaseClient
    from sagemaker_typed.defaults import Defaults
    from sagemaker_typed.local._responses import Recorded
    from sagemaker_typed.sagemaker.client import SageMaker

    ClientT = TypeVar("ClientT", bound=BaseClient[Any] | AsyncBaseClient[Any])

__all__ = ["LocalEngine", "engine_of"]


@exported_from("sagemaker_typed.local")
class LocalEngine:
    """A SageMaker in memory, which knows every operation of all SageMaker services.

    Resources that are created can be described, listed, updated, tagged, searched and deleted.
    Statuses advance with a clock. While the ``with`` block is active, waits and pauses of this
    package and botocore's waiters take no time: they advance the clock. No socket is opened, except
    by :meth:`serve`.

    Args:
        region_name: The region of the clients. Each region has resources of its own.
        speed: The seconds of the clock in each real second; 0 for a clock that stands still until
            something waits or :meth:`advance` is called; ``math.inf`` for statuses that change
            immediately.
        fail: Why new resources fail, by kind: ``{"training_job": "CapacityError: no capacity"}``.
        throttle: The share of the calls that are throttled, from 0 to 1.
        latency: The seconds that each call takes.
        seconds_per_status: The seconds of the clock for which a resource has a status such as
            ``Creating``.
        start: The time at which the clock starts, in UTC if it has no time zone; default: now.
        strict: Whether requests must have the lengths and patterns of the service model. Without
            it, made-up names and ARNs are accepted, as moto does.
        check_references: Whether the resources that a request names must exist. Without it, a
            transform job, for example, needs no model, and an endpoint that does not exist can be
            invoked. A pipeline's execution needs its pipeline in any case.

    Raises:
        ValueError: an argument is out of range, or ``fail`` has an unknown kind.
    """

    def __init__(
        self,
        *,
        region_name: str = REGION,
        speed: float = 1.0,
        fail: Mapping[str, str] | None = None,
        throttle: float = 0.0,
        latency: float = 0.0,
        seconds_per_status: float = STEP,
        start: datetime | None = None,
        strict: bool = True,
        check_references: bool = True,
    ) -> None:
        self.region_name = region_name
        self._engine = Engine(
            speed=speed,
            fail=fail,
            throttle=throttle,
            latency=latency,
            seconds_per_status=seconds_per_status,
            start=start,
            strict=strict,
            check_references=check_references,
        )
        self._session: Any = None
        self._lock = threading.Lock()
        self._clocks: list[Any] = []

    # --- clients ----------------------------------------------------------------------------------

    def sagemaker(self, *, defaults: Defaults | None = None) -> SageMaker:
        """Create a typed client. All clients see the same resources.

        Args:
            defaults: See :class:`~sagemaker_typed.BaseClient`.
        """
        from sagemaker_typed.sagemaker.client import SageMaker

        return self.typed(SageMaker, defaults=defaults)

    def typed(self, client_class: type[ClientT], *, defaults: Defaults | None = None) -> ClientT:
        """Create a typed client of another class: ``SageMakerRuntime``, ``AsyncSageMaker`` ...

        Args:
            client_class: The class of the client.
            defaults: See :class:`~sagemaker_typed.BaseClient`.
        """
        return client_class(session=self._own_session(), defaults=defaults)

    def client(self, service_name: str, **kwargs: Any) -> Any:
        """Create a botocore client of a SageMaker service, such as ``sagemaker-runtime``.

        Args:
            service_name: The name of the service, as in ``boto3.client``.
            **kwargs: Arguments for ``botocore.session.Session.create_client``.

        Raises:
            ValueError: it is not a service of SageMaker.
        """
        from sagemaker_typed.local.engine.services import services

        if service_name not in services():
            raise ValueError(
                f"a LocalEngine has only the services {', '.join(services())}, not "
                f'{service_name!r}; local_server(engine="moto") has others'
            )
        return self._own_session().create_client(service_name, **kwargs)

    def _own_session(self) -> Any:
        with self._lock:
            if self._session is None:
                from sagemaker_typed._botocore.faking.sessions import FakeSession

                from .transports.in_process import EngineResponder

                self._session = FakeSession(EngineResponder(self._engine), self.region_name)
            return self._session

    @contextmanager
    def serve(self, port: int = 0) -> Generator[LocalServer]:
        """Serve the same resources over HTTP on 127.0.0.1 while the context is active.

        Any AWS client can use the server, in any language, with any credentials.

        Args:
            port: The port; 0 for any free port.

        Yields:
            The server, whose ``endpoint_url`` clients need.

        Raises:
            LocalServerError: the port is not available.
        """
        from .transports.server import HOST, EngineServer

        try:
            server = EngineServer(self._engine, port)
        except (OSError, OverflowError) as error:
            raise LocalServerError(
                f"Port {port} on {HOST} is not available ({error}). "
                "Pass another port, or 0 to use any free port."
            ) from error
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield LocalServer(f"http://{HOST}:{server.bound_port}", self.region_name)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    @contextmanager
    def patched(self, *clients: Any) -> Generator[Self]:
        """Answer the calls of all clients of SageMaker that code creates in the block.

        These are clients of this package, of ``boto3`` and of ``botocore``, of all SageMaker
        services. No credentials, profiles or files of the machine are read in the block; the region
        of clients that name none is that of the engine, also in the environment. Clients of other
        services can be created, but their calls must be answered by a ``FakeService``, by
        moto or by a server on this machine: a request that would reach a network is a
        :class:`~sagemaker_typed.testing.NetworkError`.

        Args:
            *clients: Clients that were created before, which the engine answers in the block too.

        Raises:
            TypeError: one of them is not a client of a SageMaker service.
        """
        from sagemaker_typed._botocore.faking.patching import patched_botocore

        from .engine.services import services
        from .transports.in_process import EngineResponder

        responder = EngineResponder(self._engine)
        regions: dict[str, str] = dict.fromkeys(
            ("AWS_DEFAULT_REGION", "AWS_REGION"), self.region_name
        )
        with patched_botocore(services(), responder, self.region_name, clients, regions):
            yield self

    # --- the clock and failures -------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The time of the clock."""
        return self._engine.clock.now()

    def advance(self, seconds: float) -> None:
        """Advance the clock, and with it all statuses.

        Raises:
            ValueError: the number is negative or not finite, or leads past the year 8999.
        """
        self._engine.advance(seconds)

    def fail(self, kind: str, reason: str | None) -> None:
        """Let resources that are created from now on fail.

        Args:
            kind: The kind, such as ``training_job``; ``endpoint:update`` for updates of endpoints.
            reason: The failure reason; ``None`` if they are not to fail any more.

        Raises:
            ValueError: there is no such kind, or it has no status for this.
        """
        self._engine.faults.fail(kind, reason)

    def raise_next(self, operation: str, code: str, message: str = "", times: int = 1) -> None:
        """Let the next calls of an operation raise an error.

        Args:
            operation: The operation, such as ``CreateTrainingJob``.
            code: The error code, such as ``ResourceLimitExceeded``.
            message: The message.
            times: The number of calls; a client may retry.

        Raises:
            ValueError: no service has the operation.
        """
        from .engine.services import service_with

        service_with(operation)  # raises the error
        self._engine.faults.raise_next(operation, code, message or code, times)

    def serve_model(self, model: Model | None, endpoint_name: str | None = None) -> None:
        """Let a function answer the invocations of an endpoint.

        Args:
            model: The function. It takes an :class:`~sagemaker_typed.local.Invocation`, and
                returns bytes, a str or a value that becomes JSON; for a stream, an iterable of
                these. ``None``: the endpoint returns the body that it receives.
            endpoint_name: The endpoint; default: all that have no function of their own.
        """
        self._engine.serve_model(model, endpoint_name)

    def on_training(self, trainer: Trainer | None) -> None:
        """Let a function do the work of training jobs that are created from now on.

        Args:
            trainer: The function. It takes a :class:`~sagemaker_typed.local.Training`, and returns
                the final value of each metric, or ``None``. If it raises an exception, the job
                fails. It is called when a job is created, also by tuning jobs and pipelines; other
                calls wait until it returns. ``None``: jobs have no metrics.
        """
        self._engine.trainer = trainer

    def put_object(self, uri: str, content: bytes) -> None:
        """Put an object that asynchronous invocations and pipelines name by its URI.

        Args:
            uri: The URI, such as ``s3://bucket/key``.
            content: The content.

        Raises:
            ValueError: it is not a URI of an object in S3.
        """
        self._engine.put_object(*_place(uri), content)

    def read_object(self, uri: str) -> bytes:
        """Return an object, such as the result of an asynchronous invocation.

        Raises:
            ValueError: it is not a URI of an object in S3.
            KeyError: there is no such object.
        """
        found = self._engine.read_object(*_place(uri))
        if found is None:
            raise KeyError(uri)
        return found

    def objects(self, prefix: str = "") -> list[str]:
        """Return the URIs of the objects that there are, in order.

        Args:
            prefix: With what the URIs begin, such as ``s3://bucket/folder/``.
        """
        return [uri for uri in self._engine.objects() if uri.startswith(prefix)]

    # --- the state --------------------------------------------------------------------------------

    def resources(self) -> list[str]:
        """Return the ARNs of all resources of the region, in order of creation."""
        return self._engine.resources(self.region_name)

    def reset(self) -> None:
        """Forget all resources. The clock continues."""
        self._engine.reset()

    def save(self, path: str | Path) -> None:
        """Save all resources and the time of the clock to a file of JSON.

        The file is replaced as a whole: it never has a part of a state, even if the program is
        killed. Only its owner can read it, because it contains what was sent.

        Raises:
            OSError: the file cannot be written. An earlier file is unchanged then.
        """
        replace_file(Path(path), self._engine.dump())

    def load(self, path: str | Path) -> None:
        """Replace all resources and the time of the clock by those of a file.

        Raises:
            OSError: the file cannot be read.
            ValueError: it was not written by :meth:`save`. Nothing has changed then.
        """
        try:
            self._engine.restore(Path(path).read_text(encoding="utf-8"))
        except UnicodeError as error:
            raise ValueError(f"{path}: not a saved state of a local SageMaker: {error}") from error
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error

    def load_responses(self, *recorded: Recorded) -> list[str]:
        """Make resources of recorded responses, beside those that there are.

        Describing such a resource returns the same response, until the resource changes; listing
        shows it, and it can be updated and deleted. What it names need not exist. A status that
        changes by itself, such as ``Creating``, continues with the clock. All resources are in the
        region of the engine; a description replaces a resource of the same name, and a summary in
        a list does not. Tags of resources that do not exist are ignored.

        Args:
            *recorded: Responses of operations such as ``DescribeModel``, ``ListModels`` and
                ``ListTags``: objects of this package, alone or as a pair with their request; a
                tuple with the name of the operation and boto3's dict of the response, or of the
                request and the response; or the path of a file of
                :class:`~sagemaker_typed.testing.Recorder`, whose other calls are ignored.

        Returns:
            The ARNs of the resources.

        Raises:
            ValueError: a response describes no resource, does not say which, or is not valid; or a
                file is not a recording. Nothing has changed then.
            TypeError: an argument is none of these.
            OSError: a file cannot be read.
        """
        from sagemaker_typed.local._responses import read_responses

        return self._engine.load_responses(read_responses(recorded), self.region_name)

    def operations(self) -> tuple[Operation, ...]:
        """Return what the engine does for each operation, and how completely."""
        return self._engine.operations()

    def __enter__(self) -> Self:
        from sagemaker_typed._botocore.faking.patching import waiters_follow_clock

        from .transports.in_process import WaitingClock

        waiters_follow_clock()
        clock = WaitingClock(self._engine)
        self._clocks.append(clock)
        time.replace(clock)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        time.remove(self._clocks.pop())

    def __repr__(self) -> str:
        return f"LocalEngine(region_name={self.region_name!r}, now={self.now.isoformat()})"


def engine_of(local: LocalEngine) -> Engine:
    """Return the engine itself, for other modules of this package."""
    return local._engine  # pyright: ignore[reportPrivateUsage] - not for users


def _place(uri: str) -> tuple[str, str]:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not bucket or not key:
        raise ValueError(f"expected a URI such as s3://bucket/key, got {uri!r}")
    return bucket, key
