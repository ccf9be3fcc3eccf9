"""The words every room of Kembar shares: model, errors, clock and configuration."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("kembar")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0"
