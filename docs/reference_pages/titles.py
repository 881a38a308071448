"""Titles and paths of pages."""

from __future__ import annotations

import re

from botocore import xform_name

from .facts import ROOT, Package
from .source import Class, Module

_WORDS = re.compile(r"[A-Z]+s?(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+")
_KEPT = {"AutoML", "MLflow"}
# Names of products and terms, as AWS spells them; the names of modules and operations do not say.
_PROPER = {
    "ai": "AI",
    "automl": "AutoML",
    "feature store": "Feature Store",
    "hyper parameter": "hyperparameter",
    "hyperpod": "HyperPod",
    "mlflow": "MLflow",
    "sagemaker": "SageMaker",
    "ui": "UI",
}
_PROPER_NAME = re.compile(rf"\b({'|'.join(_PROPER)})\b", re.IGNORECASE)


def page_of(module: str) -> str:
    """Return the path of a module's page inside ``reference/``."""
    return module.removeprefix(f"{ROOT}.").replace(".", "/")


def title_of(module: Module, package: Package) -> str:
    """Return a page's title: the resource as operations spell it, or else the module's own."""
    last = module.name.rpartition(".")[2]
    if module.doc.startswith("Resource: "):
        return _noun(last, module) or sentence(module.doc.removeprefix("Resource: ").rstrip("."))
    if module.doc.startswith("Instance types: "):
        return module.doc.removeprefix("Instance types: ").rstrip(".").strip("`")
    service, *folders = module.name.removeprefix(f"{ROOT}.").split(".")
    if len(folders) == 1:
        return f"{service_title(service, package)}: operations and classes"
    return f"{sentence(folders[0])}: {last.replace('_', ' ')}"


def service_title(name: str, package: Package) -> str:
    """Return a service's title, which is the name of its client."""
    for service in package.services:
        if service.package == name:
            return service.client
    return sentence(name)


def _noun(resource: str, module: Module) -> str | None:
    for definition in module.definitions.values():
        operation = isinstance(definition, Class) and definition.variable("__operation__")
        if operation:
            noun = re.sub(r"^[A-Z][a-z]+", "", operation)
            if xform_name(noun) == resource:
                return sentence(" ".join(_words(noun)))
    return None


def _words(noun: str) -> list[str]:
    for kept in _KEPT:
        noun = noun.replace(kept, f"<{kept}>")
    parts = re.split(r"<(\w+)>", noun)
    words: list[str] = []
    for part in parts:
        words += [part] if part in _KEPT else _WORDS.findall(part)
    return [word if word in _KEPT or word.isupper() else word.lower() for word in words]


def sentence(words: str) -> str:
    """Return words as a heading: with a capital letter, and with proper names."""
    words = _PROPER_NAME.sub(lambda found: _PROPER[found[0].lower()], words.replace("_", " "))
    return words[:1].upper() + words[1:]
