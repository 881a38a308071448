"""A local SageMaker: an engine of this package that knows every operation, or moto's server.

::

    from sagemaker_typed.local import LocalEngine, local_sagemaker

    with local_sagemaker() as client:  # the built-in engine, in this process
        client.list_endpoints()

    with LocalEngine() as local:  # the same with its clock, failures, models and state
        local.sagemaker().list_endpoints()

No account, credentials, configuration files or network are used. Existing ones have no effect: your
profile, environment variables, endpoint URLs and proxies are ignored.

``engine="moto"`` chooses moto, which needs the extra ``local``. moto has S3, IAM and other services
too, and a part of SageMaker's operations. It runs in a server process of its own for each context,
without any resources. The process ends with the context, or with your program, even if that
crashes. Importing this module imports neither moto nor botocore.
"""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        "._engine": "LocalEngine",
        "._process": "LocalServerError",
        "._clients": "LocalServer",
        "._servers": "local_sagemaker local_server",
        ".engine.behaviour.invocations": "Invocation",
        ".engine.behaviour.training": "Training",
        ".engine.support": "Operation",
    },
)
