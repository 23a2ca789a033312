"""The process of the yardstick: two tasks of people that follow each other for ever."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import select_for_update_lock
from viewflow.workflow.models import Process


def no_page(request: Any) -> None:
    """No page is asked for: the tasks are performed as their pages would do it."""


class ToAndFro(flow.Flow):
    process_class = Process
    lock_impl = select_for_update_lock
    start = flow.StartHandle(this.begin).Next(this.centre)
    centre = flow.View(no_page).Permission("auth.view_user").Next(this.region)
    region = flow.View(no_page).Permission("auth.view_user").Next(this.centre)

    def begin(self, activation: Any) -> Any:
        return activation.process
