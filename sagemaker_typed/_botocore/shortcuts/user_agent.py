"""The User-Agent header of typed calls, built once.

Before version 1.44.8, botocore builds the header from a dozen parts twice per call, before and
after signing, although the result is the same as long as the parts are. This takes a fifth of the
time of a small call. Newer versions keep some of the parts themselves, and join them for each call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from botocore import useragent
from botocore.context import get_context
from botocore.useragent import UserAgentString

from sagemaker_typed._botocore.call_context import call_being_sent
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, is_exactly, override

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Creator:
        _client_config: Any
        _client_features: Any

        def to_string(self) -> str: ...
else:
    _Creator = object

_modify: Any = useragent.modify_components
_DEFAULT: Final = _modify if _modify.__module__ == useragent.__name__ else None
"""botocore's function that changes nothing; ``None`` if somebody has installed another one."""
_METHODS: Final = OwnMethods(
    UserAgentString,
    "to_string",
    *(name for name in sorted(vars(UserAgentString)) if name.startswith("_build")),
)
_MOST_KEPT: Final = 64


def keep_user_agent(client: BotoClient) -> None:
    """Let typed calls of ``client`` keep their User-Agent headers."""
    creator = getattr(client, "_user_agent_creator", None)
    override(creator, UserAgentString, _KeepingCreator)


class _KeepingCreator(_Creator):
    """Returns the User-Agent header, as botocore's ``to_string`` does."""

    _kept_texts: dict[object, str] | None = None

    def to_string(self) -> str:
        key = self._inputs()
        if key is None:
            return super().to_string()
        if self._kept_texts is None or len(self._kept_texts) >= _MOST_KEPT:
            self._kept_texts = {}
        text = self._kept_texts.get(key)
        if text is None:
            text = self._kept_texts[key] = super().to_string()
        return text

    def _inputs(self) -> object:
        """Return everything that the header depends on; ``None`` to leave it to botocore."""
        call = call_being_sent()
        if (
            call is None
            or not call.takes_shortcuts
            or useragent.modify_components is not _DEFAULT
            or not is_exactly(self, UserAgentString, _KeepingCreator)
            or not _METHODS.are_used(self)
        ):
            return None
        context: Any = get_context()
        features = (
            frozenset(context.features if context else ()),
            frozenset(self._client_features or ()),
        )
        static: Any = getattr(self, "_static_inputs", None)
        if static is not None:
            return (*features, static())
        config = self._client_config
        own = {name: value for name, value in self.__dict__.items() if name != "_kept_texts"}
        return (*features, repr((own, config and config.__dict__)))
