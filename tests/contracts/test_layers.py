"""The contracts of the layers name everything that they are about."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def contracts() -> dict[str, dict[str, object]]:
    tooling = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["type"]: contract for contract in tooling["contracts"]}


def test_independence_names_every_procedure() -> None:
    files = sorted((ROOT / "processes").glob("???_??.py"))
    assert contracts()["independence"]["modules"] == [f"processes.{file.stem}" for file in files]


def test_layers_name_every_package() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/apps.py")}
    layers = contracts()["layers"]["layers"]
    assert isinstance(layers, list)
    assert {name.strip() for layer in layers for name in layer.split("|")} == packages
