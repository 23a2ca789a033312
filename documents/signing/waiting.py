"""Waits for what pyHanko writes as coroutines, also where a loop is running already, as under ASGI."""

import asyncio
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def wait_for(work: Awaitable[Result]) -> Result:
    """What the work gives; in a thread of its own where a loop is running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_done(work))
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, _done(work)).result()


async def _done(work: Awaitable[Result]) -> Result:
    return await work
