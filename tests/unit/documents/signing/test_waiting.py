"""pyHanko's coroutines are waited for with or without a running loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from documents.signing.waiting import wait_for


async def work() -> str:
    await asyncio.sleep(0)
    return "done"


def test_work_is_waited_for_without_a_loop() -> None:
    assert wait_for(work()) == "done"


def test_work_is_waited_for_inside_a_running_loop() -> None:
    async def act() -> str:
        return wait_for(work())

    # A thread of its own: a browser that this process drives keeps a loop running in the first one.
    with ThreadPoolExecutor(max_workers=1) as beside:
        assert beside.submit(lambda: asyncio.run(act())).result() == "done"
