"""What a correction is: a named change to the emulator in memory, never to its installed files.

A correction either wraps a function (`wrap`) or rewrites a few lines inside one (`rewrite`), where a wrapper could not
reach. Both name what they expect to find; if that is gone, the engine refuses to start and says which correction to
look at. All rewrites of one function are made on its original text, so each correction can be switched off alone.
"""

import ast
import functools
import inspect
import sys
import textwrap


class CorrectionFailed(Exception):
    """The emulator no longer looks as a correction expects."""


class Correction:
    def __init__(self, name: str, reason: str):
        self.name = name
        self.reason = reason
        self._rewrites = []
        self._wraps = []
        self._starters = []

    def rewrite(self, module, function: str, old: str, new: str) -> None:
        """Replaces `old`, which must occur exactly once in the function (or text constant) of that name.

        `new` may use the correction's own file by its name, for example `sfn_retry.delay(…)`.
        """
        owner = sys.modules[inspect.stack()[1].frame.f_globals["__name__"]]
        self._rewrites.append((module, function, old, new, owner))

    def wrap(self, module, function: str):
        """Decorator: the decorated function is called with the original first, then the call's own arguments."""

        def register(wrapper):
            self._wraps.append((module, function, wrapper))
            return wrapper

        return register

    def on_start(self, starter):
        """Decorator: called once, after every correction is in place and before the server listens."""
        self._starters.append(starter)
        return starter


def apply(corrections) -> None:
    """Puts the corrections in place: rewrites first, since they start from the original text, then wrappers."""
    rewrites = {}
    for correction in corrections:
        for module, function, old, new, owner in correction._rewrites:
            rewrites.setdefault((module, function), []).append((correction, old, new, owner))
    for (module, function), edits in rewrites.items():
        _rewrite(module, function, edits)
    for correction in corrections:
        for module, function, wrapper in correction._wraps:
            original = _find(correction, module, function)
            setattr(module, function, functools.wraps(original)(functools.partial(wrapper, original)))
    for correction in corrections:
        for starter in correction._starters:
            starter()


def _rewrite(module, function, edits):
    target = _find(edits[0][0], module, function)
    text = original = target if isinstance(target, str) else inspect.getsource(target)
    for correction, old, new, owner in edits:
        if original.count(old) != 1 or text.count(old) != 1:
            raise CorrectionFailed(
                f"{correction.name}: {module.__name__}.{function} should contain this exactly once:\n{old}"
            )
        text = text.replace(old, new)
        if module.__dict__.setdefault(owner.__name__.rpartition(".")[2], owner) is not owner:
            raise CorrectionFailed(f"{correction.name}: {module.__name__} has a name of its own like {owner.__name__}")
    if isinstance(target, str):
        setattr(module, function, text)
        return
    tree = ast.parse(textwrap.dedent(text))
    ast.increment_lineno(tree, target.__code__.co_firstlineno - 1)
    exec(compile(tree, target.__code__.co_filename, "exec"), module.__dict__)


def _find(correction, module, function):
    try:
        return getattr(module, function)
    except AttributeError:
        raise CorrectionFailed(f"{correction.name}: {module.__name__} has no {function} any more") from None
