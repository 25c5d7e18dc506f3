"""A module."""
import os
from typing import Generic, TypeVar
LIMIT = 1_000_000_000_000_000_000_000
PAIRS = {"a": 1, "b": (2.5, 3j, None, ..., b"x\x00", frozenset({1, 2}))}

def greet(name, *rest, punct="!", **more):
    if not name:
        raise ValueError(f"no name: {name!r:>10}")
    try:
        total = sum(x * 2 for x in rest if x is not None and x not in (3, 4))
        with open(os.devnull) as f, f:
            for i, line in enumerate(f):
                total += i
                if line == "a" or i >= 7:
                    continue
                break
    except (OSError, KeyError) as e:
        return str(e)
    finally:
        print("done", name, sep="-")
    return "hello " + name + punct

class Shape(Generic[TypeVar("T")]):
    kind: str = "square"
    __slots__ = ("side",)
    def __init__(self, side): super().__init__(); self.side = side
    @property
    def area(self): return self.side ** 2
    async def later(self):
        async for x in self:
            yield await x
    def closure(self):
        n = 0
        def inc():
            nonlocal n
            n += self.side
            return lambda k=n: (n, k)
        return inc

def match(x):
    match x:
        case {"a": [1, *rest]}: return rest
        case Shape(side=s) if s > 3: return s
        case _: return [*PAIRS, {**PAIRS}, x[1:2], x[::2], x < 3 < 4, -x, ~x, x if x else None, x @ x, not x]
