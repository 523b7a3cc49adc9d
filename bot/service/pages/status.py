"""Public, read-only pages of the running bot: the jobs that wait, and one thread.

A job's reason may quote strangers, paths and GitHub, so no page shows it; `paperclerk inbox` shows it to the operator.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort
from jinja2 import Environment

from bot.publish.site.templating import read_static
from bot.service.inbox import InboxError, JobStatus, name_thread, read_thread
from bot.service.inbox.jobs import Inbox
from bot.service.pages import answer_trouble, guard
from bot.service.pages.history import say

#: The events that show a thread's state: a question in it, or how it ended.
STANDS = ("asked", "over")
#: Counts the open submissions of a list that are older than one, by the list's name and the thread's number.
CountOlder = Callable[[str, int], int]
#: A longer queue is cut short on its page, with a count of the rest.
MOST_SHOWN = 200
STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True)
class StatusPages:
    """The pages; `repositories` limits the threads that they show, as it limits what is served.

    `limits` reports the use of GitHub's limits and any outage.
    """

    inbox: Inbox
    templates: Environment
    limits: Callable[[], Mapping[str, int]]
    count_older: CountOlder
    repositories: Collection[str] = ()

    def blueprint(self) -> Blueprint:
        pages = Blueprint("pages", __name__)
        pages.after_request(guard)
        pages.register_error_handler(InboxError, answer_trouble)
        pages.add_url_rule("/", view_func=self.show_queue, provide_automatic_options=False)
        pages.add_url_rule(
            "/thread/<owner>/<name>/<number>", view_func=self.show_thread, provide_automatic_options=False
        )
        pages.add_url_rule(
            "/<any('style.css', 'icon.svg'):name>", view_func=show_static, provide_automatic_options=False
        )
        return pages

    def render(self, template: str, **content: object) -> Response:
        page = self.templates.get_template(template)
        return Response(page.render(root="/", name="paperclerk", limits=self.limits(), **content))

    def show_queue(self) -> Response:
        jobs, count = self.inbox.jobs(), self.inbox.count()
        return self.render("queue.html", jobs=jobs[:MOST_SHOWN], more=len(jobs[MOST_SHOWN:]), count=count)

    def show_thread(self, owner: str, name: str, number: str) -> Response:
        try:
            repository, thread = read_thread(f"{owner}/{name}#{number}")
        except InboxError:
            abort(404)
        served = {each.lower() for each in self.repositories}
        if thread is None or (served and repository.lower() not in served):
            abort(404)
        own, before = find(self.inbox.jobs(), repository, thread)
        history = self.inbox.history(repository, thread)
        stands = next((event for event in history if event.what in STANDS), None)
        return self.render(
            "thread.html",
            thread=name_thread(repository, thread),
            jobs=own,
            before=before,
            stands=stands,
            older=self.count_older(repository, thread) if stands and stands.what == "asked" else 0,
            past=[(event.at, say(event)) for event in history if event.what not in STANDS],
        )


def show_static(name: str) -> Response:
    return Response(read_static(name), mimetype=STATIC[name])


def find(jobs: Sequence[JobStatus], repository: str, number: int) -> tuple[list[JobStatus], int]:
    """Return a thread's jobs, whatever the case of its name, and how many of its list were queued before the first."""
    of_list = [job for job in jobs if job.repository.lower() == repository.lower() and job.state != "parked"]
    own = [job for job in jobs if job.repository.lower() == repository.lower() and job.number == number]
    waiting = next((place for place, job in enumerate(of_list) if job.number == number), 0)
    return own, waiting
