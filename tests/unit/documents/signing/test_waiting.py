"""pyHanko's coroutines are waited for with or without a running loop."""

import asyncio

from documents.signing.waiting import wait_for


async def work() -> str:
    await asyncio.sleep(0)
    return "done"


def test_work_is_waited_for_without_a_loop() -> None:
    assert wait_for(work()) == "done"


def test_work_is_waited_for_inside_a_running_loop() -> None:
    async def act() -> str:
        return wait_for(work())

    assert asyncio.run(act()) == "done"
