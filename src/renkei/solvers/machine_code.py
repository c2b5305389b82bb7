"""How the solvers' inner loops become machine code, and where that is kept.

Compiling is what the first use on a machine waits for: level 1 of optimisation takes a third less of it than the
level 3 that Numba presets, and the search runs as fast. The result is kept beside the modules, or in the user's cache
folder where those cannot be written (Numba's own locator). Numba writes each file under another name and renames it,
so processes may start at the same time.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba import njit
from numba.core.runtime.nrt import rtsys

LEVEL = 1
config: Any = numba.config

Function = TypeVar("Function", bound=Callable[..., Any])


def entry(function: Function) -> Function:
    """Compile ``function``, to be called from Python, once, and keep the machine code."""
    return cast(Function, _optimised(njit(cache=True, nogil=True, error_model="numpy")(function)))


def streaming(function: Function) -> Function:
    """As ``entry``, with loops over arrays made to take several elements at once: for passes over much data."""
    return cast(Function, _optimised(njit(cache=True, nogil=True, error_model="numpy")(function), level=3))


def compiled(function: Function) -> Function:
    """Compile ``function``, to be called from compiled ones only: without wrappers, which take longest to compile."""
    bare: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast(Function, _optimised(njit(cache=True, nogil=True, error_model="numpy", **bare)(function)))


def _optimised(dispatcher: Any, level: int = LEVEL) -> Any:
    """The dispatcher, compiling its own function at ``level`` and leaving the setting as it was."""
    compile_now = dispatcher.compile
    _load_only(dispatcher)

    def compile_at(signature: Any) -> Any:
        before = config.OPT
        config.OPT = type(before)(level)
        try:
            return compile_now(signature)
        finally:
            config.OPT = before

    dispatcher.compile = compile_at
    return dispatcher


def _load_only(dispatcher: Any) -> None:
    """Have kept machine code loaded without all that Numba brings in for compiling, which takes longer than loading.

    What is compiled after all brings it in by itself."""
    cache = dispatcher._cache
    load = getattr(cache, "_load_overload", None)
    if load is None:  # another Numba: as it does by itself
        return

    def load_overload(signature: Any, context: Any) -> Any:
        rtsys.initialize(context)
        with cache._guard_against_spurious_io_errors():
            return load(signature, context)

    cache.load_overload = load_overload
