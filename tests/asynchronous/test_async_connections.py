"""Asynchronous clients use the proxies and the TLS settings of botocore's configuration."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ProxyConnectionError, SSLError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from helpers.boto_calls import SETTINGS
from helpers.http_recorder import HttpRecorder
from helpers.servers import running

from sagemaker_typed import AsyncSageMaker, SageMaker

MODEL: Final = json.dumps({"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}).encode()


def client(url: str, verify: bool | str | None = None, **config: Any) -> Any:
    retries: Any = {"mode": "standard", "total_max_attempts": 1}
    session: Any = botocore.session.Session()
    return session.create_client(
        "sagemaker",
        endpoint_url=url,
        verify=verify,
        config=Config(retries=retries, **config),
        **SETTINGS,
    )


async def described(raw: Any) -> str:
    async with AsyncSageMaker(client=raw) as found:
        return (await found.describe_model(model_name="churn")).model_name


def both(raw: Any) -> list[str]:
    """Return the results of a synchronous and an asynchronous call."""
    found = SageMaker(client=raw).describe_model(model_name="churn").model_name
    raw.close()
    return [found, asyncio.run(described(raw))]


@pytest.fixture
def server() -> Iterator[HttpRecorder]:
    with running(HttpRecorder()) as found:
        found.answer = (200, {}, MODEL)
        yield found


# --- proxies --------------------------------------------------------------------------------------


def test_requests_go_through_the_proxy(server: HttpRecorder) -> None:
    proxy = server.url.replace("//", "//user:password@")
    raw = client("http://sagemaker.example", proxies={"http": proxy})

    assert both(raw) == ["churn", "churn"]

    theirs, ours = server.received
    assert ours.path == theirs.path == "http://sagemaker.example/"
    assert ours.body == theirs.body
    names = ("host", "proxy-authorization", "x-amz-target")
    assert [ours.headers.get(name) for name in names] == [
        theirs.headers.get(name) for name in names
    ]
    assert "proxy-authorization" in ours.headers


def test_proxy_that_does_not_answer_is_an_error() -> None:
    raw = client("http://sagemaker.example", proxies={"http": "http://127.0.0.1:9"})
    with pytest.raises(ProxyConnectionError):
        asyncio.run(described(raw))


# --- TLS ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for 127.0.0.1, which no authority has signed, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def secure(server: HttpRecorder, certificate: Path) -> str:
    """The URL of the server with TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server.url.replace("http:", "https:")


def test_trusted_certificate_is_accepted(secure: str, certificate: Path) -> None:
    assert both(client(secure, verify=str(certificate))) == ["churn", "churn"]


def test_verification_can_be_turned_off(secure: str) -> None:
    with pytest.warns(Warning, match="Unverified HTTPS request"):
        assert both(client(secure, verify=False)) == ["churn", "churn"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_certificate_that_is_not_trusted_or_not_of_the_host_is_refused(
    host: str, secure: str, certificate: Path
) -> None:
    url = secure.replace("127.0.0.1", host)
    raw = client(url, verify=None if host == "127.0.0.1" else str(certificate))
    with pytest.raises(SSLError):
        SageMaker(client=raw).describe_model(model_name="churn")
    with pytest.raises(SSLError):
        asyncio.run(described(raw))


def test_client_certificate_is_sent(server: HttpRecorder, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    url = server.url.replace("http:", "https:")
    raw = client(url, verify=str(certificate), client_cert=str(certificate))
    assert both(raw) == ["churn", "churn"]


@pytest.mark.parametrize("setting", ["proxies_config", "verify"])
def test_proxy_with_tls_is_verified(setting: str, secure: str, certificate: Path) -> None:
    proxies = {"http": secure}
    if setting == "verify":
        raw = client("http://sagemaker.example", verify=str(certificate), proxies=proxies)
        assert asyncio.run(described(raw)) == "churn"
    else:
        settings: Any = {"proxy_ca_bundle": str(certificate)}
        raw = client("http://sagemaker.example", proxies=proxies, proxies_config=settings)
        assert both(raw) == ["churn", "churn"]


def test_proxy_with_tls_that_is_not_trusted_is_refused(secure: str) -> None:
    raw = client("http://sagemaker.example", proxies={"http": secure})
    with pytest.raises((SSLError, ProxyConnectionError)):
        asyncio.run(described(raw))
