"""The names of transitions that fragments make: viewflow calls a transition by the name of its function."""

from viewflow.fsm.base import TransitionDescriptor


def named(descriptor: TransitionDescriptor, name: str) -> TransitionDescriptor:
    """The transition under another name."""
    descriptor._func.__name__ = name
    return descriptor
